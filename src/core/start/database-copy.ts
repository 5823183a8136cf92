import { randomBytes } from 'node:crypto';
import { constants } from 'node:os';
import { DatabaseError, escapeIdentifier, escapeLiteral } from 'pg';
import { BackupError } from '../platform/backups/backup-source';
import { DatabaseSource } from '../platform/backups/database-source';
import { DatabaseClient } from '../platform/database/database-client';
import { prepareDatabase } from './prepare-database';
import { restoreDatabase } from './restore-database';

const PREFIX = 'keyward_copy_';
const INSUFFICIENT_PRIVILEGE = '42501';
const OBJECT_IN_USE = '55006';

/**
 * Does work on a copy of a database, beside it on the same server, and drops the copy, also before SIGINT or SIGTERM end the
 * process. The copy has the database at one moment, while servers go on.
 * @param directUrl URL without a pooler
 * @param work gets the URL of the copy
 */
export async function onDatabaseCopy<T>(directUrl: string, now: Date, work: (url: string) => Promise<T>): Promise<T> {
  return withClient(directUrl, async (client) => {
    const name = PREFIX + randomBytes(8).toString('hex');
    // Held until this process ends in whatever way: `dropAbandonedCopies` leaves the copy alone.
    await client.query(`SELECT pg_advisory_lock(${lockOf('$1')})`, [name]);
    const created = create(client, name);
    const copy = new Copy(async () => {
      await created;
      // Work takes hours, and a connection that idles may end before.
      await withClient(directUrl, (own) => own.query(`DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`));
    });
    try {
      await created;
      const url = withDatabase(directUrl, name);
      await DatabaseSource.read(directUrl, { now, variables: [] }, async (source) => {
        await restoreDatabase(url, source, () => undefined);
      });
      await prepareDatabase(url, now, () => Promise.resolve());
      return await work(url);
    } finally {
      await copy.end();
    }
  });
}

/**
 * Drops copies of this database whose process was killed: those that carry its mark, and that no process holds or uses.
 * @param directUrl URL without a pooler
 * @returns their number
 */
export async function dropAbandonedCopies(directUrl: string): Promise<number> {
  return withClient(directUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(ABANDONED);
    let dropped = 0;
    for (const { name } of rows) {
      dropped += Number(await dropUnused(client, name));
    }
    return dropped;
  });
}

/** A copy that is dropped once: by the end of the work, or by a signal. */
class Copy {
  private ending: Promise<void> | undefined;
  private isInterrupted = false;

  constructor(private readonly drop: () => Promise<void>) {
    process.once('SIGINT', this.interrupt);
    process.once('SIGTERM', this.interrupt);
  }

  async end(): Promise<void> {
    await (this.ending ??= this.drop());
    if (this.isInterrupted) {
      // The process ends: errors of work whose database is gone are not shown.
      await new Promise(() => undefined);
    }
    this.ignoreSignals();
  }

  /** A second signal ends the process at once. */
  private readonly interrupt = (signal: 'SIGINT' | 'SIGTERM'): void => {
    this.isInterrupted = true;
    this.ignoreSignals();
    void (this.ending ??= this.drop())
      .then(
        () => process.stderr.write('Interrupted: the copy was dropped.\n'),
        () => process.stderr.write('Interrupted: the copy is dropped by the next rehearsal.\n'),
      )
      .then(() => process.exit(128 + constants.signals[signal]));
  };

  private ignoreSignals(): void {
    process.off('SIGINT', this.interrupt);
    process.off('SIGTERM', this.interrupt);
  }
}

async function create(client: DatabaseClient, name: string): Promise<void> {
  const { rows } = await client.query<{ mark: string }>(`SELECT ${MARK} AS mark`);
  try {
    await client.query(`CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0`);
  } catch (error) {
    throw error instanceof DatabaseError && error.code === INSUFFICIENT_PRIVILEGE
      ? new BackupError('The user of the database may not create databases: run ALTER ROLE … CREATEDB', {
          cause: error,
        })
      : error;
  }
  await client.query(`COMMENT ON DATABASE ${escapeIdentifier(name)} IS ${escapeLiteral(rows[0]?.mark ?? '')}`);
}

async function dropUnused(client: DatabaseClient, name: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(`SELECT pg_try_advisory_lock(${lockOf('$1')}) AS held`, [
    name,
  ]);
  if (rows[0]?.held !== true) {
    return false;
  }
  try {
    await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)}`);
    return true;
  } catch (error) {
    if (error instanceof DatabaseError && error.code === OBJECT_IN_USE) {
      return false;
    }
    throw error;
  }
}

/** Session locks belong to a database: they are those of the copied one. */
const lockOf = (name: string): string => `hashtextextended(${name}, 0)`;

/** Comment of a copy. Copies of other databases of the server are left to their own rehearsals. */
const MARK = `'Copy for a rehearsal of ' || current_database()`;

const ABANDONED = `
  SELECT datname AS name FROM pg_database
  WHERE datname ~ '^${PREFIX}[0-9a-f]{16}$' AND shobj_description(oid, 'pg_database') = ${MARK}
    AND pg_get_userbyid(datdba) = current_user
  ORDER BY datname`;

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function withClient<T>(url: string, work: (client: DatabaseClient) => Promise<T>): Promise<T> {
  const client = await DatabaseClient.open({ connectionString: url });
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
