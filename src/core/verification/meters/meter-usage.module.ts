import { Module } from '@nestjs/common';
import { VerificationModule } from '../verification.module';
import { CorrectMeterService } from './correct-meter.service';
import { JudgeUsageService } from './judge-usage.service';
import { MeterHistoryService } from './meter-history.service';
import { UsageController } from './usage.controller';
import { UseMetersService } from './use-meters.service';

@Module({
  imports: [VerificationModule],
  controllers: [UsageController],
  providers: [CorrectMeterService, JudgeUsageService, MeterHistoryService, UseMetersService],
  exports: [CorrectMeterService, MeterHistoryService],
})
export class MeterUsageModule {}
