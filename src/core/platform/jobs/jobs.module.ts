import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { MetricsModule } from '../monitoring/metrics.module';
import { JobQueueMetrics } from './job-queue-metrics';
import { JobStatusesService } from './job-statuses.service';
import { JobQueueService } from './job-queue.service';
import { JobsService } from './jobs.service';

/** Queued and scheduled work: import it to inject `JobQueueService`. */
@Module({
  imports: [DiscoveryModule, MetricsModule],
  providers: [JobsService, JobQueueService, JobQueueMetrics, JobStatusesService],
  exports: [JobQueueService, JobStatusesService],
})
export class JobsModule {}
