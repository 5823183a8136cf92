import type { EntityManager } from 'typeorm';
import type { Month } from './month';
import { unattached } from './months-to-make';
import type { PartitionedTable } from './partitioned-table';
import { DAY } from '../../common/calendar';

export const PARTITION_LIMITS = {
  /** Rows that are copied in one transaction, and that are moved at most while the table is locked. */
  rows: 5_000,
  /** Shorter than PostgreSQL's deadlock_timeout (1 s): in a deadlock, this transaction fails, never a license check. */
  lockTimeoutMs: 500,
};
/** Longer than deadlock_timeout, after which an autovacuum gives way. */
const MAINTENANCE_TIMEOUT = '5s';

/** Months of a log whose rows move from the default partition to tables of their own. */
export interface Moving {
  readonly manager: EntityManager;
  readonly table: PartitionedTable;
  readonly months: readonly Month[];
  readonly now: Date;
}

export const inMonth = ({ from, to }: Month): string => `at >= '${from.toISOString()}' AND at < '${to.toISOString()}'`;

/** A table without the constraint is attached already, or was detached by an operator: it is left alone. */
export async function isUnattached(manager: EntityManager, table: string, { name }: Month): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    'SELECT 1 FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2',
    [name, unattached(table)],
  );
  return rows.length > 0;
}

/** Attaches the tables of months with few rows in the default partition. */
export function attach(moving: Moving): Promise<void> {
  const { name } = moving.table;
  return moving.manager.transaction(async (inside) => {
    for (const month of await lockUnattached({ ...moving, manager: inside })) {
      await inside.query(
        `WITH moved AS (DELETE FROM "${name}_default" WHERE ${inMonth(month)} RETURNING *)
         INSERT INTO "${month.name}" SELECT * FROM moved ON CONFLICT (at, id) DO NOTHING`,
      );
      await attachTable(inside, name, month);
    }
  });
}

/**
 * Attaches the tables of months whose rows are copied up to an id, and empties the default partition, in one transaction.
 * @returns undefined, or, if too many rows are not copied yet, the id up to which all are committed and final
 */
export function attachMoving(moving: Moving, copied: number): Promise<number | undefined> {
  const { table } = moving;
  return moving.manager.transaction(async (inside) => {
    const months = await lockUnattached({ ...moving, manager: inside });
    if (months.length === 0) {
      return undefined;
    }
    // Without statistics, PostgreSQL would read the whole table.
    await inside.query('SET LOCAL enable_seqscan = off');
    if (await hasMany(inside, `SELECT 1 FROM "${table.name}_default" WHERE id > ${copied}`)) {
      return lastFinal(inside, table);
    }
    await replaceDefault({ ...moving, manager: inside, months }, copied);
    return undefined;
  });
}

/** No other transaction writes to the table now, so that all ids taken from the sequence are committed or never will be. */
async function lastFinal(manager: EntityManager, { name, changing = 'false' }: PartitionedTable): Promise<number> {
  const [{ last }] = await manager.query<[{ last: number }]>(
    `SELECT least(last_value, (SELECT min(id) - 1 FROM "${name}_default" WHERE ${changing})) AS last
     FROM "${name}_id_seq"`,
  );
  return last;
}

/** Not by deleting rows, which takes long and calls an autovacuum. */
async function replaceDefault({ manager, table: { name }, months }: Moving, copied: number): Promise<void> {
  const others = otherRows(name, months);
  if (await hasMany(manager, others)) {
    throw new Error(`${name}_default has more than ${PARTITION_LIMITS.rows} rows of other months`);
  }
  for (const month of months) {
    await manager.query(
      `INSERT INTO "${month.name}" SELECT * FROM "${name}_default" WHERE id > $1 AND ${inMonth(month)}
       ON CONFLICT (at, id) DO NOTHING`,
      [copied],
    );
  }
  await manager.query(`CREATE TEMPORARY TABLE "${name}_others" ON COMMIT DROP AS ${others}`);
  await manager.query(`TRUNCATE "${name}_default"`);
  await manager.query(`INSERT INTO "${name}_default" SELECT * FROM "${name}_others"`);
  for (const month of months) {
    await attachTable(manager, name, month);
  }
}

/** Selects the rows of the default partition that are in none of the months. */
function otherRows(table: string, months: readonly Month[]): string {
  const sorted = [...months].sort((one, other) => one.from.getTime() - other.from.getTime());
  const starts = ['-infinity', ...sorted.map(({ to }) => to.toISOString())];
  const ends = [...sorted.map(({ from }) => from.toISOString()), 'infinity'];
  return starts
    .map((start, index) => `SELECT * FROM "${table}_default" WHERE at >= '${start}' AND at < '${ends[index]}'`)
    .join(' UNION ALL ');
}

/** Whether a query has more rows than are moved while the table is locked. */
export async function hasMany(manager: EntityManager, select: string): Promise<boolean> {
  return (await manager.query<unknown[]>(`${select} OFFSET ${PARTITION_LIMITS.rows} LIMIT 1`)).length > 0;
}

async function attachTable(manager: EntityManager, table: string, { name, from, to }: Month): Promise<void> {
  await manager.query(
    `ALTER TABLE "${table}" ATTACH PARTITION "${name}" FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
  );
  await manager.query(`ALTER TABLE "${name}" DROP CONSTRAINT "${unattached(table)}"`);
}

/**
 * Locks the tables and returns the months that no other node has attached meanwhile. ATTACH locks the default partition
 * exclusively; inserts into attached months continue. If the default partition has or gets rows of these months, readers and
 * writers must wait on the parent table: those that wait for the default partition do not know the new one.
 */
async function lockUnattached({ manager, table: { name }, months, now }: Moving): Promise<Month[]> {
  const tables = [`${name}_default`, ...months.map((month) => month.name)].map((one) => `"${one}"`).join(', ');
  // Delays no reader or writer.
  await manager.query(`SET LOCAL lock_timeout = '${MAINTENANCE_TIMEOUT}'`);
  await manager.query(`LOCK TABLE ${tables} IN SHARE UPDATE EXCLUSIVE MODE`);
  await manager.query(`SET LOCAL lock_timeout = ${PARTITION_LIMITS.lockTimeoutMs}`);
  if (months.some((month) => isNear(month, now)) || (await haveRows(manager, name, months))) {
    await manager.query(`LOCK TABLE ONLY "${name}" IN ACCESS EXCLUSIVE MODE`);
  }
  await manager.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);
  const left: Month[] = [];
  for (const month of months) {
    if (await isUnattached(manager, name, month)) {
      left.push(month);
    }
  }
  return left;
}

const isNear = ({ from, to }: Month, now: Date): boolean =>
  now.getTime() > from.getTime() - DAY && now.getTime() < to.getTime() + DAY;

async function haveRows(manager: EntityManager, table: string, months: readonly Month[]): Promise<boolean> {
  const selects = months.map((month) => `SELECT 1 FROM "${table}_default" WHERE ${inMonth(month)}`);
  return (await manager.query<unknown[]>(`${selects.join(' UNION ALL ')} LIMIT 1`)).length > 0;
}
