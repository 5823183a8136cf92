import cluster from 'node:cluster';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { AggregatorRegistry, type PrometheusContentType } from 'prom-client';
import { Clock } from '../../common/clock';
import { MemoryLimitStorage } from '../../common/limits/memory-limit-storage';
import { shareLimits } from '../../common/limits/shared-limit-storage';
import { connectionsOfWorker } from '../../platform/config/node-connections';
import type { Settings } from '../../platform/config/settings';
import { OutsidePluginFailed } from '../failed-plugin';
import type { Addresses } from '../serve';
import type { Place } from './worker';
import { WorkerProcess } from './worker-process';

/** Waits before a worker that has died is replaced, by the number of deaths within the last minute. */
const RESTART_DELAYS_MS = [0, 1_000, 5_000, 15_000];
const RECENT_MS = 60_000;
/** Workers that may end in a row before they have served. */
const FAILED_STARTS = 5;
/** Time for draining, beyond the delay that is set. */
const STOP_LIMIT_MS = 30_000;
const ENTRY = require.resolve('../../../main');

/** The processes of a node that serve requests on the same ports. Replaces those that die. */
export class WorkerPool {
  /** Rejects when workers do not start any more. */
  readonly failed: Promise<never>;
  /** Why the first worker could not start, if it was a plug-in from outside. */
  failedPlugin: OutsidePluginFailed | undefined;
  private readonly workers = new Map<number, WorkerProcess>();
  /** Places whose worker has served, since the start. */
  private readonly served = new Set<number>();
  private readonly limits = new MemoryLimitStorage(new Clock());
  private readonly connections: number;
  private deaths: number[] = [];
  private failedStarts = 0;
  private isStopping = false;
  private isRolling = false;
  private fail: (error: Error) => void = () => undefined;

  constructor(
    private readonly settings: Settings,
    private readonly databaseUrl: string,
    private readonly logger: FastifyBaseLogger,
  ) {
    this.connections = connectionsOfWorker(settings);
    this.failed = new Promise((_resolve, reject) => (this.fail = reject));
    this.failed.catch(() => undefined);
    // All workers accept from one queue. By turns, a connection that is handed to a worker in the moment it dies would hang.
    cluster.schedulingPolicy = cluster.SCHED_NONE;
    cluster.setupPrimary({ exec: ENTRY });
  }

  /** Where the workers serve; undefined if the first one could not start, which has said why. */
  async start(): Promise<Addresses | undefined> {
    const first = this.fork(0);
    const addresses = await first.serving;
    if (addresses) {
      this.keep(0, first);
      const others = Array.from({ length: this.settings.WORKERS - 1 }, (_, index) => this.place(index + 1));
      await Promise.race([Promise.all(others.map(({ serving }) => serving)), this.failed]);
    }
    return addresses;
  }

  /** Replaces all workers, one after another: the next one stops when the one before is replaced. */
  async roll(): Promise<void> {
    if (this.isRolling || this.isStopping) {
      return;
    }
    this.isRolling = true;
    try {
      for (const [index, former] of [...this.workers]) {
        await this.replace(index, former);
      }
      this.logger.info('All workers were replaced');
    } catch (error) {
      this.logger.error(`The workers were not all replaced: ${String(error)}`);
    } finally {
      this.isRolling = false;
    }
  }

  async stop(): Promise<void> {
    this.isStopping = true;
    await Promise.all([...this.workers.values()].map((worker) => worker.retire(this.stopLimit)));
  }

  private get stopLimit(): number {
    return this.settings.SHUTDOWN_DELAY_MS + STOP_LIMIT_MS;
  }

  private async replace(index: number, former: WorkerProcess): Promise<void> {
    const successor = this.fork(index);
    if (!(await successor.serving)) {
      throw new Error('a new worker ended before it served');
    }
    this.keep(index, successor);
    await former.retire(this.stopLimit);
  }

  private place(index: number): WorkerProcess {
    const worker = this.fork(index);
    this.keep(index, worker);
    return worker;
  }

  private fork(index: number): WorkerProcess {
    const { databaseUrl, connections } = this;
    const place: Place = { databaseUrl, connections, runsJobs: index === 0 };
    const worker = new WorkerProcess(cluster.fork(), place);
    shareLimits(worker.channel, this.limits);
    worker.channel.answer('metrics', () => this.metrics());
    worker.channel.answer('plugin-failed', (entry: string, reason: string) => {
      this.failedPlugin = new OutsidePluginFailed(entry, reason);
    });
    worker.channel.answer('all-have-served', () => this.served.size === this.settings.WORKERS);
    return worker;
  }

  private keep(index: number, worker: WorkerProcess): void {
    this.workers.set(index, worker);
    void worker.serving.then((addresses) => {
      if (addresses) {
        this.failedStarts = 0;
        this.served.add(index);
      }
    });
    void worker.ended.then((outcome) => this.revive(index, worker, outcome));
  }

  private async revive(index: number, worker: WorkerProcess, outcome: number | string): Promise<void> {
    if (!this.isWanted(worker)) {
      return;
    }
    this.failedStarts += worker.hasServed ? 0 : 1;
    if (this.failedStarts >= FAILED_STARTS) {
      this.fail(new Error(`${FAILED_STARTS} workers in a row ended before they served`));
      return;
    }
    const delay = this.nextDelay();
    this.logger.error(`Worker ${worker.pid} has ended (${outcome}): another one starts in ${delay / 1000} seconds`);
    await elapsed(delay, undefined, { ref: false });
    if (this.isWanted(worker)) {
      this.place(index);
    }
  }

  private isWanted({ isRetired }: WorkerProcess): boolean {
    return !this.isStopping && !isRetired;
  }

  private nextDelay(): number {
    const now = Date.now();
    this.deaths = this.deaths.filter((at) => now - at < RECENT_MS);
    const delay = RESTART_DELAYS_MS[Math.min(this.deaths.length, RESTART_DELAYS_MS.length - 1)] ?? 0;
    this.deaths.push(now);
    return delay;
  }

  /** The metrics of all workers as one text. A worker that ends meanwhile is left out. */
  private async metrics(): Promise<string> {
    const asked = [...this.workers.values()].map(({ channel }) => channel.ask<object[]>('metrics'));
    const answered = (await Promise.allSettled(asked)).flatMap((each) =>
      each.status === 'fulfilled' ? [each.value] : [],
    );
    return AggregatorRegistry.aggregate<PrometheusContentType>(answered).metrics();
  }
}
