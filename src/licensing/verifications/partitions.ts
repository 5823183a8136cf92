import type { EntityManager } from 'typeorm';

const MONTHS_AHEAD = 2;
const DAY = 86_400_000;
/** Rows moved per transaction. */
const BATCH = 5_000;
/**
 * Shorter than PostgreSQL's deadlock_timeout (1 s), so that in a deadlock this transaction fails, never a license check.
 */
const LOCK_TIMEOUT = '500ms';
/**
 * Check constraint that bounds a table to its month until it is attached: PostgreSQL then attaches it without a scan, and a
 * later run finds unfinished tables by it.
 */
const UNATTACHED = 'verifications_unattached';

interface Month {
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

class PartitionMissing extends Error {
  constructor(name: string, cause: unknown) {
    super(`Partition ${name} could not be created yet: ${cause instanceof Error ? cause.message : String(cause)}`, {
      cause,
    });
  }
}

/**
 * Creates missing log partitions for this month and the next ones, and finishes those that an earlier run began. Until
 * then, rows go to the default partition and are moved from there. Throws if a partition cannot be created now; retrying
 * is safe.
 * @param mayMove false skips months with many rows to move; they stay in the default partition
 */
export async function makePartitions(manager: EntityManager, now: Date, mayMove = true): Promise<void> {
  const months = [...(await unfinishedMonths(manager)), ...monthsAhead(now)];
  const failures: Error[] = [];
  for (const month of new Map(months.map((month) => [month.name, month])).values()) {
    try {
      await makePartition(manager, month, now, mayMove);
    } catch (cause) {
      failures.push(new PartitionMissing(month.name, cause));
    }
  }
  if (failures[0]) {
    throw failures[0];
  }
}

function monthsAhead(now: Date): Month[] {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => monthOf(year, month + ahead));
}

function monthOf(year: number, month: number): Month {
  const from = new Date(Date.UTC(year, month));
  const name = `verifications_${from.toISOString().slice(0, 7).replace('-', '_')}`;
  return { name, from, to: new Date(Date.UTC(year, month + 1)) };
}

async function unfinishedMonths(manager: EntityManager): Promise<Month[]> {
  const rows = await manager.query<{ name: string }[]>(
    `SELECT relname AS name FROM pg_constraint JOIN pg_class ON pg_class.oid = conrelid WHERE conname = $1 ORDER BY relname`,
    [UNATTACHED],
  );
  return rows.map(({ name }) => monthOf(Number(name.slice(-7, -3)), Number(name.slice(-2)) - 1));
}

async function makePartition(manager: EntityManager, month: Month, now: Date, mayMove: boolean): Promise<void> {
  await makeTable(manager, month);
  if ((await stateOf(manager, month)) !== 'unattached') {
    return;
  }
  if (await hasManyRows(manager, month)) {
    if (!mayMove) {
      return;
    }
    await moveRows(manager, month, now);
  }
  await attach(manager, month, now);
}

type State = 'missing' | 'unattached' | 'present';

/** A table without the constraint is attached already, or was detached by an operator: it is left alone. */
async function stateOf(manager: EntityManager, { name }: Month): Promise<State> {
  const [{ state }] = await manager.query<[{ state: State }]>(
    `SELECT CASE WHEN to_regclass($1) IS NULL THEN 'missing'
       WHEN EXISTS (SELECT FROM pg_constraint WHERE conrelid = to_regclass($1) AND conname = $2) THEN 'unattached'
       ELSE 'present' END AS state`,
    [name, UNATTACHED],
  );
  return state;
}

async function makeTable(manager: EntityManager, month: Month): Promise<void> {
  if ((await stateOf(manager, month)) !== 'missing') {
    return;
  }
  await manager.transaction(async (inside) => {
    await inside.query(`SELECT pg_advisory_xact_lock(hashtextextended('keyward: make a partition', 0))`);
    // Another node may have created it while this one waited.
    if ((await stateOf(inside, month)) === 'missing') {
      await inside.query(`CREATE TABLE "${month.name}" (LIKE verifications INCLUDING ALL)`);
      await inside.query(
        `ALTER TABLE "${month.name}" ADD CONSTRAINT ${UNATTACHED}
         CHECK (at >= '${month.from.toISOString()}' AND at < '${month.to.toISOString()}')`,
      );
    }
  });
}

async function hasManyRows(manager: EntityManager, { from, to }: Month): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `SELECT 1 FROM verifications_default WHERE at >= $1 AND at < $2 OFFSET ${BATCH} LIMIT 1`,
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
async function moveRows(manager: EntityManager, month: Month, now: Date): Promise<void> {
  await inBatches(
    manager,
    month,
    `WITH batch AS (
       SELECT * FROM verifications_default WHERE at < $1 AND (at, id) > ($2, $3) ORDER BY at, id LIMIT ${BATCH}
     ), copied AS (
       INSERT INTO "${month.name}" SELECT * FROM batch ON CONFLICT (at, id) DO NOTHING
     )
     ${BATCH_DONE}`,
  );
  // Deletes nothing if the table could not be attached now, for example during a backup.
  await manager.transaction((inside) => lock(inside, month, now));
  await inBatches(
    manager,
    month,
    `WITH batch AS (
       SELECT at, id FROM "${month.name}" WHERE at < $1 AND (at, id) > ($2, $3) ORDER BY at, id LIMIT ${BATCH}
     ), removed AS (
       DELETE FROM verifications_default AS d USING batch WHERE d.at = batch.at AND d.id = batch.id
     )
     ${BATCH_DONE}`,
  );
}

/** @param statement processes the rows after `$2, $3`; the first incomplete batch is the last one */
async function inBatches(manager: EntityManager, { from, to }: Month, statement: string): Promise<void> {
  let last: Batch | undefined = { at: from, id: 0, size: BATCH };
  while (last?.size === BATCH) {
    [last] = await manager.query<Batch[]>(statement, [to, last.at, last.id]);
  }
}

async function attach(manager: EntityManager, month: Month, now: Date): Promise<void> {
  const { name, from, to } = month;
  await manager.transaction(async (inside) => {
    await lock(inside, month, now);
    // Another node may have attached it while this one waited.
    if ((await stateOf(inside, month)) !== 'unattached') {
      return;
    }
    await inside.query(
      `WITH moved AS (DELETE FROM verifications_default WHERE at >= $1 AND at < $2 RETURNING *)
       INSERT INTO "${name}" SELECT * FROM moved ON CONFLICT (at, id) DO NOTHING`,
      [from, to],
    );
    await inside.query(
      `ALTER TABLE verifications ATTACH PARTITION "${name}" FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
    );
    await inside.query(`ALTER TABLE "${name}" DROP CONSTRAINT ${UNATTACHED}`);
  });
}

/**
 * ATTACH locks the default partition exclusively; inserts into attached months continue. If rows of the month itself can
 * arrive, they must wait on the parent table: PostgreSQL rejects a row that waited for the default partition.
 */
async function lock(inside: EntityManager, { from, to }: Month, now: Date): Promise<void> {
  await inside.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
  if (now.getTime() > from.getTime() - DAY && now.getTime() < to.getTime() + DAY) {
    await inside.query(`LOCK TABLE ONLY verifications IN SHARE ROW EXCLUSIVE MODE`);
  }
  await inside.query(`LOCK TABLE verifications_default IN ACCESS EXCLUSIVE MODE`);
}
