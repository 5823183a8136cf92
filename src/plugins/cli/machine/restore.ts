import { resolve } from 'node:path';
import { Clock } from '../../../core/common/clock';
import { BackupFile } from '../../../core/platform/backups/backup-file';
import type { BackupSource } from '../../../core/platform/backups/backup-source';
import { DatabaseSource } from '../../../core/platform/backups/database-source';
import { secretVariables } from '../../../core/platform/backups/secret-variables';
import { readSettings } from '../../../core/platform/config/read-settings';
import { refuseServers } from '../../../core/start/refuse-servers';
import { prepareDatabase } from '../../../core/start/prepare-database';
import { onDirectDatabase } from '../../../core/start/prepare-installation';
import { DatabaseNotEmpty, restoreDatabase, type RestoredTable } from '../../../core/start/restore-database';
import { toDatabaseStartupError } from '../../../core/start/startup-error';
import { CliError } from '../kit/cli-error';
import { environment } from '../kit/environment';
import { printList, type PrintOptions, printRecord } from '../kit/print';
import { forOperators, withDatabaseUrl } from './database';

interface Restored {
  readonly tables: readonly RestoredTable[];
  readonly left_out: readonly string[];
}

/** Fills the empty database of this machine. */
export async function restoreCommand(path: string, options: PrintOptions): Promise<void> {
  // Before a new cluster is made for it.
  const { needs, release, created_at } = await forOperators(() =>
    BackupFile.open(path, ({ header }) => Promise.resolve(header)),
  );
  const restored = await withDatabaseUrl((url, settings) =>
    onDirectDatabase(settings, url, (directUrl) =>
      BackupFile.open(path, (backup) => restore(directUrl, backup)).catch((error: unknown) => {
        throw error instanceof DatabaseNotEmpty ? new CliError(howToEmpty(settings.DATABASE_URL, path)) : error;
      }),
    ),
  );
  const rows = restored.tables.reduce((sum, table) => sum + table.rows, 0);
  const { left_out } = restored;
  printRecord({ file: path, created_at, release, tables: restored.tables.length, rows, needs, left_out }, options);
}

/** Copies the database of this machine to an empty one. */
export async function moveCommand(targetUrl: string, options: PrintOptions): Promise<void> {
  const moved = await withDatabaseUrl((url, settings) => {
    readSettings({ ...environment, DATABASE_URL: targetUrl });
    return onDirectDatabase(settings, url, (directUrl) => {
      const source = { now: new Clock().now(), variables: secretVariables(settings), guard: refuseServers };
      return DatabaseSource.read(directUrl, source, async (database) => {
        const { tables, left_out } = await moveTo(targetUrl, database);
        return { tables, left_out, needs: database.header.needs };
      });
    });
  });
  if (options.json) {
    printRecord(moved, options);
    return;
  }
  printList({ items: [...moved.tables], next: null }, ['table', 'rows', 'sha256'], options);
  printRecord({ left_out: moved.left_out, needs: moved.needs }, options);
  process.stderr.write('Everything was moved. Set DATABASE_URL to the new database before the next start.\n');
}

async function moveTo(targetUrl: string, database: DatabaseSource): Promise<Restored> {
  try {
    return await restore(targetUrl, database);
  } catch (error) {
    if (error instanceof DatabaseNotEmpty) {
      throw new CliError('The database to move to is not empty: name an empty one, such as `createdb` makes');
    }
    throw toDatabaseStartupError(error, 'The database to move to', targetUrl);
  }
}

/** Migrates what it has restored to this release. */
async function restore(directUrl: string, source: BackupSource): Promise<Restored> {
  const leftOut: string[] = [];
  const tables = await restoreDatabase(directUrl, source, (table) => leftOut.push(table));
  await prepareDatabase(directUrl, new Clock().now(), () => Promise.resolve());
  return { tables, left_out: leftOut };
}

function howToEmpty(databaseUrl: string | undefined, path: string): string {
  return databaseUrl === undefined
    ? `The embedded database is not empty: a restore needs a new folder, such as \`DATA_DIR=${resolve('restored')} keyward restore ${path}\``
    : 'The database in DATABASE_URL is not empty: a restore needs an empty one, such as `createdb` makes';
}
