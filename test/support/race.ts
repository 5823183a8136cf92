import { Client } from 'pg';
import { until } from './until';

/** Maximum number of concurrent operations on one license: further racers wait in the server's memory. */
const MOST_WAITING = 4;

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
  const { databaseUrl, hold, values } = start;
  return connected(databaseUrl, async (holder) => {
    await holder.query('BEGIN');
    if ((await holder.query(hold, values)).rowCount === 0) {
      throw new Error(`There is nothing to race for: ${hold}`);
    }
    const answers = Promise.all(racers.map((run) => run()));
    // Awaited below, unless too few of them wait, which is the error to report then.
    answers.catch(() => undefined);
    await untilWaiting(databaseUrl, Math.min(racers.length, MOST_WAITING));
    await holder.query('ROLLBACK');
    return answers;
  });
}

/** The row of a license, which every allocation of a seat or session locks first. */
export const licenseOf = (...keys: string[]) => ({
  hold: 'SELECT 1 FROM licenses WHERE key = ANY($1) FOR UPDATE',
  values: [keys],
});

/** Resolves when this many statements wait for a lock in this database. */
export function untilWaiting(databaseUrl: string, count: number): Promise<void> {
  return connected(databaseUrl, (watcher) =>
    until(`${count} statements wait for a lock`, async () => {
      const { rows } = await watcher.query(
        `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return rows.length >= count;
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
