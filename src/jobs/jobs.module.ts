import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { JobQueue } from './job-queue';
import { Jobs } from './jobs.service';

@Module({
  imports: [DiscoveryModule],
  providers: [Jobs, JobQueue],
  exports: [JobQueue],
})
export class JobsModule {}
