import { setImmediate } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { BatchTurns, type Stage } from './batch-turns';
import { Batcher, type BatchFigures } from './batcher';
import { CONNECTION_AGE } from './connection-options';
import { PLANNER } from './planner-settings';
import { isConnectionLost } from './database-error';
import { runDescribed } from './described-statement';
import type { PreparedStatement } from './prepared-statement';
import { LazyRows } from './lazy-rows';
import { BATCH_LIMITS } from './transaction';
import { type SilenceLimits, HealthCheckedPool } from './health-checked-pool';

/** One for lookups and one for writes, so that a batch is read while the previous one is written. */
const CONNECTIONS = 2;

/** A row that is locked for longer must not delay every batch: then, the members are sent singly. */
const LOCK_TIMEOUT_MS = 200;

/** @param seconds duration of the batch */
export type BatchListener = (name: string, items: number, seconds: number) => void;

interface Connecting {
  readonly url: string;
  readonly connectTimeoutMs: number;
  readonly silence: SilenceLimits;
  /** The ordinary connections to the same database. */
  readonly others: HealthCheckedPool | undefined;
}

/** Reserved connections for batched statements, opened with the first batch and replaced when lost. */
@Injectable()
export class BatchDatabase implements OnApplicationShutdown {
  /** Age of a running batch at which the node is not ready, in milliseconds. */
  readonly overdueMs: number = 5_000;
  private readonly logger = new Logger('Batches');
  readonly pool: HealthCheckedPool;
  private readonly views = new LazyRows();
  private batchListener: BatchListener = () => undefined;
  private lostListener = (): void => undefined;
  private readonly turns = new BatchTurns();
  private readonly batchers = new Map<string, Pick<Batcher<unknown, unknown>, 'drain' | 'figures' | 'isIdle'>>();

  constructor({ url, connectTimeoutMs, silence, others }: Connecting) {
    this.pool = new HealthCheckedPool({
      connectionString: url,
      max: CONNECTIONS,
      application_name: 'keyward batches',
      connectionTimeoutMillis: Math.min(connectTimeoutMs, BATCH_LIMITS.answer),
      statement_timeout: BATCH_LIMITS.statement,
      lock_timeout: LOCK_TIMEOUT_MS,
      options: PLANNER.map((setting) => `-c ${setting}`).join(' '),
      ...CONNECTION_AGE,
      silence: { ...silence, answer: Math.min(silence.answer, BATCH_LIMITS.answer) },
    });
    others?.suspectTogetherWith(this.pool);
    // The next batch gets a new connection; without this listener, the process would exit.
    this.pool.on('error', (error) => {
      this.logger.warn(`Database connection lost: ${error.message}`);
      this.lostListener();
    });
  }

  /** Figures of the batches by name, for the metrics. */
  get figures(): [name: string, figures: BatchFigures][] {
    return Array.from(this.batchers, ([name, { figures }]) => [name, figures]);
  }

  /** Whether a batch is waiting for the database for so long that the connection is probably dead. */
  get isOverdue(): boolean {
    return this.figures.some(([, { age }]) => age > this.overdueMs);
  }

  /** Calls the listener after each batch. It must not throw. */
  onBatch(listener: BatchListener): void {
    this.batchListener = listener;
  }

  /** Calls the listener after a connection was lost: the next one may be to another state of the database. */
  onLost(listener: () => void): void {
    this.lostListener = listener;
  }

  batcher<Item, Result>(
    name: string,
    ...parameters: ConstructorParameters<typeof Batcher<Item, Result>>
  ): Batcher<Item, Result> {
    const batcher = new Batcher(...parameters);
    batcher.name = name;
    batcher.onSettled = (items, seconds) => this.batchListener(name, items, seconds);
    this.batchers.set(name, batcher);
    return batcher;
  }

  /** Batches of a stage of checks. */
  checks<Item, Result>(
    stage: Stage,
    ...parameters: Parameters<typeof this.batcher<Item, Result>>
  ): Batcher<Item, Result> {
    const batcher = this.batcher(...parameters);
    batcher.takeTurns(this.turns, stage);
    return batcher;
  }

  /** Repeats the statement once if its connection is lost. */
  async read<T extends object>(statement: PreparedStatement, values: string[]): Promise<T[]> {
    try {
      return await this.query<T>(statement, values);
    } catch (error) {
      if (isConnectionLost(error)) {
        return this.query(statement, values);
      }
      throw error;
    }
  }

  async query<T extends object>(statement: PreparedStatement, values: string[]): Promise<T[]> {
    const client = await this.pool.connect();
    try {
      const { columns, rows } = await runDescribed(client, statement, values);
      client.release();
      return this.views.of(statement.name, columns, rows);
    } catch (error) {
      client.release(true);
      if (isConnectionLost(error)) {
        this.lostListener();
      }
      throw error;
    }
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
