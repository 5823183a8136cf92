import { Module } from '@nestjs/common';
import { defineJob } from '../jobs/define-job';
import { MetricsModule } from '../monitoring/metrics.module';
import { LogPartitions } from './log-partitions';
import { RefusedActivations } from './refused-activations.service';
import { VerificationFiguresService } from './verification-figures.service';
import { VerificationLog } from './verification-log';
import { VerificationRecords } from './verification-records.service';

@Module({
  imports: [MetricsModule],
  providers: [
    VerificationLog,
    RefusedActivations,
    VerificationFiguresService,
    VerificationRecords,
    LogPartitions,
    defineJob({
      name: 'log-partitions',
      cron: '11 3 * * *',
      atStart: true,
      service: LogPartitions,
      run: (partitions) => partitions.makeAhead(),
    }),
  ],
  exports: [VerificationLog, RefusedActivations, VerificationFiguresService, VerificationRecords],
})
export class VerificationsModule {}
