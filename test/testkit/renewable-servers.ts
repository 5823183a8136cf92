import type { Server } from 'node:http';
import { WebhookDispatcherService } from '../../src/core/events/webhooks/webhook-dispatcher.service';
import { JobsService } from '../../src/core/platform/jobs/jobs.service';
import { MailSenderService } from '../../src/core/platform/mail/mail-sender.service';
import { rememberRows } from './initial-rows';
import { rememberMemory } from './memory-snapshot';
import type { TestServer } from './server';
import type { Renewable } from './shared-server';
import { until } from './until';

/** Limits of an HTTP server that a test may change. */
const HTTP_LIMITS = ['timeout', 'requestTimeout', 'headersTimeout', 'keepAliveTimeout', 'maxConnections'];

/**
 * Makes servers of one database, which have just started, as new after a spec file: their rows, memory, clocks and listeners. They
 * have to be replaced if tests have changed something else: other tables, periodic tasks, jobs, an end that has begun.
 */
export async function renewable(
  servers: readonly [TestServer, ...TestServer[]],
  drop: () => Promise<void>,
): Promise<Renewable> {
  const memories = servers.map(({ app }) => rememberMemory(app));
  const listeners = servers.map(({ app }) => rememberListeners(app.getHttpServer()));
  const tasks = servers.map(countTasks);
  const restoreRows = await rememberRows(servers[0].dataSource);
  return {
    servers,
    quiet,
    renew: async () => {
      for (const { clock } of servers) {
        clock.reset();
        await clock.settled();
      }
      await untilIdle(servers[0]);
      const isIntact = servers.every((one, index) => one.isSound && !runsJobs(one) && countTasks(one) === tasks[index]);
      const isRestored = isIntact && (await restoreRows());
      listeners.forEach((restore) => restore());
      const isAsBefore = memories.map((restore) => restore()).every(Boolean);
      servers.forEach((one) => one.recognizeKeys());
      return isRestored && isAsBefore;
    },
    close: async () => {
      await Promise.all(servers.map(({ app }) => app.close()));
      await drop();
    },
  };
}

/** Ends the loops that a test may start, and all connections. */
async function quiet({ app }: TestServer): Promise<void> {
  await Promise.all(
    [WebhookDispatcherService, MailSenderService].map((loop) => app.get(loop).beforeApplicationShutdown()),
  );
  const http: Server = app.getHttpServer();
  if (http.listening) {
    await new Promise<void>((closed) => {
      http.close(() => closed());
      http.closeAllConnections();
    });
  }
}

function rememberListeners(http: Server): () => void {
  const listeners = new Map(
    http
      .eventNames()
      .map(String)
      .map((name) => [name, http.rawListeners(name)]),
  );
  const limits = HTTP_LIMITS.map((name) => [name, Reflect.get(http, name)] as const);
  return () => {
    http.removeAllListeners();
    listeners.forEach((functions, name) => functions.forEach((one) => http.on(name, one as () => void)));
    limits.forEach(([name, value]) => Reflect.set(http, name, value));
  };
}

function countTasks({ clock }: TestServer): number {
  return (Reflect.get(clock, 'tasks') as Set<unknown>).size;
}

function runsJobs({ app }: TestServer): boolean {
  return Reflect.get(app.get(JobsService), 'started') !== undefined;
}

/** Resolves when no statement runs in the database and no transaction is open. */
function untilIdle({ dataSource }: TestServer): Promise<void> {
  return until('all transactions of the shared server have ended', async () => {
    const [{ busy }] = await dataSource.query<[{ busy: number }]>(BUSY);
    return busy === 0;
  });
}

const BUSY = `
  SELECT count(*)::integer AS busy FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' AND backend_type = 'client backend'`;
