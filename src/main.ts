import { stopSignal } from './start/stop-signal';
import 'reflect-metadata';
import { once } from 'node:events';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as elapsed } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DIALECT_ENV } from './start/all-dialects';
import { AppModule } from './app.module';
import { toDatabaseStartupError, describe, toEmbeddedStartupError, toListenStartupError } from './start/startup-error';
import { connectionLimits, OpenConnections } from './common/http/open-connections';
import { CertificateReload } from './common/http/certificate-reload';
import { createSecureServer } from './common/http/secure-server';
import { NestLogger, rootLogger } from './common/logging/logger';
import { Shutdown } from './common/shutdown';
import { readSettings, type Settings } from './platform/config/settings';
import { configureApp, createAdapter } from './start/configure-app';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres/embedded-postgres';
import { prepareInstallation } from './start/prepare-installation';
import { readTls, type Tls } from './start/read-tls';
import { withDemo } from './demo/demo-settings';
import { AlertWatchService } from './platform/alerts/alert-watch.service';
import { startTracing } from './platform/tracing/start-tracing';
import { WebhookDispatcherService } from './events/webhooks/webhook-dispatcher.service';
import { JobsService } from './platform/jobs/jobs.service';

/** Limit for finishing requests during shutdown. Docker kills the process after ten seconds. */
const DRAIN_LIMIT_MS = 8_000;

/**
 * Keeps a server as fast as it was: V8 would discard code that an idle server does not run, and might come to allocate the
 * objects of requests among those that last, which it collects at many times the cost.
 */
function setV8Flags(): void {
  setFlagsFromString('--no-flush-bytecode');
  setFlagsFromString('--no-allocation-site-pretenuring');
}

async function main(): Promise<void> {
  setV8Flags();
  const settings = withDemo(readSettings(process.env, DIALECT_ENV));
  const stopTracing = startTracing(settings);
  const tls = await readTls(settings);
  const embedded = settings.DATABASE_URL === undefined ? await startDatabase(settings) : undefined;
  try {
    const databaseUrl = settings.DATABASE_URL ?? embedded?.url ?? '';
    // A stop during startup abandons it: the database rolls back unfinished work.
    const app = await Promise.race([startApp(settings, databaseUrl), stopSignal]);
    if (app) {
      const connections = await serve(app, settings, tls);
      await stopSignal;
      await stop(app, connections, settings.SHUTDOWN_DELAY_MS);
    }
  } finally {
    await stopTracing();
    await embedded?.stop();
  }
  process.exit(0);
}

async function startDatabase({ DATA_DIR, PG_BIN, LOG_LEVEL }: Settings): Promise<EmbeddedPostgres> {
  const logger = rootLogger(LOG_LEVEL);
  try {
    return await startEmbeddedPostgres({
      dataDir: DATA_DIR,
      pgBin: PG_BIN,
      log: (line) => logger.info(line),
      onLost: (reason) => fail(toEmbeddedStartupError(reason)),
    });
  } catch (error) {
    throw toEmbeddedStartupError(error);
  }
}

async function startApp(settings: Settings, databaseUrl: string): Promise<NestFastifyApplication> {
  await prepareInstallation(settings, databaseUrl);
  return createApp(settings, databaseUrl);
}

async function serve(
  app: NestFastifyApplication,
  settings: Settings,
  tls: Tls | undefined,
): Promise<OpenConnections[]> {
  const plain = app.getHttpServer();
  const secure = tls && createSecureServer(plain, tls.certificate);
  const limits = connectionLimits(settings.RATE_LIMIT_FACTOR, settings.TRUSTED_PROXIES);
  const connections = [plain, ...(secure ? [secure] : [])].map((server) => new OpenConnections(server, limits));
  await listen(app, settings);
  await app.get(JobsService).start();
  app.get(AlertWatchService).start();
  app.get(WebhookDispatcherService).start();
  await listenSecurely(secure, settings);
  if (secure) {
    new CertificateReload(secure, tls.files, tls.certificate, rootLogger(settings.LOG_LEVEL)).start();
  }
  announce(await app.getUrl(), secure);
  return connections;
}

async function listen(app: NestFastifyApplication, settings: Settings): Promise<void> {
  try {
    await app.listen(settings.PORT, hostOf(settings));
  } catch (error) {
    throw toListenStartupError(error, settings);
  }
}

function hostOf({ HOST, DATABASE_URL }: Settings): string {
  return HOST ?? (DATABASE_URL === undefined ? '127.0.0.1' : '0.0.0.0');
}

async function listenSecurely(secure: SecureServer | undefined, settings: Settings): Promise<void> {
  try {
    await (secure && once(secure.listen(settings.TLS_PORT, hostOf(settings)), 'listening'));
  } catch (error) {
    throw toListenStartupError(error, settings, 'TLS_PORT');
  }
}

async function createApp(settings: Settings, databaseUrl: string): Promise<NestFastifyApplication> {
  try {
    const app = await NestFactory.create<NestFastifyApplication>(
      AppModule.with(settings, databaseUrl),
      createAdapter(settings),
      {
        bodyParser: false,
        logger: new NestLogger(rootLogger(settings.LOG_LEVEL)),
        abortOnError: false,
      },
    );
    configureApp(app, settings);
    return app;
  } catch (error) {
    throw toDatabaseStartupError(error, 'DATABASE_URL', databaseUrl);
  }
}

/**
 * Keeps serving for the delay, as not ready and closing each connection after its response, so that load balancers and
 * clients switch over. Then finishes pending requests and closes the application.
 */
async function stop(app: NestFastifyApplication, connections: OpenConnections[], delay: number): Promise<void> {
  const shutdown = app.get(Shutdown);
  shutdown.begin();
  await elapsed(delay);
  await shutdown.delayRequestsUntil(Promise.all(connections.map((each) => each.stopListening())));
  await Promise.all(connections.map((each) => each.end(DRAIN_LIMIT_MS)));
  await app.close();
}

function announce(url: string, secure: SecureServer | undefined): void {
  const { hostname } = new URL(url);
  const lines = [
    `Keyward is running at ${url}`,
    `  console     ${url}/console`,
    `  Swagger UI  ${url}/docs`,
    `  metrics     ${url}/metrics`,
    ...(secure ? [`  encrypted   https://${hostname}:${(secure.address() as AddressInfo).port}`] : []),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`${describe(error)}\n`);
  process.exit(1);
}

main().catch(fail);
