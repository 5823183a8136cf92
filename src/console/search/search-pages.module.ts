import { Module } from '@nestjs/common';
import { SearchModule } from '../../search/search.module';
import { FindAnythingService } from './find-anything.service';
import { SearchPageController } from './search.controller';

@Module({ imports: [SearchModule], controllers: [SearchPageController], providers: [FindAnythingService] })
export class SearchPagesModule {}
