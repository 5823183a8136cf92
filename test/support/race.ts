import { Client } from 'pg';
import { until } from './until';

/** Work on one license takes turns, so many at a time: the rest of the racers wait in the server's memory. */
const MOST_WAITING = 4;

interface Start {
  databaseUrl: string;
  /** A statement that locks what all racers need, such as `SELECT … FOR UPDATE`. */
  hold: string;
  values?: unknown[];
}

/**
 * Answers what all racers answered, in their order. They run up to a lock that a rival holds, and go on together: left
 * to themselves, the first has often finished before the second has a connection.
 */
export async function race<T>(start: Start, racers: readonly (() => Promise<T>)[]): Promise<T[]> {
  const { databaseUrl, hold, values } = start;
  return connected(databaseUrl, async (rival) => {
    await rival.query('BEGIN');
    if ((await rival.query(hold, values)).rowCount === 0) {
      throw new Error(`There is nothing to race for: ${hold}`);
    }
    const answers = Promise.all(racers.map((run) => run()));
    // Awaited below, unless too few of them wait: then that is the failure to tell.
    answers.catch(() => undefined);
    await untilWaiting(databaseUrl, Math.min(racers.length, MOST_WAITING));
    await rival.query('ROLLBACK');
    return answers;
  });
}

/** The row of a license, which whoever takes one of its seats or sessions locks first. */
export const licenseOf = (...keys: string[]) => ({
  hold: 'SELECT 1 FROM licenses WHERE key = ANY($1) FOR UPDATE',
  values: [keys],
});

/** Until so many statements wait for a lock in this database. */
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
