import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { defineJob } from '../jobs/define-job';
import { JobsModule } from '../jobs/jobs.module';
import { BackgroundJobRowsService } from './background-job-rows.service';
import { BackgroundJobsService } from './background-jobs.service';
import { RUN_BACKGROUND_JOBS } from './run-background-jobs';
import { RunBackgroundJobsService } from './run-background-jobs.service';
import { SweepBackgroundJobsService } from './sweep-background-jobs.service';

/** Long jobs with rows, such as imports: import it to inject their services. */
@Module({
  imports: [DiscoveryModule, JobsModule],
  providers: [
    BackgroundJobRowsService,
    BackgroundJobsService,
    RunBackgroundJobsService,
    SweepBackgroundJobsService,
    defineJob({
      name: RUN_BACKGROUND_JOBS,
      cron: '* * * * *',
      atStart: true,
      service: RunBackgroundJobsService,
      run: (jobs, payload) => jobs.run(payload),
    }),
    defineJob({
      name: 'sweep-background-jobs',
      cron: '23 3 * * *',
      service: SweepBackgroundJobsService,
      run: (jobs) => jobs.sweep(),
    }),
  ],
  exports: [BackgroundJobRowsService, BackgroundJobsService],
})
export class BackgroundJobsModule {}
