import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { In, MoreThanOrEqual } from 'typeorm';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../database/unit-of-work';
import { Metrics } from '../monitoring/metrics';
import { JobStatus } from './job-status.entity';
import { JobsService } from './jobs.service';

/** Counts the runs of all jobs in the metrics, and keeps the last ones of scheduled jobs for all nodes. */
@Injectable()
export class JobStatusesService implements OnModuleInit {
  private readonly logger = new Logger('Jobs');

  constructor(
    private readonly jobs: JobsService,
    private readonly work: UnitOfWork,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.jobs.events.on('job:success', ({ job }) => void this.record(job.task_identifier, true));
    this.jobs.events.on('job:error', ({ job }) => void this.record(job.task_identifier, false));
  }

  /** Never throws: the job itself has ended. */
  async record(name: string, isSuccess: boolean): Promise<void> {
    const now = this.clock.now();
    this.metrics.countJobRun(name, isSuccess, now);
    if (this.scheduled().includes(name)) {
      await this.work.manager
        .query(isSuccess ? SUCCESS : FAILURE, [name, now])
        .catch((error: unknown) => this.logger.warn(`The run of ${name} was not recorded: ${String(error)}`));
    }
  }

  /** Scheduled jobs that failed this often in a row. */
  failing(times: number): Promise<JobStatus[]> {
    return this.work.manager.find(JobStatus, {
      where: { name: In(this.scheduled()), failures: MoreThanOrEqual(times) },
      order: { name: 'ASC' },
    });
  }

  private scheduled(): string[] {
    return this.jobs.all.filter(({ cron }) => cron !== undefined).map(({ name }) => name);
  }
}

const SUCCESS = `
  INSERT INTO job_statuses (name, last_success_at, failures) VALUES ($1, $2, 0)
  ON CONFLICT (name) DO UPDATE SET last_success_at = $2, failures = 0
`;

const FAILURE = `
  INSERT INTO job_statuses AS s (name, last_failure_at, failures) VALUES ($1, $2, 1)
  ON CONFLICT (name) DO UPDATE SET last_failure_at = $2, failures = s.failures + 1
`;
