import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../../identity/api-keys/api-keys.module';
import { SearchModule } from '../../search/search.module';
import { FindAnythingService } from './find-anything.service';
import { SearchPageController } from './search.controller';

@Module({
  imports: [ApiKeysModule, SearchModule],
  controllers: [SearchPageController],
  providers: [FindAnythingService],
})
export class SearchPagesModule {}
