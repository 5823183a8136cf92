import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { SearchController } from './search.controller';
import { SearchService } from './search.service';

/** A noun is searchable if a module that is loaded provides its `SearchSource`. */
@Module({
  imports: [DiscoveryModule],
  controllers: [SearchController],
  providers: [SearchService],
  exports: [SearchService],
})
export class SearchModule {}
