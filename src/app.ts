import { setFlagsFromString } from 'node:v8';
import { rootLogger } from './core/common/logging/logger';
import { PRIMARY } from './core/common/workers/primary';
import { furtherConnections } from './core/platform/config/node-connections';
import { adjusted } from './core/platform/config/adjust-settings';
import { readSettings } from './core/platform/config/read-settings';
import {
  DEFAULT_CONNECTIONS,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from './core/platform/embedded-postgres/embedded-postgres';
import { prepareInstallation } from './core/start/prepare-installation';
import { readTls } from './core/start/read-tls';
import { type Application, announce, serveUntilStopped } from './core/start/serve';
import { describe } from './core/start/fatal-error';
import { toEmbeddedStartupError } from './core/start/startup-error';
import { stopSignal } from './core/start/stop-signal';
import { startTracing } from './core/platform/tracing/start-tracing';
import { runWorker } from './core/start/workers/worker';
import { runWorkers } from './core/start/workers/run-workers';
import { type DynamicModule, Module } from '@nestjs/common';
import { CommonModule } from './core/start/common.module';
import { AccessModule } from './core/identity/access/access.module';
import { ConfigModule } from './core/platform/config/config.module';
import type { Settings } from './core/platform/config/settings';
import { dataSourceOptions } from './core/start/data-source';
import type { ConnectionLimits } from './core/platform/database/connection-options';
import { DatabaseModule } from './core/platform/database/database.module';
import { DIALECT_ENV, dialectsFor } from './core/start/all-dialects';
import { addedModules, remainingModules, runningApis, runningPlugins } from './core/common/plugins/plugins';
import { runningModules } from './core/openapi/native-modules';

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
        ...runningModules(),
        ...remainingModules(),
        ...runningApis().flatMap(({ modules }) => modules),
        ...addedModules(),
        ...runningPlugins().flatMap(({ pages }) => (pages ? [pages.module(runningModules())] : [])),
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
  const settings = adjusted(readSettings(process.env, DIALECT_ENV));
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
