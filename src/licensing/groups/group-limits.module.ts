import { Module } from '@nestjs/common';
import { GroupLimitsService } from './group-limits.service';

@Module({
  providers: [GroupLimitsService],
  exports: [GroupLimitsService],
})
export class GroupLimitsModule {}
