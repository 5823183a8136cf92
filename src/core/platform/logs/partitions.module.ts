import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { defineJob } from '../jobs/define-job';
import { AUDIT_LOG, EVENT_LOG } from './record-logs';
import { definePartitions } from './partitioned-table';
import { PartitionsService } from './partitions.service';

@Module({
  imports: [DiscoveryModule],
  exports: [PartitionsService],
  providers: [
    PartitionsService,
    ...definePartitions(EVENT_LOG),
    ...definePartitions(AUDIT_LOG),
    defineJob({
      name: 'log-partitions',
      cron: '11 3 * * *',
      atStart: true,
      service: PartitionsService,
      run: (partitions) => partitions.makeAhead(),
    }),
    defineJob({
      name: 'log-retention',
      cron: '41 3 * * *',
      service: PartitionsService,
      run: (partitions) => partitions.dropExpired(),
    }),
  ],
})
export class PartitionsModule {}
