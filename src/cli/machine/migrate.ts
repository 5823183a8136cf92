import { CliError } from '../kit/cli-error';
import { type PrintOptions, printRecord } from '../kit/print';
import { pendingMigrations } from '../../start/prepare-database';
import { prepareInstallation, waitForDatabases } from '../../start/prepare-installation';
import { toDatabaseStartupError } from '../../start/startup-error';
import { withDatabaseUrl } from './database';

/** Prepares the database as a start does. */
export async function migrateCommand(options: PrintOptions): Promise<void> {
  await withDatabaseUrl(async (url, settings) => {
    await waitForDatabases(settings, url);
    const pending = await pendingAt(settings.DATABASE_DIRECT_URL ?? url);
    await prepareInstallation(settings, url);
    printRecord({ migrated: pending }, options);
  });
}

/** Fails if migrations are pending, and changes nothing. */
export async function checkMigrationsCommand(options: PrintOptions): Promise<void> {
  const pending = await withDatabaseUrl((url, { DATABASE_DIRECT_URL }) => pendingAt(DATABASE_DIRECT_URL ?? url));
  printRecord({ pending }, options);
  if (pending.length > 0) {
    throw new CliError(`The database needs ${pending.length} migrations: run \`keyward migrate\``);
  }
}

async function pendingAt(directUrl: string): Promise<string[]> {
  try {
    return await pendingMigrations(directUrl);
  } catch (error) {
    throw toDatabaseStartupError(error, 'DATABASE_URL', directUrl);
  }
}
