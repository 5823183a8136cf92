import { EventEmitter } from 'node:events';
import { setTimeout as elapsed } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import {
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Pool } from 'pg';
import { ensureHomeFolder } from '../config/home-folder';
import { traced } from '../../common/tracing/tracing';
import { DirectDatabase } from '../database/direct-database';
import { HealthCheckedPool } from '../database/health-checked-pool';
import { Job } from './define-job';
import { workerLogger } from './worker-log';

/** Concurrent jobs per node. */
const CONCURRENCY = 2;
/** For the jobs, the listener and the cron scheduler. */
const CONNECTIONS = CONCURRENCY + 2;
const RESTART_DELAY_MS = 1_000;

/** Runs the jobs of all modules, each on one node. Nothing runs before `start`. */
@Injectable()
export class JobsService implements BeforeApplicationShutdown {
  /** Worker events, across restarts. */
  readonly events: WorkerEvents = new EventEmitter();
  /**
   * How long a stopping server waits for running jobs, and then for the database, in milliseconds. Unfinished jobs are run again
   * by any node.
   */
  readonly stopLimits = { jobs: 5_000, database: 1_000 };
  private readonly logger = new Logger('Jobs');
  private readonly stopping = new AbortController();
  private pool: Pool | undefined;
  private runner: Runner | undefined;
  private started: Promise<void> | undefined;
  private running: Promise<void> | undefined;
  private workerPoolId: string | undefined;

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly database: DirectDatabase,
  ) {
    this.events.on('pool:create', ({ workerPool }) => {
      this.workerPoolId = workerPool.id;
    });
  }

  get all(): readonly Job[] {
    const instances: unknown[] = this.discovery.getProviders().map(({ instance }): unknown => instance);
    return instances.filter((instance) => instance instanceof Job);
  }

  /** Starts the worker and restarts it when it fails. Resolves when the first attempt has succeeded or failed. */
  start(): Promise<void> {
    this.started ??= new Promise((started) => {
      this.pool = this.connect();
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
    try {
      const done = Promise.all([this.runner?.stop(), this.running]);
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
        await this.queueAtStart();
        this.runner = await run(options);
        started();
        await (this.isStopping() ? this.runner.stop() : this.runner.promise);
      } catch (error) {
        this.logger.error(error);
        started();
      }
      await this.pauseBeforeRestart();
    }
  }

  /** A job that is already queued is not queued again. */
  private async queueAtStart(): Promise<void> {
    for (const { name } of this.all.filter(({ atStart }) => atStart)) {
      await this.pool?.query(`SELECT graphile_worker.add_job($1, job_key => $1)`, [name]);
    }
  }

  private isStopping(): boolean {
    return this.stopping.signal.aborted;
  }

  private async pauseBeforeRestart(): Promise<void> {
    this.runner = undefined;
    await elapsed(RESTART_DELAY_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    if (!this.isStopping()) {
      await this.releaseJobs().catch((error: unknown) => this.logger.error(error));
    }
  }

  /** Jobs locked by a dead worker would otherwise wait for hours. */
  private async releaseJobs(): Promise<void> {
    if (this.workerPoolId !== undefined) {
      await this.pool?.query(`SELECT graphile_worker.force_unlock_workers(ARRAY[$1::text])`, [this.workerPoolId]);
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
