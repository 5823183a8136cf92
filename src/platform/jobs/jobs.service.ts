import { EventEmitter } from 'node:events';
import { setTimeout as elapsed } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import {
  type CronItem,
  parseCronItems,
  type Runner,
  type RunnerOptions,
  run,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import type { Pool } from 'pg';
import { DirectDatabase } from '../database/direct-database';
import { WatchedPool } from '../database/watched-pool';
import { Job } from './define-job';
import { workerLogger } from './worker-log';

/** Jobs that a node does at the same time. */
const CONCURRENCY = 2;
/** For these, for the one that listens, and for the clockwork. */
const CONNECTIONS = CONCURRENCY + 2;
const RESTART_AFTER = 1_000;
/** How long a stopping server waits for jobs under way. Those that take longer are done again, by whichever node is next. */
const PATIENCE = 5_000;
const CLOSING = 1_000;

/** Does the jobs of all modules: each one once, whichever node takes it. Nothing runs until it is started. */
@Injectable()
export class JobsService implements BeforeApplicationShutdown {
  /** What the worker tells of its doings, over restarts. */
  readonly events: WorkerEvents = new EventEmitter();
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

  /** From now on; a worker that fails is replaced. Answers when the first one is at work, or has failed to be. */
  start(): Promise<void> {
    this.started ??= new Promise((started) => {
      this.pool = this.connect();
      this.running = this.keepRunning(this.optionsFor(this.all), started);
    });
    return this.started;
  }

  /** Before the database that the jobs work on is closed. */
  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  /** Jobs under way are finished first. */
  async stop(): Promise<void> {
    if (this.isStopping()) {
      return;
    }
    this.stopping.abort();
    try {
      const done = Promise.all([this.runner?.stop(), this.running]);
      if ((await within(PATIENCE, done)) === 'late') {
        await within(CLOSING, this.releaseJobs());
      }
    } catch (error) {
      this.logger.error(error);
    }
    await within(CLOSING, this.pool?.end());
  }

  private async keepRunning(options: RunnerOptions, started: () => void): Promise<void> {
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

  /** One that waits already is not queued twice. */
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
    await elapsed(RESTART_AFTER, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    if (!this.isStopping()) {
      await this.releaseJobs().catch((error: unknown) => this.logger.error(error));
    }
  }

  /** What the worker has taken and will not give back would wait for hours. */
  private async releaseJobs(): Promise<void> {
    if (this.workerPoolId !== undefined) {
      await this.pool?.query(`SELECT graphile_worker.force_unlock_workers(ARRAY[$1::text])`, [this.workerPoolId]);
    }
  }

  private optionsFor(jobs: readonly Job[]): RunnerOptions {
    return {
      pgPool: this.pool,
      concurrency: CONCURRENCY,
      // Stopping is for the server to order.
      noHandleSignals: true,
      events: this.events,
      logger: workerLogger(this.logger),
      // Only in batches does the worker try again to note what was done; else a lost connection ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
      taskList: tasksOf(jobs),
      parsedCronItems: parseCronItems(jobs.flatMap(cronItemOf)),
    };
  }

  private connect(): Pool {
    const pool = new WatchedPool({
      connectionString: this.database.url,
      max: CONNECTIONS,
      application_name: 'keyward jobs',
      connectionTimeoutMillis: 10_000,
      statement_timeout: 30_000,
    });
    // A lost connection is the worker's to replace; without anybody who hears of it, the process would end.
    const lost = (error: Error): void => this.logger.warn(`A connection to the database was lost: ${error.message}`);
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
      throw new Error(`There are two jobs named ${name}`);
    }
    tasks[name] = (payload: unknown) => run(payload);
  }
  return tasks;
}

/** A job that is still waiting when it is due again is not queued twice. */
function cronItemOf({ name, cron }: Job): CronItem[] {
  return cron === undefined ? [] : [{ task: name, identifier: name, match: cron, options: { jobKey: name } }];
}
