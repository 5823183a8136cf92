import { Module } from '@nestjs/common';
import { VerificationModule } from '../verification.module';
import { CorrectMeterService } from './correct-meter.service';
import { JudgeUsageService } from './judge-usage.service';
import { MeterGrantListsService } from './meter-grant-lists.service';
import { MeterGrantsController } from './meter-grants.controller';
import { MeterGrantsService } from './meter-grants.service';
import { MeterHistoryService } from './meter-history.service';
import { UsageController } from './usage.controller';
import { UseMetersService } from './use-meters.service';

/** Use of meters, its corrections and grants. */
@Module({
  imports: [VerificationModule],
  controllers: [UsageController, MeterGrantsController],
  providers: [
    CorrectMeterService,
    JudgeUsageService,
    MeterGrantListsService,
    MeterGrantsService,
    MeterHistoryService,
    UseMetersService,
  ],
  exports: [CorrectMeterService, MeterGrantListsService, MeterGrantsService, MeterHistoryService],
})
export class MeterUsageModule {}
