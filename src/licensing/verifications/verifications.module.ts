import { Module } from '@nestjs/common';
import { MetricsModule } from '../../platform/monitoring/metrics.module';
import { definePartitions } from '../../platform/partitions/partitioned-table';
import { RefusedActivationsService } from './refused-activations.service';
import { VerificationStatsService } from './verification-stats.service';
import { VERIFICATION_LOG } from './verification-log';
import { VerificationLogService } from './verification-log.service';
import { VerificationRecordsService } from './verification-records.service';

@Module({
  imports: [MetricsModule],
  providers: [
    VerificationLogService,
    RefusedActivationsService,
    VerificationStatsService,
    VerificationRecordsService,
    ...definePartitions(VERIFICATION_LOG),
  ],
  exports: [VerificationLogService, RefusedActivationsService, VerificationStatsService, VerificationRecordsService],
})
export class VerificationsModule {}
