import type { EntityManager } from 'typeorm';
import { advisoryLock } from '../database/advisory-lock';
import type { Month } from './month';
import { monthsToMake, unattached } from './months-to-make';

const DAY = 86_400_000;
/** Rows moved per transaction. */
const BATCH = 5_000;
/**
 * Shorter than PostgreSQL's deadlock_timeout (1 s), so that in a deadlock this transaction fails, never a license check.
 */
export const LOCK_TIMEOUT = '500ms';

class PartitionMissing extends Error {
  constructor(name: string, cause: unknown) {
    super(`Partition ${name} could not be created yet: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/**
 * Creates missing partitions of a log for this month and the next ones, and finishes those that an earlier run began. Until
 * then, rows go to the default partition and are moved from there. Throws if a partition cannot be created now; retrying
 * is safe.
 * @param mayMove false skips months with many rows to move; they stay in the default partition
 */
export async function makePartitions(manager: EntityManager, table: string, now: Date, mayMove = true): Promise<void> {
  const months = await monthsToMake(manager, table, now);
  const failures: Error[] = [];
  for (const month of months) {
    try {
      await makePartition({ manager, table, month, now }, mayMove);
    } catch (cause) {
      failures.push(new PartitionMissing(month.name, cause));
    }
  }
  if (failures[0]) {
    throw failures[0];
  }
}

/** A month's partition that is being created. */
interface Making {
  readonly manager: EntityManager;
  readonly table: string;
  readonly month: Month;
  readonly now: Date;
}

async function makePartition(making: Making, mayMove: boolean): Promise<void> {
  await makeTable(making);
  if ((await stateOf(making)) !== 'unattached') {
    return;
  }
  if (await hasManyRows(making)) {
    if (!mayMove) {
      return;
    }
    await moveRows(making);
  }
  await attach(making);
}

type State = 'missing' | 'unattached' | 'present';

/** A table without the constraint is attached already, or was detached by an operator: it is left alone. */
async function stateOf({ manager, table, month: { name } }: Making): Promise<State> {
  const [{ state }] = await manager.query<[{ state: State }]>(
    `SELECT CASE WHEN to_regclass($1) IS NULL THEN 'missing'
       WHEN EXISTS (SELECT FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2) THEN 'unattached'
       ELSE 'present' END AS state`,
    [name, unattached(table)],
  );
  return state;
}

async function makeTable(making: Making): Promise<void> {
  const { table, month } = making;
  if ((await stateOf(making)) !== 'missing') {
    return;
  }
  await making.manager.transaction(async (inside) => {
    await advisoryLock(inside, 'keyward: make a partition');
    // Another node may have created it while this one waited.
    if ((await stateOf({ ...making, manager: inside })) === 'missing') {
      await inside.query(`CREATE TABLE "${month.name}" (LIKE "${table}" INCLUDING ALL)`);
      await inside.query(
        `ALTER TABLE "${month.name}" ADD CONSTRAINT "${unattached(table)}"
         CHECK (at >= '${month.from.toISOString()}' AND at < '${month.to.toISOString()}')`,
      );
    }
  });
}

async function hasManyRows({ manager, table, month: { from, to } }: Making): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `SELECT 1 FROM "${table}_default" WHERE at >= $1 AND at < $2 OFFSET ${BATCH} LIMIT 1`,
    [from, to],
  );
  return rows.length > 0;
}

/** Last row and size of a batch. */
interface Batch {
  readonly at: Date;
  readonly id: number;
  readonly size: number;
}

const BATCH_DONE = `SELECT at, id, (SELECT count(*)::integer FROM batch) AS size FROM batch ORDER BY at DESC, id DESC LIMIT 1`;

/**
 * Rows are copied before they are deleted, because rows of an unattached table are not visible in the log. `attach` moves
 * rows inserted meanwhile.
 */
async function moveRows(making: Making): Promise<void> {
  const { manager, table, month } = making;
  await inBatches(
    making,
    `WITH batch AS (
       SELECT * FROM "${table}_default" WHERE at < $1 AND (at, id) > ($2, $3) ORDER BY at, id LIMIT ${BATCH}
     ), copied AS (
       INSERT INTO "${month.name}" SELECT * FROM batch ON CONFLICT (at, id) DO NOTHING
     )
     ${BATCH_DONE}`,
  );
  // Deletes nothing if the table could not be attached now, for example during a backup.
  await manager.transaction((inside) => lock({ ...making, manager: inside }));
  await inBatches(
    making,
    `WITH batch AS (
       SELECT at, id FROM "${month.name}" WHERE at < $1 AND (at, id) > ($2, $3) ORDER BY at, id LIMIT ${BATCH}
     ), removed AS (
       DELETE FROM "${table}_default" AS d USING batch WHERE d.at = batch.at AND d.id = batch.id
     )
     ${BATCH_DONE}`,
  );
}

/** @param statement processes the rows after `$2, $3`; the first incomplete batch is the last one */
async function inBatches({ manager, month: { from, to } }: Making, statement: string): Promise<void> {
  let last: Batch | undefined = { at: from, id: 0, size: BATCH };
  while (last?.size === BATCH) {
    [last] = await manager.query<Batch[]>(statement, [to, last.at, last.id]);
  }
}

async function attach(making: Making): Promise<void> {
  const { manager, table, month } = making;
  const { name, from, to } = month;
  await manager.transaction(async (inside) => {
    await lock({ ...making, manager: inside });
    // Another node may have attached it while this one waited.
    if ((await stateOf({ ...making, manager: inside })) !== 'unattached') {
      return;
    }
    await inside.query(
      `WITH moved AS (DELETE FROM "${table}_default" WHERE at >= $1 AND at < $2 RETURNING *)
       INSERT INTO "${name}" SELECT * FROM moved ON CONFLICT (at, id) DO NOTHING`,
      [from, to],
    );
    await inside.query(
      `ALTER TABLE "${table}" ATTACH PARTITION "${name}" FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
    );
    await inside.query(`ALTER TABLE "${name}" DROP CONSTRAINT "${unattached(table)}"`);
  });
}

/**
 * ATTACH locks the default partition exclusively; inserts into attached months continue. If rows of the month itself can
 * arrive, they must wait on the parent table: PostgreSQL rejects a row that waited for the default partition.
 */
async function lock({ manager, table, month: { from, to }, now }: Making): Promise<void> {
  await manager.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
  if (now.getTime() > from.getTime() - DAY && now.getTime() < to.getTime() + DAY) {
    await manager.query(`LOCK TABLE ONLY "${table}" IN SHARE ROW EXCLUSIVE MODE`);
  }
  await manager.query(`LOCK TABLE "${table}_default" IN ACCESS EXCLUSIVE MODE`);
}
