import { setFlagsFromString } from 'node:v8';
import { rootLogger } from './common/logging/logger';
import { PRIMARY } from './common/workers/primary';
import { furtherConnections } from './platform/config/node-connections';
import { readSettings } from './platform/config/read-settings';
import {
  DEFAULT_CONNECTIONS,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from './platform/embedded-postgres/embedded-postgres';
import { prepareInstallation } from './start/prepare-installation';
import { readTls } from './start/read-tls';
import { type Application, announce, serveUntilStopped } from './start/serve';
import { describe, toEmbeddedStartupError } from './start/startup-error';
import { withDemo } from './demo/demo-settings';
import { stopSignal } from './start/stop-signal';
import { startTracing } from './platform/tracing/start-tracing';
import { runWorker } from './start/workers/worker';
import { runWorkers } from './start/workers/run-workers';
import { type DynamicModule, Module } from '@nestjs/common';
import { CommonModule } from './start/common.module';
import { AccessModule } from './identity/access/access.module';
import { ConfigModule } from './platform/config/config.module';
import type { Settings } from './platform/config/settings';
import { dataSourceOptions } from './start/data-source';
import type { ConnectionLimits } from './platform/database/connection-options';
import { DatabaseModule } from './platform/database/database.module';
import { DIALECT_ENV, dialectsFor } from './start/all-dialects';
import { ADDED_MODULES, PLUGIN_APIS, PLUGINS } from './common/plugins/plugins';
import { NATIVE_MODULES } from './openapi/native-modules';

@Module({})
export class AppModule {
  static with(settings: Settings, databaseUrl: string, limits?: Partial<ConnectionLimits>): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.with(settings),
        DatabaseModule.with(dataSourceOptions(databaseUrl, { connections: settings.DATABASE_POOL, ...limits })),
        CommonModule.with({
          dialects: dialectsFor(settings),
          timeZone: settings.TIME_ZONE,
          rateLimitFactor: settings.RATE_LIMIT_FACTOR,
          redisUrl: settings.REDIS_URL,
        }),
        AccessModule,
        ...NATIVE_MODULES,
        ...PLUGIN_APIS.flatMap(({ modules }) => modules),
        ...ADDED_MODULES,
        ...PLUGINS.flatMap(({ pages }) => (pages ? [pages.module(NATIVE_MODULES)] : [])),
      ],
    };
  }
}

const APPLICATION: Application = (settings, databaseUrl) => AppModule.with(settings, databaseUrl);

/**
 * Keeps a server as fast as it was: V8 would discard code that an idle server does not run, and might come to allocate the
 * objects of requests among those that last, which it collects at many times the cost.
 */
function setV8Flags(): void {
  setFlagsFromString('--no-flush-bytecode');
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/** Runs a node, or a worker of one, until it is told to stop. */
export async function run(): Promise<void> {
  setV8Flags();
  const settings = withDemo(readSettings(process.env, DIALECT_ENV));
  const stopTracing = startTracing(settings);
  try {
    if (PRIMARY) {
      await runWorker(settings, PRIMARY, APPLICATION);
    } else {
      await runNode(settings);
    }
  } finally {
    await stopTracing();
  }
}

async function runNode(settings: Settings): Promise<void> {
  // Also with workers: they would each complain.
  const tls = await readTls(settings);
  const embedded = settings.DATABASE_URL === undefined ? await startDatabase(settings) : undefined;
  try {
    const databaseUrl = settings.DATABASE_URL ?? embedded?.url ?? '';
    // A stop during startup abandons it: the database rolls back unfinished work.
    const isPrepared = await Promise.race([prepareInstallation(settings, databaseUrl).then(() => true), stopSignal]);
    if (isPrepared && settings.WORKERS > 1) {
      await runWorkers(settings, databaseUrl);
    } else if (isPrepared) {
      await serveUntilStopped(settings, { application: APPLICATION, databaseUrl, tls, runsJobs: true }, announce);
    }
  } finally {
    await embedded?.stop();
  }
}

async function startDatabase(settings: Settings): Promise<EmbeddedPostgres> {
  const { DATA_DIR, PG_BIN, LOG_LEVEL } = settings;
  const logger = rootLogger(LOG_LEVEL);
  try {
    return await startEmbeddedPostgres({
      dataDir: DATA_DIR,
      pgBin: PG_BIN,
      connections: DEFAULT_CONNECTIONS + furtherConnections(settings),
      log: (line) => logger.info(line),
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
