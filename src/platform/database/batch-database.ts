import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Pool } from 'pg';
import { Batcher, type BatchFigures } from './batcher';
import { PLANNER } from './planner-settings';
import type { PreparedStatement } from './prepared-statement';
import { QUICK_TYPES, RowViews } from './row-view';
import { type SilenceLimits, WatchedPool } from './watched-pool';

/** One for lookups and one for writes, so that a batch is read while the previous one is written. */
const CONNECTIONS = 2;

/** A row that is locked for longer must not delay every batch: then, the members are sent singly. */
const LOCK_TIMEOUT_MS = 200;
const STATEMENT_TIMEOUT_MS = 5_000;

interface Connecting {
  readonly url: string;
  readonly connectTimeoutMs: number;
  readonly silence: SilenceLimits;
}

/** Reserved connections for batched statements, opened with the first batch and replaced when lost. */
@Injectable()
export class BatchDatabase implements OnApplicationShutdown {
  private readonly logger = new Logger('Batches');
  private readonly pool: Pool;
  private readonly views = new RowViews();
  private readonly batchers = new Map<string, Pick<Batcher<unknown, unknown>, 'drain' | 'figures' | 'isIdle'>>();

  constructor({ url, connectTimeoutMs, silence }: Connecting) {
    this.pool = new WatchedPool({
      connectionString: url,
      max: CONNECTIONS,
      application_name: 'keyward batches',
      connectionTimeoutMillis: connectTimeoutMs,
      statement_timeout: STATEMENT_TIMEOUT_MS,
      lock_timeout: LOCK_TIMEOUT_MS,
      options: PLANNER.map((setting) => `-c ${setting}`).join(' '),
      // Closes connections to a former primary after a failover.
      maxLifetimeSeconds: 120,
      silence,
    });
    // The next batch gets a new connection; without this listener, the process would exit.
    this.pool.on('error', (error) => this.logger.warn(`Database connection lost: ${error.message}`));
  }

  /** By name, for the metrics. */
  get figures(): [name: string, figures: BatchFigures][] {
    return Array.from(this.batchers, ([name, { figures }]) => [name, figures]);
  }

  batcher<Item, Result>(
    name: string,
    ...parameters: ConstructorParameters<typeof Batcher<Item, Result>>
  ): Batcher<Item, Result> {
    const batcher = new Batcher(...parameters);
    this.batchers.set(name, batcher);
    return batcher;
  }

  async query<T extends object>({ name, text }: PreparedStatement, values: unknown[]): Promise<T[]> {
    const { fields, rows } = await this.pool.query<unknown[]>({
      name,
      text,
      values,
      rowMode: 'array',
      types: QUICK_TYPES,
    });
    return this.views.of(name, fields, rows);
  }

  /** Requests have been answered or given up by now; what is still queued is written. */
  async onApplicationShutdown(): Promise<void> {
    const batchers = Array.from(this.batchers.values());
    // A lookup is followed by its log entry, which joins another batch.
    while (batchers.some(({ isIdle }) => !isIdle)) {
      await Promise.all(batchers.map((batcher) => batcher.drain()));
      await setImmediate();
    }
    await this.pool.end();
  }
}
