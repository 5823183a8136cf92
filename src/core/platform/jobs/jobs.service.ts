import { EventEmitter } from 'node:events';
import { setTimeout as elapsed } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import {
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Pool } from 'pg';
import { Clock } from '../../common/clock';
import { PluginServices } from '../../common/plugins/plugin-services';
import { ensureHomeFolder } from '../config/home-folder';
import { traced } from '../../common/tracing/tracing';
import { DatabaseClock, isClockDifference } from '../database/database-clock';
import { DirectDatabase } from '../database/direct-database';
import { HealthCheckedPool } from '../database/health-checked-pool';
import { NotificationsService } from '../database/notifications.service';
import { Job } from './define-job';
import { MendQueue, releaseJobs } from './mend-queue';
import { workerLogger } from './worker-log';

/** Concurrent jobs per node. */
const CONCURRENCY = 2;
/** For the jobs, the listener and the cron scheduler. */
const CONNECTIONS = CONCURRENCY + 2;
/** Interval of the checks of the clock and the schedule. */
const CLOCK_INTERVAL_MS = 60_000;

/**
 * Runs the jobs of all modules, each on one node. Nothing runs before `start`, nor while the clock of this node differs from that
 * of the database by more than a minute: the schedule of all nodes goes on from the last time that one of them has noted.
 */
@Injectable()
export class JobsService implements BeforeApplicationShutdown {
  /** Worker events, across restarts. */
  readonly events: WorkerEvents = new EventEmitter();
  /**
   * Milliseconds for which a stopping server waits for running jobs, and then for the database. Unfinished jobs are run again
   * by any node.
   */
  readonly stopLimits = { jobs: 5_000, database: 1_000 };
  /** Milliseconds between a worker that has ended and the next one. */
  readonly restartDelay: number = 1_000;
  private readonly logger = new Logger('Jobs');
  private readonly stopping = new AbortController();
  private readonly mending = new MendQueue();
  private pool: Pool | undefined;
  private runner: Runner | undefined;
  private ending: Promise<void> | undefined;
  private started: Promise<void> | undefined;
  private running: Promise<void> | undefined;
  /** Empty before the first worker. */
  private workerPoolId = '';
  private stopTimer = (): void => undefined;
  private checkAgain = (): void => undefined;

  constructor(
    private readonly services: PluginServices,
    private readonly database: DirectDatabase,
    private readonly databaseClock: DatabaseClock,
    private readonly clock: Clock,
    notifications: NotificationsService,
  ) {
    this.events.on('pool:create', ({ workerPool: { id } }) => {
      this.workerPoolId = id;
      // If this fails, the next connection shows it.
      notifications.show(id).catch(() => undefined);
    });
  }

  get all(): readonly Job[] {
    return this.services.all(Job);
  }

  /** Starts the worker and restarts it when it fails. Resolves when the first attempt has succeeded or failed. */
  start(): Promise<void> {
    this.started ??= new Promise((started) => {
      this.pool = this.connect();
      this.stopTimer = this.clock.every(CLOCK_INTERVAL_MS, () => this.checkClock());
      this.running = this.keepRunning(this.optionsFor(this.all), started);
    });
    return this.started;
  }

  /** Runs before the database is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  /** Waits for running jobs. */
  async stop(): Promise<void> {
    if (this.isStopping()) {
      return;
    }
    this.stopping.abort();
    this.stopTimer();
    this.checkAgain();
    try {
      const done = Promise.all([this.stopRunner(), this.running]);
      if ((await within(this.stopLimits.jobs, done)) === 'late') {
        await within(this.stopLimits.database, this.releaseJobs());
      }
    } catch (error) {
      this.logger.error(error);
    }
    await within(this.stopLimits.database, this.pool?.end());
  }

  private async keepRunning(options: RunnerOptions, started: () => void): Promise<void> {
    ensureHomeFolder();
    while (!this.isStopping()) {
      try {
        await this.prepare();
        this.runner = await run(options);
        started();
        if (this.isStopping()) {
          await this.stopRunner();
        } else {
          await this.runner.promise;
        }
      } catch (error) {
        started();
        await this.afterFailure(error);
      }
      await this.pauseBeforeRestart();
    }
  }

  /** Throws NOT_READY_CLOCK_AHEAD or NOT_READY_CLOCK_BEHIND. */
  private async prepare(): Promise<void> {
    await this.databaseClock.follow(() => this.mending.mend(this.pool));
    await this.queueAtStart();
  }

  /** With a wrong clock, nothing is tried before the next check. */
  private async afterFailure(error: unknown): Promise<void> {
    if (!isClockDifference(error)) {
      this.logger.error(error);
      return;
    }
    this.logger.warn(`No jobs run on this node. ${error.message}`);
    if (!this.isStopping()) {
      await new Promise<void>((resolve) => (this.checkAgain = resolve));
    }
  }

  /** Stops the worker if the clock of this node has become wrong, and lets it start again when it is right. */
  private async checkClock(): Promise<void> {
    this.checkAgain();
    try {
      if (this.runner) {
        await this.databaseClock.follow(() => this.mending.mend(this.pool));
        await this.releaseLostJobs();
      }
    } catch (error) {
      if (isClockDifference(error)) {
        await this.stopRunner()?.catch((failure: unknown) => this.logger.error(failure));
      } else {
        this.logger.warn(`The clock was not checked: ${String(error)}`);
      }
    }
  }

  /** A job that is already queued is not queued again. */
  private async queueAtStart(): Promise<void> {
    for (const { name } of this.all.filter(({ atStart }) => atStart)) {
      await this.pool?.query(`SELECT graphile_worker.add_job($1, job_key => $1)`, [name]);
    }
  }

  /** A runner can be stopped only once. */
  private stopRunner(): Promise<void> | undefined {
    this.ending ??= this.runner?.stop();
    return this.ending;
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async pauseBeforeRestart(): Promise<void> {
    this.runner = undefined;
    this.ending = undefined;
    await elapsed(this.restartDelay, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    if (!this.isStopping()) {
      await this.releaseJobs().catch((error: unknown) => this.logger.error(error));
    }
  }

  private async releaseLostJobs(): Promise<void> {
    if (this.pool) {
      await this.mending.releaseLost(this.pool, this.workerPoolId);
    }
  }

  /** Jobs locked by a dead worker would otherwise wait for hours. */
  private async releaseJobs(): Promise<void> {
    if (this.pool) {
      await releaseJobs(this.pool, [this.workerPoolId]);
    }
  }

  private optionsFor(jobs: readonly Job[]): RunnerOptions {
    return {
      pgPool: this.pool,
      concurrency: CONCURRENCY,
      // The server stops the worker.
      noHandleSignals: true,
      events: this.events,
      logger: workerLogger(this.logger),
      // The worker retries completing jobs only in batch mode; otherwise a lost connection ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: tasksOf(jobs),
      parsedCronItems: parseCronItems(jobs.flatMap(({ cronItem }) => cronItem ?? [])),
    };
  }

  private connect(): Pool {
    const pool = new HealthCheckedPool({
      connectionString: this.database.url,
      max: CONNECTIONS,
      application_name: 'keyward jobs',
      connectionTimeoutMillis: 10_000,
      statement_timeout: 30_000,
    });
    // The worker replaces lost connections; without this listener, the process would exit.
    const lost = (error: Error): void => this.logger.warn(`Database connection lost: ${error.message}`);
    pool.on('error', lost);
    return pool;
  }
}

function within<T>(milliseconds: number, work: T | Promise<T>): Promise<T | 'late'> {
  return Promise.race([work, elapsed(milliseconds, 'late' as const, { ref: false })]);
}

function tasksOf(jobs: readonly Job[]): TaskList {
  const tasks: TaskList = {};
  for (const { name, run } of jobs) {
    if (tasks[name]) {
      throw new Error(`Duplicate job name: ${name}`);
    }
    tasks[name] = (payload: unknown) => traced(`job ${name}`, { kind: 'consumer' }, () => run(payload));
  }
  return tasks;
}
