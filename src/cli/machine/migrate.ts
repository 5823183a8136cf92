import { CliError } from '../kit/cli-error';
import { type PrintOptions, printRecord } from '../kit/print';
import { pendingMigrations } from '../../start/prepare-database';
import { onDirectDatabase, prepareReached, waitForDatabases } from '../../start/prepare-installation';
import { withDatabaseUrl } from './database';

/** Prepares the database as a start does. */
export async function migrateCommand(options: PrintOptions): Promise<void> {
  await withDatabaseUrl(async (url, settings) => {
    await waitForDatabases(settings, url);
    const pending = await onDirectDatabase(settings, url, pendingMigrations);
    await prepareReached(settings, url);
    printRecord({ migrated: pending }, options);
  });
}

/** Fails if migrations are pending, and changes nothing. */
export async function checkMigrationsCommand(options: PrintOptions): Promise<void> {
  const pending = await withDatabaseUrl((url, settings) => onDirectDatabase(settings, url, pendingMigrations));
  printRecord({ pending }, options);
  if (pending.length > 0) {
    throw new CliError(`The database needs ${pending.length} migrations: run \`keyward migrate\``);
  }
}
