import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { Clock } from '../../../core/common/clock';
import { DomainError } from '../../../core/common/errors/domain-error';
import { rootLogger } from '../../../core/common/logging/logger';
import { InvalidSettings, type Settings } from '../../../core/platform/config/settings';
import { readSettings } from '../../../core/platform/config/read-settings';
import { BackupError } from '../../../core/platform/backups/backup-source';
import { UnitOfWork } from '../../../core/platform/database/unit-of-work';
import { startEmbeddedPostgres } from '../../../core/platform/embedded-postgres/embedded-postgres';
import { createDataSource } from '../../../core/start/data-source';
import { StartupError } from '../../../core/start/fatal-error';
import { toEmbeddedStartupError } from '../../../core/start/embedded-startup-error';
import { toDatabaseStartupError } from '../../../core/start/startup-error';
import { CliError } from '../kit/cli-error';
import { environment } from '../kit/environment';

/** The server's own services on its database, without a server. */
export interface Machine {
  readonly work: UnitOfWork;
  readonly clock: Clock;
}

/** Does work on the prepared database of this machine, whether the server runs or not. */
export function onMachine<T>(work: (machine: Machine) => Promise<T>): Promise<T> {
  return withDatabaseUrl(async (url) => {
    const dataSource = createDataSource(url);
    try {
      await dataSource.initialize();
      await refuseUnprepared(dataSource);
      const clock = new Clock();
      return await work({ clock, work: new UnitOfWork(dataSource, clock) });
    } catch (error) {
      throw toDatabaseStartupError(error, 'DATABASE_URL', url);
    } finally {
      if (dataSource.isInitialized) {
        await dataSource.destroy();
      }
    }
  });
}

/** Starts the embedded database unless DATABASE_URL names another one. An operator can mend what it throws as CliError. */
export function withDatabaseUrl<T>(work: (url: string, settings: Settings) => Promise<T>): Promise<T> {
  return forOperators(async () => {
    const settings = readSettings(environment);
    const embedded = settings.DATABASE_URL === undefined ? await startDatabase(settings) : undefined;
    try {
      return await work(settings.DATABASE_URL ?? embedded?.url ?? '', settings);
    } finally {
      await embedded?.stop();
    }
  });
}

/** Throws errors that an operator can mend as CliError. */
export async function forOperators<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isForOperators(error) ? new CliError(error.message, { cause: error }) : error;
  }
}

async function startDatabase({ DATA_DIR, PG_BIN, LOG_LEVEL }: Settings) {
  const logger = rootLogger(LOG_LEVEL);
  try {
    return await startEmbeddedPostgres({ dataDir: DATA_DIR, pgBin: PG_BIN, log: (line) => logger.debug(line) });
  } catch (error) {
    throw toEmbeddedStartupError(error);
  }
}

/** Only `migrate` and the server run migrations: this may be a newer release than the running one. */
async function refuseUnprepared(dataSource: DataSource): Promise<void> {
  const [{ users }] = await dataSource.query<[{ users: string | null }]>(`SELECT to_regclass('users') AS users`);
  if (users === null) {
    throw new CliError(
      'This database has no users yet: `keyward migrate` or the first start of the server adds the first',
    );
  }
}

function isForOperators(error: unknown): error is Error {
  return [StartupError, InvalidSettings, DomainError, BackupError].some((known) => error instanceof known);
}
