import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { resetPassword } from '../identity/log-in/reset-password';
import { StartupError, toDatabaseStartupError, describe, toEmbeddedStartupError } from './startup-error';
import { Clock } from '../common/clock';
import { DomainError } from '../common/errors/domain-error';
import { Randomness } from '../common/randomness';
import { readSettings, type Settings } from '../platform/config/settings';
import { createDataSource } from './data-source';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/embedded-postgres/embedded-postgres';
import { UnitOfWork } from '../platform/database/unit-of-work';

const PASSWORD_BYTES = 15;

/** `npm run reset-password -- USERNAME`. Also works while the server is running. */
async function main([username]: readonly string[]): Promise<void> {
  if (username === undefined || username === '') {
    throw new StartupError('Say whose password to reset: npm run reset-password -- USERNAME');
  }
  const settings = readSettings(process.env);
  const embedded = settings.DATABASE_URL === undefined ? await startDatabase(settings) : undefined;
  try {
    await resetIn(settings.DATABASE_URL ?? embedded?.url ?? '', username, settings.ADMIN_PASSWORD);
  } finally {
    await embedded?.stop();
  }
}

async function startDatabase({ DATA_DIR, PG_BIN }: Settings): Promise<EmbeddedPostgres> {
  try {
    return await startEmbeddedPostgres({ dataDir: DATA_DIR, pgBin: PG_BIN });
  } catch (error) {
    throw toEmbeddedStartupError(error);
  }
}

async function resetIn(url: string, username: string, given: string | undefined): Promise<void> {
  const password = given ?? new Randomness().secret(PASSWORD_BYTES);
  const dataSource = createDataSource(url);
  try {
    await dataSource.initialize();
    await refuseUnprepared(dataSource);
    const clock = new Clock();
    await resetPassword(new UnitOfWork(dataSource, clock), clock, username, password);
  } catch (error) {
    throw error instanceof DomainError
      ? new StartupError(`${error.message}.`, { cause: error })
      : toDatabaseStartupError(error, 'DATABASE_URL', url);
  } finally {
    await close(dataSource);
  }
  const shown = given === undefined ? password : 'the one in ADMIN_PASSWORD';
  process.stdout.write(`The password of ${username} is now: ${shown}\n`);
}

/** Only the server runs migrations: this may be a newer release than the running one. */
async function refuseUnprepared(dataSource: DataSource): Promise<void> {
  const [{ users }] = await dataSource.query<[{ users: string | null }]>(`SELECT to_regclass('users') AS users`);
  if (users === null) {
    throw new StartupError('This database has no users yet: the first start of the server makes the first one.');
  }
}

async function close(dataSource: DataSource): Promise<void> {
  if (dataSource.isInitialized) {
    await dataSource.destroy();
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${describe(error)}\n`);
  process.exitCode = 1;
});
