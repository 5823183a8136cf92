import type { EntityManager, QueryRunner } from 'typeorm';
import { isConnectionLost } from '../database/database-error';
import type { BackgroundBackfill, BackgroundIndexes, BackgroundMigration } from './background-migration';
import { createIndexConcurrently } from './concurrent-index';

/** Rows of a batch; adapted so that a batch takes about the time. */
const BATCH = { first: 500, least: 10, most: 20_000, targetMs: 250 };
export const BATCH_TIMEOUTS = { statementMs: 15_000, lockMs: 1_000 };
const RETRY = { firstMs: 30_000, mostMs: 3_600_000 };
const MAX_ERROR = 1_000;
const COUNTED_ROWS = 1_000_000;

export type Advance = 'more' | 'done' | 'failed';

interface Place {
  readonly position: number;
  readonly done: number;
  readonly isNew: boolean;
}

/** Advances background migrations in a session that has their lock. */
export class BackgroundMigrationRunner {
  /** Message of the last failure. */
  lastError = '';
  private readonly sizes = new Map<string, number>();

  constructor(
    private readonly session: QueryRunner,
    private readonly now: () => Date,
  ) {}

  /**
   * Visits one batch of rows, or builds one index. A failure is stored and delays the next attempt.
   * Throws if the connection is lost.
   */
  async advance(migration: BackgroundMigration): Promise<Advance> {
    try {
      return await ('indexes' in migration ? this.buildIndex(migration) : this.visitBatch(migration));
    } catch (error) {
      if (isConnectionLost(error)) {
        throw error;
      }
      if (this.session.isTransactionActive) {
        await this.session.rollbackTransaction();
      }
      await this.storeFailure(migration, error);
      return 'failed';
    }
  }

  private async buildIndex({ name, indexes }: BackgroundIndexes): Promise<Advance> {
    const { done } = await placeOf(this.session.manager, name);
    const index = indexes[done];
    if (!index) {
      return this.finish(this.session.manager, name);
    }
    await this.session.manager.query(START, [name, this.now(), indexes.length]);
    await createIndexConcurrently(this.session, index);
    await this.session.manager.query(CONTINUE, [name, this.now(), 0, 1]);
    return done + 1 < indexes.length ? 'more' : this.finish(this.session.manager, name);
  }

  /** The batch and its end are stored in one transaction: no row is changed by two batches. */
  private async visitBatch(migration: BackgroundBackfill): Promise<Advance> {
    const { name, table, statement } = migration;
    const { manager } = this.session;
    const began = performance.now();
    await this.session.startTransaction();
    await this.session.query(
      `SET LOCAL statement_timeout = ${BATCH_TIMEOUTS.statementMs}; SET LOCAL lock_timeout = ${BATCH_TIMEOUTS.lockMs}`,
    );
    const { position, isNew } = await placeOf(manager, name);
    if (isNew) {
      await manager.query(START, [name, this.now(), await rowsOf(manager, table)]);
    }
    const size = this.sizes.get(name) ?? BATCH.first;
    const [{ last, rows }] = await manager.query<[{ last: number | null; rows: number }]>(
      `SELECT max(id) AS last, count(*)::integer AS rows
       FROM (SELECT id FROM "${table}" WHERE id > $1 ORDER BY id LIMIT $2) AS batch`,
      [position, size],
    );
    if (last !== null) {
      await manager.query(statement, [position, last]);
      await manager.query(CONTINUE, [name, this.now(), last, rows]);
    }
    const outcome = rows < size ? await this.finish(manager, name) : 'more';
    await this.session.commitTransaction();
    this.adaptSize(name, size, performance.now() - began);
    return outcome;
  }

  private async finish(manager: EntityManager, name: string): Promise<Advance> {
    await manager.query(FINISH, [name, this.now()]);
    return 'done';
  }

  private adaptSize(name: string, size: number, tookMs: number): void {
    const factor = Math.min(2, Math.max(0.25, BATCH.targetMs / Math.max(1, tookMs)));
    this.sizes.set(name, Math.min(BATCH.most, Math.max(BATCH.least, Math.round(size * factor))));
  }

  /** The next batch is smaller: too many rows, or one that is locked for long, are the usual reasons. */
  private async storeFailure({ name }: BackgroundMigration, error: unknown): Promise<void> {
    this.sizes.set(name, Math.max(BATCH.least, Math.round((this.sizes.get(name) ?? BATCH.first) / 10)));
    const { manager } = this.session;
    const [{ failures }] = await manager.query<[{ failures: number }]>(
      'SELECT failures FROM background_migrations WHERE name = $1',
      [name],
    );
    const delay = Math.min(RETRY.mostMs, RETRY.firstMs * 2 ** Math.min(failures, 20));
    const now = this.now();
    this.lastError = messageOf(error);
    await manager.query(FAIL, [name, now, new Date(now.getTime() + delay), this.lastError]);
  }
}

async function placeOf(manager: EntityManager, name: string): Promise<Place> {
  const [place] = await manager.query<[Place]>(
    `SELECT position, done, started_at IS NULL AS "isNew" FROM background_migrations WHERE name = $1`,
    [name],
  );
  return place;
}

/** An estimate; if the table has never been analyzed, a count with an end. */
async function rowsOf(manager: EntityManager, table: string): Promise<number> {
  const [{ rows }] = await manager.query<[{ rows: number }]>(
    'SELECT reltuples::bigint AS rows FROM pg_class WHERE oid = to_regclass($1)',
    [`"${table}"`],
  );
  if (rows > 0) {
    return rows;
  }
  const [{ count }] = await manager.query<[{ count: number }]>(
    `SELECT count(*) AS count FROM (SELECT 1 FROM "${table}" LIMIT ${COUNTED_ROWS}) AS counted`,
  );
  return count;
}

function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return Array.from(message.replaceAll('\0', '')).slice(0, MAX_ERROR).join('');
}

const START = `
  UPDATE background_migrations SET started_at = coalesce(started_at, $2), total = coalesce(total, $3) WHERE name = $1`;

const CONTINUE = `
  UPDATE background_migrations
  SET position = $3, done = done + $4, continued_at = $2, failures = 0, retry_at = NULL WHERE name = $1`;

const FINISH = `
  UPDATE background_migrations
  SET finished_at = $2, started_at = coalesce(started_at, $2), total = done, failures = 0, retry_at = NULL WHERE name = $1`;

const FAIL = `
  UPDATE background_migrations
  SET failures = failures + 1, failed_at = $2, retry_at = $3, last_error = $4 WHERE name = $1`;
