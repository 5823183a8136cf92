import { backgroundMigrations } from '../../../core/platform/background-migrations/background-migrations';
import { createDataSource } from '../../../core/start/data-source';
import { pendingIn } from '../../../core/start/prepare-database';
import { onDirectDatabase, prepareReached, waitForDatabases } from '../../../core/start/prepare-installation';
import { CliError } from '../kit/cli-error';
import { type PrintOptions, printRecord } from '../kit/print';
import { withDatabaseUrl } from './database';

interface MigrationState {
  /** Migrations that a start would run, oldest first. */
  readonly pending: string[];
  /** Background migrations that have not finished. */
  readonly background: readonly object[];
}

/** Prepares the database as a start does. */
export async function migrateCommand({ finish, ...options }: PrintOptions & { finish: boolean }): Promise<void> {
  await withDatabaseUrl(async (url, settings) => {
    await waitForDatabases(settings, url);
    const { pending } = await onDirectDatabase(settings, url, stateOf);
    if (pending.length > 0) {
      process.stderr.write(`Migrations to run: ${pending.length}, from ${pending[0]} to ${pending.at(-1)}\n`);
    }
    await prepareReached(settings, url, { finish });
    const { background } = await onDirectDatabase(settings, url, stateOf);
    printRecord({ migrated: pending, background }, options);
  });
}

/** Fails if migrations are pending, and changes nothing. */
export async function checkMigrationsCommand(options: PrintOptions): Promise<void> {
  const state = await withDatabaseUrl((url, settings) => onDirectDatabase(settings, url, stateOf));
  printRecord(state, options);
  if (state.pending.length > 0) {
    throw new CliError(`The database needs ${state.pending.length} migrations: run \`keyward migrate\``);
  }
}

async function stateOf(directUrl: string): Promise<MigrationState> {
  const dataSource = createDataSource(directUrl);
  await dataSource.initialize();
  try {
    const unfinished = (await backgroundMigrations(dataSource.manager)).filter(({ finishedAt }) => finishedAt === null);
    return {
      pending: await pendingIn(dataSource.manager),
      background: unfinished.map(({ name, state, percent, lastError }) => ({
        name,
        state,
        percent,
        ...(state === 'failing' ? { error: lastError } : {}),
      })),
    };
  } finally {
    await dataSource.destroy();
  }
}
