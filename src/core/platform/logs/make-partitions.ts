import type { EntityManager } from 'typeorm';
import { advisoryLock } from '../database/advisory-lock';
import {
  attach,
  attachMoving,
  hasMany,
  inMonth,
  isUnattached,
  type Moving,
  PARTITION_LIMITS,
} from './attach-partitions';
import type { Month } from './month';
import { monthsToMake, unattached } from './months-to-make';
import type { PartitionedTable } from './partitioned-table';

class PartitionMissing extends Error {
  constructor(months: readonly Month[], cause: unknown) {
    const names = months.map(({ name }) => name).join(', ');
    super(`Partition ${names} could not be created yet: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/**
 * Creates missing partitions of a log for this month and the next ones, and finishes those that an earlier run began. Until
 * then, rows go to the default partition and are moved from there; at every moment, each row is visible once. Throws if a
 * partition cannot be created now; retrying is safe.
 * @param mayMove false skips months with many rows to move; they stay in the default partition
 */
export async function makePartitions(
  manager: EntityManager,
  table: PartitionedTable,
  now: Date,
  mayMove = true,
): Promise<void> {
  const log = { manager, table, now };
  const crowded: Month[] = [];
  const others: Month[] = [];
  for (const month of await monthsToMake(manager, table.name, now)) {
    await makeTable(manager, table.name, month);
    if (await isUnattached(manager, table.name, month)) {
      const rows = `SELECT 1 FROM "${table.name}_default" WHERE ${inMonth(month)}`;
      ((await hasMany(manager, rows)) ? crowded : others).push(month);
    }
  }
  const failures: Error[] = [];
  const attempt = (months: Month[], run: (moving: Moving) => Promise<void>): Promise<void> =>
    run({ ...log, months }).catch((cause: unknown) => void failures.push(new PartitionMissing(months, cause)));
  // Before the others, because these are attached faster if the default partition is small.
  if (mayMove && crowded.length > 0) {
    await attempt(crowded, moveMonths);
  }
  for (const month of others) {
    await attempt([month], attach);
  }
  if (failures[0]) {
    throw failures[0];
  }
}

/** The table of a month with the constraint `unattached`, unless there is one already. */
async function makeTable(manager: EntityManager, table: string, month: Month): Promise<void> {
  if (await exists(manager, month)) {
    return;
  }
  await manager.transaction(async (inside) => {
    await advisoryLock(inside, 'keyward: make a partition');
    // Another node may have created it while this one waited.
    if (!(await exists(inside, month))) {
      await inside.query(`CREATE TABLE "${month.name}" (LIKE "${table}" INCLUDING ALL)`);
      await inside.query(`ALTER TABLE "${month.name}" ADD CONSTRAINT "${unattached(table)}" CHECK (${inMonth(month)})`);
    }
  });
}

// Without a table in the query, PostgreSQL would not notice what other sessions have created in the meantime.
async function exists(manager: EntityManager, { name }: Month): Promise<boolean> {
  const rows = await manager.query<unknown[]>('SELECT 1 FROM pg_class WHERE oid = to_regclass($1)', [name]);
  return rows.length > 0;
}

/** Copies rows until only a few are left, which are copied in the transaction that replaces the originals. */
async function moveMonths(moving: Moving): Promise<void> {
  let copied = 0;
  let final = await attachMoving(moving, copied);
  while (final !== undefined) {
    if (final <= copied) {
      throw new Error(`${moving.table.name}: too many rows are not final yet`);
    }
    await copyRows(moving, copied, final);
    copied = final;
    final = await attachMoving(moving, copied);
  }
}

/** Copies the rows with these ids from the default partition to the tables of their months, which are not visible yet. */
async function copyRows({ manager, table, months }: Moving, after: number, upTo: number): Promise<void> {
  const copies = months.map(
    (month, index) =>
      `copied_${index} AS (
        INSERT INTO "${month.name}" SELECT * FROM batch WHERE ${inMonth(month)} ON CONFLICT (at, id) DO NOTHING
      )`,
  );
  const statement = `
    WITH batch AS MATERIALIZED (
      SELECT * FROM "${table.name}_default" WHERE id > $1 AND id <= $2 ORDER BY id LIMIT ${PARTITION_LIMITS.rows}
    ), ${copies.join(', ')}
    SELECT max(id) AS last FROM batch`;
  for (let last: number | null = after; last !== null;) {
    [{ last }] = await manager.query<[{ last: number | null }]>(statement, [last, upTo]);
  }
}
