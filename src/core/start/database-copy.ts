import { randomBytes } from 'node:crypto';
import { DatabaseError, escapeIdentifier } from 'pg';
import { BackupError } from '../platform/backups/backup-source';
import { DatabaseSource } from '../platform/backups/database-source';
import { DatabaseClient } from '../platform/database/database-client';
import { prepareDatabase } from './prepare-database';
import { restoreDatabase } from './restore-database';

const PREFIX = 'keyward_copy_';
const INSUFFICIENT_PRIVILEGE = '42501';

/**
 * Does work on a copy of a database, beside it on the same server, and drops the copy. The copy has the database at one moment,
 * while servers go on.
 * @param directUrl URL without a pooler
 * @param work gets the URL of the copy
 */
export async function onDatabaseCopy<T>(directUrl: string, now: Date, work: (url: string) => Promise<T>): Promise<T> {
  const name = PREFIX + randomBytes(8).toString('hex');
  await execute(directUrl, `CREATE DATABASE ${escapeIdentifier(name)} TEMPLATE template0`);
  try {
    const url = withDatabase(directUrl, name);
    await DatabaseSource.read(directUrl, { now, variables: [] }, async (source) => {
      await restoreDatabase(url, source, () => undefined);
    });
    await prepareDatabase(url, now, () => Promise.resolve());
    return await work(url);
  } finally {
    await execute(directUrl, `DROP DATABASE ${escapeIdentifier(name)} WITH (FORCE)`);
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function execute(url: string, statement: string): Promise<void> {
  const client = await DatabaseClient.open({ connectionString: url });
  try {
    await client.query(statement);
  } catch (error) {
    throw error instanceof DatabaseError && error.code === INSUFFICIENT_PRIVILEGE
      ? new BackupError('The user of the database may not create databases: run ALTER ROLE … CREATEDB', {
          cause: error,
        })
      : error;
  } finally {
    await client.end();
  }
}
