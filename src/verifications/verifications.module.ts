import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { MetricsModule } from '../monitoring/metrics.module';
import { LogPartitions } from './log-partitions';
import { VerificationLog } from './verification-log';

@Module({
  imports: [MetricsModule],
  providers: [
    VerificationLog,
    LogPartitions,
    defineJob({
      name: 'log-partitions',
      cron: '11 3 * * *',
      service: LogPartitions,
      run: (partitions) => partitions.makeAhead(),
    }),
  ],
  exports: [VerificationLog],
})
export class VerificationsModule {}
