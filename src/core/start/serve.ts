import { once } from 'node:events';
import type { Server as SecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as elapsed } from 'node:timers/promises';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { PLUGINS_OFF } from '../common/declarations/plugin-folders';
import { ownAddresses } from '../common/plugins/plugins';
import { DomainError } from '../common/errors/domain-error';
import { CertificateReload } from '../common/http/certificate-reload';
import { connectionLimits, OpenConnections } from '../common/http/open-connections';
import { createSecureServer } from '../common/http/secure-server';
import { NestLogger, rootLogger } from '../common/logging/logger';
import { Shutdown } from '../common/shutdown';
import { WebhookDispatcherService } from '../events/webhooks/webhook-dispatcher.service';
import { AlertWatchService } from '../platform/alerts/alert-watch.service';
import { ScheduledBackupsService } from '../platform/backups/scheduled-backups.service';
import type { Settings } from '../platform/config/settings';
import { MailSenderService } from '../platform/mail/mail-sender.service';
import { JobsService } from '../platform/jobs/jobs.service';
import { RunBackgroundMigrationsService } from '../platform/background-migrations/run-background-migrations.service';
import { configureApp, createAdapter } from './configure-app';
import { StartupError } from './fatal-error';
import { IdleMemory } from './idle-memory';
import type { Tls } from './read-tls';
import { toDatabaseStartupError, toListenStartupError } from './startup-error';
import { stopSignal } from './stop-signal';

/** Limit for finishing requests during shutdown. Docker kills the process after ten seconds. */
const DRAIN_LIMIT_MS = 8_000;

/** A server that listens. */
interface Serving {
  readonly app: NestFastifyApplication;
  readonly connections: readonly OpenConnections[];
  readonly addresses: Addresses;
}

export interface Addresses {
  readonly url: string;
  readonly encryptedUrl?: string;
}

/** The application, for a database. */
export type Application = (settings: Settings, databaseUrl: string) => DynamicModule;

export interface ServeOptions {
  readonly application: Application;
  readonly databaseUrl: string;
  readonly tls: Tls | undefined;
  /** One worker of a node runs jobs and background migrations, and makes backups. */
  readonly runsJobs: boolean;
}

/**
 * Serves requests until a signal, which also abandons the start.
 * @param report gets the addresses once the server listens there
 */
export async function serveUntilStopped(
  settings: Settings,
  options: ServeOptions,
  report: (addresses: Addresses) => unknown,
): Promise<void> {
  const serving = await Promise.race([serve(settings, options).catch(toStartupError), stopSignal]);
  if (serving) {
    await report(serving.addresses);
    new IdleMemory().start();
    await stopSignal;
    await stop(serving, settings.SHUTDOWN_DELAY_MS);
  }
}

/** A plug-in may refuse the start, with a message for the operator. */
function toStartupError(error: unknown): never {
  throw error instanceof DomainError ? new StartupError(error.message, { cause: error }) : error;
}

async function serve(settings: Settings, { application, databaseUrl, tls, runsJobs }: ServeOptions): Promise<Serving> {
  const app = await createApp(settings, databaseUrl, application);
  const plain = app.getHttpServer();
  const secure = tls && createSecureServer(plain, tls.certificate);
  const limits = connectionLimits(settings.RATE_LIMIT_FACTOR, settings.TRUSTED_PROXIES);
  const connections = [plain, ...(secure ? [secure] : [])].map((server) => new OpenConnections(server, limits));
  await listen(app, settings);
  if (runsJobs) {
    await app.get(JobsService).start();
    app.get(ScheduledBackupsService).start();
    app.get(RunBackgroundMigrationsService).start();
  }
  app.get(AlertWatchService).start();
  app.get(WebhookDispatcherService).start();
  app.get(MailSenderService).start();
  await listenSecurely(secure, settings);
  if (secure) {
    new CertificateReload(secure, tls.files, tls.certificate, rootLogger(settings.LOG_LEVEL)).start();
  }
  return { app, connections, addresses: addressesOf(await app.getUrl(), secure) };
}

/**
 * Keeps serving for the delay, as not ready and closing each connection after its response, so that load balancers and
 * clients switch over. Then finishes pending requests and closes the application.
 */
async function stop({ app, connections }: Serving, delay: number): Promise<void> {
  const shutdown = app.get(Shutdown);
  shutdown.begin();
  await elapsed(delay);
  await shutdown.delayRequestsUntil(Promise.all(connections.map((each) => each.stopListening())));
  await Promise.all(connections.map((each) => each.end(DRAIN_LIMIT_MS)));
  await app.close();
}

/** Tells the operator where the server is. */
export function announce({ url, encryptedUrl }: Addresses): void {
  const lines = [
    `Keyward is running at ${url}`,
    ...(ownAddresses()?.(url) ?? [
      ...(PLUGINS_OFF.has('console') ? [] : [`  console     ${url}/console`]),
      `  Swagger UI  ${url}/docs`,
      `  metrics     ${url}/metrics`,
    ]),
    ...(encryptedUrl === undefined ? [] : [`  encrypted   ${encryptedUrl}`]),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Creates the application, which listens nowhere and runs nothing yet. */
export async function createApp(
  settings: Settings,
  databaseUrl: string,
  application: Application,
): Promise<NestFastifyApplication> {
  try {
    const app = await NestFactory.create<NestFastifyApplication>(
      application(settings, databaseUrl),
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
    if (secure) {
      await once(secure.listen(settings.TLS_PORT, hostOf(settings)), 'listening');
    }
  } catch (error) {
    throw toListenStartupError(error, settings, 'TLS_PORT');
  }
}

function addressesOf(url: string, secure: SecureServer | undefined): Addresses {
  const { hostname } = new URL(url);
  return secure ? { url, encryptedUrl: `https://${hostname}:${(secure.address() as AddressInfo).port}` } : { url };
}
