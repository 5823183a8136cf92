import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { MetricsModule } from '../../platform/monitoring/metrics.module';
import { LogPartitionsService } from './log-partitions.service';
import { RefusedActivationsService } from './refused-activations.service';
import { VerificationStatsService } from './verification-stats.service';
import { VerificationLogService } from './verification-log.service';
import { VerificationRecordsService } from './verification-records.service';

@Module({
  imports: [MetricsModule],
  providers: [
    VerificationLogService,
    RefusedActivationsService,
    VerificationStatsService,
    VerificationRecordsService,
    LogPartitionsService,
    defineJob({
      name: 'log-partitions',
      cron: '11 3 * * *',
      atStart: true,
      service: LogPartitionsService,
      run: (partitions) => partitions.makeAhead(),
    }),
  ],
  exports: [VerificationLogService, RefusedActivationsService, VerificationStatsService, VerificationRecordsService],
})
export class VerificationsModule {}
