import { Module } from '@nestjs/common';
import { extendPlugin } from '../../../core/common';
import { SearchModule } from '../search.module';
import { V2SearchController } from './search.controller';

/** The search of the V2 API. */
@Module({ imports: [SearchModule], controllers: [V2SearchController] })
class V2SearchModule {}

export const V2_SEARCH = extendPlugin({ of: 'v2', modules: [V2SearchModule], pathPrefixes: ['/api/global-search'] });
