import { setTimeout as pause } from 'node:timers/promises';
import { QueryFailedError, type QueryRunner } from 'typeorm';

const LOCK_NOT_AVAILABLE = '55P03';
/** Later writers queue behind a wait for a lock. */
export const LOCK_ATTEMPTS = { timeoutMs: 500, pauseMs: 500 };

export interface ConcurrentIndex {
  /** On a partitioned table, the name must begin with the table's name, which partitions replace with their own. */
  readonly name: string;
  readonly table: string;
  /** Definition after the table name, e.g. `("ip", "at") WHERE "ip" IS NOT NULL`. */
  readonly definition: string;
  readonly unique?: boolean;
}

/**
 * Builds an index without blocking reads and writes, for migrations with `transaction = false`. Can be repeated after an
 * interruption: invalid indexes are dropped, valid ones are kept. Inside a transaction, whose tables nobody else sees yet, it
 * is built at once.
 */
export async function createIndexConcurrently(queryRunner: QueryRunner, index: ConcurrentIndex): Promise<void> {
  const [table] = await queryRunner.manager.query<[{ kind: string }]>(
    `SELECT relkind::text AS kind FROM pg_class WHERE oid = $1::regclass`,
    [index.table],
  );
  if (queryRunner.isTransactionActive) {
    await createAtOnce(queryRunner, index);
  } else if (table.kind === 'p') {
    await createOnPartitions(queryRunner, index);
  } else {
    await build(queryRunner, index);
  }
}

/** Drops an index, if it is there, without blocking reads and writes. */
export async function dropIndexConcurrently(queryRunner: QueryRunner, name: string): Promise<void> {
  await queryRunner.query(`DROP INDEX ${queryRunner.isTransactionActive ? '' : 'CONCURRENTLY '}IF EXISTS "${name}"`);
}

async function createAtOnce(
  queryRunner: QueryRunner,
  { name, table, definition, unique }: ConcurrentIndex,
): Promise<void> {
  await queryRunner.query(`CREATE ${unique ? 'UNIQUE ' : ''}INDEX "${name}" ON "${table}" ${definition}`);
}

async function build(queryRunner: QueryRunner, { name, table, definition, unique }: ConcurrentIndex): Promise<void> {
  const [leftover] = await queryRunner.manager.query<unknown[]>(
    `SELECT 1 FROM pg_index WHERE indexrelid = to_regclass($1) AND NOT indisvalid`,
    [`"${name}"`],
  );
  if (leftover) {
    await queryRunner.query(`DROP INDEX CONCURRENTLY "${name}"`);
  }
  await queryRunner.query(
    `CREATE ${unique ? 'UNIQUE ' : ''}INDEX CONCURRENTLY IF NOT EXISTS "${name}" ON "${table}" ${definition}`,
  );
}

/** The parent index becomes valid when every partition has its index. Partitions created in the meantime inherit it. */
async function createOnPartitions(queryRunner: QueryRunner, index: ConcurrentIndex): Promise<void> {
  const { name, table, definition, unique } = index;
  await retryUntilLocked(queryRunner, () =>
    queryRunner.manager.query(
      `CREATE ${unique ? 'UNIQUE ' : ''}INDEX IF NOT EXISTS "${name}" ON ONLY "${table}" ${definition}`,
    ),
  );
  for (const partition of await partitionsWithout(queryRunner, index)) {
    const part = `${partition}${name.slice(table.length)}`;
    await build(queryRunner, { ...index, name: part, table: partition });
    await queryRunner.query(`ALTER INDEX "${name}" ATTACH PARTITION "${part}"`);
  }
}

async function partitionsWithout(queryRunner: QueryRunner, { name, table }: ConcurrentIndex): Promise<string[]> {
  const rows = await queryRunner.manager.query<{ partition: string }[]>(
    `SELECT relname AS partition FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = $1::regclass AND NOT EXISTS (
       SELECT FROM pg_inherits AS part JOIN pg_index ON indexrelid = part.inhrelid
       WHERE part.inhparent = $2::regclass AND indrelid = pg_class.oid
     ) ORDER BY relname`,
    [`"${table}"`, `"${name}"`],
  );
  return rows.map(({ partition }) => partition);
}

/** Runs a transaction that locks a table, and repeats it until it gets the lock. It waits only briefly each time. */
async function retryUntilLocked(queryRunner: QueryRunner, work: () => Promise<void>): Promise<void> {
  while (!(await tryWithLockTimeout(queryRunner, work))) {
    await pause(LOCK_ATTEMPTS.pauseMs);
  }
}

async function tryWithLockTimeout(queryRunner: QueryRunner, work: () => Promise<void>): Promise<boolean> {
  await queryRunner.startTransaction();
  try {
    await queryRunner.query(`SET LOCAL lock_timeout = ${LOCK_ATTEMPTS.timeoutMs}`);
    await work();
    await queryRunner.commitTransaction();
    return true;
  } catch (error) {
    await queryRunner.rollbackTransaction();
    if (error instanceof QueryFailedError && 'code' in error && error.code === LOCK_NOT_AVAILABLE) {
      return false;
    }
    throw error;
  }
}
