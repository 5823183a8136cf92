import { Injectable } from '@nestjs/common';
import { Gauge, Histogram } from 'prom-client';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/clock';
import { BatchDatabase } from '../database/batch-database';
import { poolOf, poolState } from '../database/pool-state';
import { ReplicaReads } from '../database/replica-reads.service';
import { DatabaseStatsService } from './database-stats.service';
import { Metrics } from './metrics';
import { ScrapedQuery } from './scraped-query';

/** From a free connection to the timeout. */
const WAITS = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];
const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const BATCH_SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

/** Metrics of the connections, of the batches of license checks, and of the standbys of the database. */
@Injectable()
export class DatabaseMetrics {
  constructor(
    { registry }: Metrics,
    dataSource: DataSource,
    batches: BatchDatabase,
    replica: ReplicaReads,
    private readonly stats: DatabaseStatsService,
    private readonly clock: Clock,
  ) {
    const registers = [registry];
    watchPool(registers, dataSource, batches);
    watchBatches(registers, batches);
    watchReplica(registers, replica);
    this.watchStandbys(registers);
  }

  private watchStandbys(registers: Metrics['registry'][]): void {
    const standbys = new ScrapedQuery(() => this.stats.standbys(), this.clock);
    for (const [name, figure, help] of STANDBY_FIGURES) {
      new Gauge({
        name,
        help,
        labelNames: ['standby'] as const,
        registers,
        aggregator: 'max',
        async collect() {
          const all = await standbys.read();
          this.reset();
          all?.forEach((standby) => this.set({ standby: standby.name }, standby[figure]));
        },
      });
    }
  }
}

const STANDBY_FIGURES = [
  [
    'keyward_standby_lag_seconds',
    'lagSeconds',
    'Time by which a standby of the database is behind, in seconds, as the primary sees it.',
  ],
  [
    'keyward_standby_lag_bytes',
    'lagBytes',
    'WAL that a standby of the database has not replayed, in bytes, as the primary sees it.',
  ],
] as const;

function watchPool(registers: Metrics['registry'][], dataSource: DataSource, batches: BatchDatabase): void {
  new Gauge({
    name: 'keyward_database_pool',
    help: 'Database connections, and requests waiting for one.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { total, idle, waiting } = poolState(dataSource);
      this.set({ state: 'total' }, total);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });
  const waits = new Histogram({
    name: 'keyward_database_pool_wait_seconds',
    help: 'Time waited for a database connection in seconds: of requests and background work, or of batches.',
    labelNames: ['pool'] as const,
    buckets: WAITS,
    registers,
  });
  for (const [name, pool] of Object.entries({ requests: poolOf(dataSource), batches: batches.pool })) {
    const own = waits.labels({ pool: name });
    if (pool) {
      pool.onWaited = (seconds) => own.observe(seconds);
    }
  }
}

function watchReplica(registers: Metrics['registry'][], replica: ReplicaReads): void {
  if (replica.lag === undefined) {
    return;
  }
  new Gauge({
    name: 'keyward_replica_lag_seconds',
    help: 'Maximum age in seconds of the data at DATABASE_READ_URL.',
    registers,
    aggregator: 'max',
    collect() {
      this.set(replica.lag ?? Infinity);
    },
  });
}

function watchBatches(registers: Metrics['registry'][], batches: BatchDatabase): void {
  const labelNames = ['statement'] as const;
  new Gauge({
    name: 'keyward_check_batch_waiting',
    help: 'Number of license checks that wait for the next batch.',
    labelNames,
    registers,
    collect() {
      batches.figures.forEach(([statement, { waiting }]) => this.set({ statement }, waiting));
    },
  });
  const sizes = new Histogram({
    name: 'keyward_check_batch_size',
    help: 'Number of license checks in a batch.',
    labelNames,
    buckets: BATCH_SIZES,
    registers,
  });
  const durations = new Histogram({
    name: 'keyward_check_batch_duration_seconds',
    help: 'Duration of a batch of license checks in seconds.',
    labelNames,
    buckets: BATCH_SECONDS,
    registers,
  });
  batches.onBatch((statement, items, seconds) => {
    sizes.observe({ statement }, items);
    durations.observe({ statement }, seconds);
  });
}
