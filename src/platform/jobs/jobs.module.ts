import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobQueueService } from './job-queue.service';
import { JobsService } from './jobs.service';

@Module({
  imports: [DiscoveryModule],
  providers: [JobsService, JobQueueService],
  exports: [JobQueueService],
})
export class JobsModule {}
