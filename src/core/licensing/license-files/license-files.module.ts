import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { LicenseFileCallsModule } from '../../verification/license-files/license-file-calls.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { LicenseFileBatchService } from './license-file-batch.service';
import { LicenseFilesController } from './license-files.controller';
import { LicenseFilesService } from './license-files.service';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule, LicenseFileCallsModule],
  controllers: [LicenseFilesController],
  providers: [LicenseFileBatchService, LicenseFilesService],
  exports: [LicenseFileBatchService, LicenseFilesService],
})
export class LicenseFilesModule {}
