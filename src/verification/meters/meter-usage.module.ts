import { Module } from '@nestjs/common';
import { VerificationModule } from '../verification.module';
import { JudgeUsageService } from './judge-usage.service';
import { MeterHistoryService } from './meter-history.service';
import { UsageController } from './usage.controller';
import { UseMetersService } from './use-meters.service';

@Module({
  imports: [VerificationModule],
  controllers: [UsageController],
  providers: [JudgeUsageService, MeterHistoryService, UseMetersService],
})
export class MeterUsageModule {}
