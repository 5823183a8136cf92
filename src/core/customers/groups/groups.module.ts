import { Module } from '@nestjs/common';
import { GroupSearchSource } from './group-search-source';
import { GroupsController } from './groups.controller';
import { GroupsService } from './groups.service';

@Module({
  controllers: [GroupsController],
  providers: [GroupSearchSource, GroupsService],
  exports: [GroupSearchSource, GroupsService],
})
export class GroupsModule {}
