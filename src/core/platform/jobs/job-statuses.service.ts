import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Between, In, MoreThanOrEqual } from 'typeorm';
import { Clock } from '../../common/clock';
import { DatabaseClock } from '../database/database-clock';
import { UnitOfWork } from '../database/unit-of-work';
import { Metrics } from '../monitoring/metrics';
import { JobStatus } from './job-status.entity';
import { nextRun } from './next-run';
import { JobsService } from './jobs.service';

/** A job that runs by schedule, and its last run. */
export interface ScheduledJob {
  readonly name: string;
  readonly cron: string;
  /** Null if it does not run within a week. */
  readonly nextAt: Date | null;
  /** Null if it has not run yet. */
  readonly status: JobStatus | null;
}

/** Counts the runs of all jobs in the metrics, and keeps the last ones of scheduled jobs for all nodes. */
@Injectable()
export class JobStatusesService implements OnModuleInit {
  private readonly logger = new Logger('Jobs');
  /** When this node first asked for silent jobs. */
  private watchedSince: Date | undefined;

  constructor(
    private readonly jobs: JobsService,
    private readonly work: UnitOfWork,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly databaseClock: DatabaseClock,
  ) {}

  onModuleInit(): void {
    this.jobs.events.on('job:success', ({ job }) => void this.record(job.task_identifier, true));
    this.jobs.events.on('job:error', ({ job, error }) => void this.record(job.task_identifier, false, error));
  }

  /** Never throws: the job itself has ended. */
  async record(name: string, isSuccess: boolean, error?: unknown): Promise<void> {
    this.metrics.countJobRun(name, isSuccess, this.clock.now());
    if (this.scheduled().includes(name)) {
      await this.store(name, isSuccess, error).catch((error: unknown) =>
        this.logger.warn(`The run of ${name} was not recorded: ${String(error)}`),
      );
    }
  }

  private async store(name: string, isSuccess: boolean, error: unknown): Promise<void> {
    const now = await this.databaseClock.now();
    const values = isSuccess ? [name, now] : [name, now, messageOf(error)];
    await this.work.manager.query(isSuccess ? SUCCESS : FAILURE, values);
  }

  /** Scheduled jobs that failed this often in a row. */
  failing(times: number): Promise<JobStatus[]> {
    return this.work.manager.find(JobStatus, {
      where: { name: In(this.scheduled()), failures: MoreThanOrEqual(times) },
      order: { name: 'ASC' },
    });
  }

  /** Jobs of each minute without a success on any node within ten minutes. None before this node has watched them for as long. */
  async silent(): Promise<string[]> {
    const now = await this.databaseClock.now();
    this.watchedSince ??= now;
    const since = new Date(now.getTime() - SILENT_MS);
    if (this.watchedSince > since) {
      return [];
    }
    const names = this.jobs.all.flatMap(({ name, cron }) => (cron === EVERY_MINUTE ? [name] : []));
    const alive = await this.work.manager.findBy(JobStatus, { name: In(names), lastSuccessAt: Between(since, now) });
    const ran = new Set(alive.map(({ name }) => name));
    return names.filter((name) => !ran.has(name)).sort();
  }

  /** The scheduled jobs by name, with their last and next runs. */
  async list(): Promise<ScheduledJob[]> {
    const statuses = await this.work.manager.findBy(JobStatus, { name: In(this.scheduled()) });
    const byName = new Map(statuses.map((status) => [status.name, status]));
    const now = this.clock.now();
    return this.jobs.all
      .flatMap(({ name, cron }) =>
        cron === undefined ? [] : [{ name, cron, nextAt: nextRun(cron, now), status: byName.get(name) ?? null }],
      )
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  private scheduled(): string[] {
    return this.jobs.all.filter(({ cron }) => cron !== undefined).map(({ name }) => name);
  }
}

const EVERY_MINUTE = '* * * * *';
const SILENT_MS = 10 * 60_000;
const MAX_ERROR = 1_000;

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return Array.from(message.replaceAll('\0', '')).slice(0, MAX_ERROR).join('');
}

const SUCCESS = `
  INSERT INTO job_statuses (name, last_success_at, failures) VALUES ($1, $2, 0)
  ON CONFLICT (name) DO UPDATE SET last_success_at = $2, failures = 0
`;

const FAILURE = `
  INSERT INTO job_statuses AS s (name, last_failure_at, failures, last_error) VALUES ($1, $2, 1, $3)
  ON CONFLICT (name) DO UPDATE SET last_failure_at = $2, failures = s.failures + 1, last_error = $3
`;
