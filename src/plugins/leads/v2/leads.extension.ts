import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { LeadsModule } from '../leads.module';
import { V2LeadFilesController } from './lead-files.controller';
import { V2LeadController } from './lead.controller';

/** The calls of the V2 API about leads. */
@Module({ imports: [LeadsModule], controllers: [V2LeadController, V2LeadFilesController] })
class V2LeadsModule {}

export const V2_LEADS = extendPlugin({
  of: 'v2',
  modules: [V2LeadsModule],
  pathPrefixes: ['/leads/api', '/leads/export', '/leads/import'],
});
