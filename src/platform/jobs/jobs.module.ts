import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { MetricsModule } from '../monitoring/metrics.module';
import { JobStatusesService } from './job-statuses.service';
import { JobQueueService } from './job-queue.service';
import { JobsService } from './jobs.service';

@Module({
  imports: [DiscoveryModule, MetricsModule],
  providers: [JobsService, JobQueueService, JobStatusesService],
  exports: [JobQueueService, JobStatusesService],
})
export class JobsModule {}
