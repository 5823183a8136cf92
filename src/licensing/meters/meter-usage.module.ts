import { Module } from '@nestjs/common';
import { VerificationsModule } from '../verifications/verifications.module';
import { JudgeUsageService } from './judge-usage.service';
import { MeterHistoryService } from './meter-history.service';
import { UsageController } from './usage.controller';
import { UseMetersService } from './use-meters.service';

@Module({
  imports: [VerificationsModule],
  controllers: [UsageController],
  providers: [JudgeUsageService, MeterHistoryService, UseMetersService],
})
export class MeterUsageModule {}
