import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import type { Answer } from './server';
import { until } from './until';

/** Maximum number of concurrent operations on one license: further racers wait in the server's memory. */
export const MOST_WAITING = 4;

interface Start {
  databaseUrl: string;
  /** A statement that locks a row that all racers need, such as `SELECT … FOR UPDATE`. */
  hold: string;
  values?: unknown[];
}

/**
 * Runs all racers up to a lock, releases it, and returns their results in order. Without the lock, the first often
 * finishes before the second has a connection.
 */
export async function race<T>(start: Start, racers: readonly (() => Promise<T>)[]): Promise<T[]> {
  return held(start, async (release) => {
    const answers = Promise.all(racers.map((run) => run()));
    // Awaited below, unless too few of them wait, which is the error to report then.
    answers.catch(() => undefined);
    await untilWaiting(start.databaseUrl, Math.min(racers.length, MOST_WAITING));
    await release();
    return answers;
  });
}

/**
 * Like `race`, but each racer starts when the one before waits, so that they get the lock in order.
 * @param meanwhile runs while all racers wait
 */
export async function raceInOrder<T>(
  start: Start,
  racers: readonly (() => Promise<T>)[],
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<T[]> {
  return held(start, async (release) => {
    const answers: Promise<T>[] = [];
    for (const run of racers) {
      const answer = run();
      answer.catch(() => undefined);
      answers.push(answer);
      await untilWaiting(start.databaseUrl, answers.length);
    }
    await meanwhile();
    await release();
    return Promise.all(answers);
  });
}

/** Runs the work while the lock is held, which the work releases. */
function held<T>(
  { databaseUrl, hold, values }: Start,
  work: (release: () => Promise<unknown>) => Promise<T>,
): Promise<T> {
  return connected(databaseUrl, async (holder) => {
    await holder.query('BEGIN');
    if ((await holder.query(hold, values)).rowCount === 0) {
      throw new Error(`There is nothing to race for: ${hold}`);
    }
    return work(() => holder.query('ROLLBACK'));
  });
}

/** The row of a license, which every allocation of a seat or session locks first. */
export const licenseOf = (...keys: string[]) => ({
  hold: 'SELECT 1 FROM licenses WHERE key = ANY($1) FOR UPDATE',
  values: [keys],
});

/**
 * Resolves when this many statements wait for a lock in this database.
 * @param work if given, resolves when it has ended, too
 */
export function untilWaiting(databaseUrl: string, count: number, work?: Promise<unknown>): Promise<void> {
  const state = { hasEnded: false };
  const end = (): void => void (state.hasEnded = true);
  work?.then(end, end);
  return connected(databaseUrl, (watcher) =>
    until(`${count} statements wait for a lock`, async () => {
      const { rows } = await watcher.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return state.hasEnded || rows.length >= count;
    }),
  );
}

async function connected<T>(connectionString: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

interface Row {
  server: { databaseUrl: string; dataSource: DataSource };
  table: string;
  /** Its uid. */
  id: string;
  /** A field of text that the changes set. */
  field: string;
}

/**
 * Four change a field of one row, all before the first of them is done. Each change must go through, and be on record as
 * made to what the one before left.
 */
export async function expectTurns(
  { server, table, id, field }: Row,
  change: (body: Record<string, string>) => Promise<Answer>,
): Promise<void> {
  const { databaseUrl, dataSource } = server;
  const now = () => dataSource.query(`SELECT ${field} AS value FROM ${table} WHERE uid = $1`, [id]);
  const [{ value: first }] = await now();
  const values = ['Value 1', 'Value 2', 'Value 3', 'Value 4'];
  const answers = await race(
    { databaseUrl, hold: `SELECT 1 FROM ${table} WHERE uid = $1 FOR UPDATE`, values: [id] },
    values.map((value) => () => change({ [field]: value })),
  );
  expect(answers.map(({ status, body }) => [status, body[field]])).toEqual(values.map((value) => [200, value]));

  const changes: { before: string | null; after: string }[] = await dataSource.query(
    `SELECT before->>$2 AS before, after->>$2 AS after FROM audit_entries
     WHERE target_id = $1 AND after->>$2 = ANY($3) ORDER BY id`,
    [id, field, values],
  );
  expect(changes.map(({ after }) => after).sort()).toEqual(values);
  expect(changes.map(({ before }) => before)).toEqual([first, ...changes.slice(0, -1).map(({ after }) => after)]);
  expect(await now()).toEqual([{ value: changes.at(-1)?.after }]);
}
