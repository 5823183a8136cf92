import { setFlagsFromString } from 'node:v8';
import { PRIMARY } from './core/common/workers/primary';
import { adjusted } from './core/platform/config/adjust-settings';
import { readSettings } from './core/platform/config/read-settings';
import type { EmbeddedDatabase } from './core/start/embedded-database';
import { prepareInstallation } from './core/start/prepare-installation';
import { readTls } from './core/start/read-tls';
import { type Application, announce, serveUntilStopped } from './core/start/serve';
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
        DatabaseModule.with(
          dataSourceOptions(databaseUrl, {
            connections: settings.DATABASE_POOL,
            hasSessions: settings.DATABASE_DIRECT_URL === undefined,
            ...limits,
          }),
        ),
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
  // A process that was started for little memory lets code go that it does not run.
  if (!process.execArgv.includes('--optimize-for-size')) {
    setFlagsFromString('--no-flush-bytecode');
  }
  setFlagsFromString('--no-allocation-site-pretenuring');
}

/**
 * Runs a node, or a worker of one, until it is told to stop.
 * @param embedded the embedded database, if the node has one
 */
export async function run(embedded: EmbeddedDatabase | undefined): Promise<void> {
  setV8Flags();
  const settings = adjusted(readSettings(process.env, DIALECT_ENV));
  const stopTracing = startTracing(settings);
  try {
    if (PRIMARY) {
      await runWorker(settings, PRIMARY, APPLICATION);
    } else {
      await runNode(settings, embedded);
    }
  } finally {
    await stopTracing();
  }
}

async function runNode(settings: Settings, embedded: EmbeddedDatabase | undefined): Promise<void> {
  // Also with workers: they would each complain.
  const tls = await readTls(settings);
  const databaseUrl = settings.DATABASE_URL ?? (await embedded?.opened)?.url ?? '';
  // A stop during startup abandons it: the database rolls back unfinished work.
  const isPrepared = await Promise.race([prepareInstallation(settings, databaseUrl).then(() => true), stopSignal]);
  if (isPrepared && settings.WORKERS > 1) {
    await runWorkers(settings, databaseUrl);
  } else if (isPrepared) {
    await serveUntilStopped(settings, { application: APPLICATION, databaseUrl, tls, runsJobs: true }, announce);
  }
}
