import { rootLogger } from '../common/logging/logger';
import { PRIMARY } from '../common/workers/primary';
import { furtherConnections } from '../platform/config/node-connections';
import { inspectSettings } from '../platform/config/read-settings';
import type { Settings } from '../platform/config/settings';
import {
  DEFAULT_CONNECTIONS,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '../platform/embedded-postgres/embedded-postgres';
import { toEmbeddedStartupError } from './embedded-startup-error';
import { describe } from './fatal-error';

/** The embedded database of a node. It starts while the application, which needs more time, is loaded. */
export class EmbeddedDatabase {
  /** Throws a StartupError. */
  readonly opened: Promise<EmbeddedPostgres>;

  constructor(settings: Settings, whileStarting: () => void) {
    this.opened = open(settings, whileStarting);
    // Whoever needs it reports the error. If the application cannot be loaded, nobody does.
    this.opened.catch(() => undefined);
  }

  async stop(): Promise<void> {
    const opened = await this.opened.catch(() => undefined);
    await opened?.stop();
  }
}

/**
 * Begins to start the embedded database if the settings, without those that plug-ins declare, are valid and name no other one.
 * Resolves as soon as this process has nothing to do but wait.
 */
export async function beginDatabase(environment: NodeJS.ProcessEnv): Promise<EmbeddedDatabase | undefined> {
  const { settings, problems } = inspectSettings(environment);
  if (PRIMARY || problems.length > 0 || settings.DATABASE_URL !== undefined) {
    return undefined;
  }
  return new Promise((resolve) => {
    const database = new EmbeddedDatabase(settings, () => resolve(database));
    database.opened.then(
      () => resolve(database),
      () => resolve(database),
    );
  });
}

async function open(settings: Settings, whileStarting: () => void): Promise<EmbeddedPostgres> {
  const { DATA_DIR, PG_BIN, PG_SHARED_BUFFERS_MB: sharedBuffersMb, LOG_LEVEL } = settings;
  const logger = rootLogger(LOG_LEVEL);
  try {
    return await startEmbeddedPostgres({
      dataDir: DATA_DIR,
      pgBin: PG_BIN,
      sharedBuffersMb,
      connections: DEFAULT_CONNECTIONS + furtherConnections(settings),
      log: (line) => logger.info(line),
      whileStarting,
      onLost: (reason) => fail(toEmbeddedStartupError(reason)),
    });
  } catch (error) {
    throw toEmbeddedStartupError(error);
  }
}

function fail(error: unknown): void {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
}
