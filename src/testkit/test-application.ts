import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { Clock } from '../core/common/clock';
import { NestLogger, rootLogger } from '../core/common/logging/logger';
import { reasonsToStop } from '../core/common/plugins/stopped-plugins';
import { WebhookDispatcherService } from '../core/events/webhooks/webhook-dispatcher.service';
import { adjusted } from '../core/platform/config/adjust-settings';
import { readSettings } from '../core/platform/config/read-settings';
import { MailSenderService } from '../core/platform/mail/mail-sender.service';
import { missingTexts } from '../core/start/check-plugins';
import { DIALECT_ENV } from '../core/start/all-dialects';
import { CommonModule } from '../core/start/common.module';
import { configureApp, createAdapter } from '../core/start/configure-app';
import { addFirstRows } from '../core/start/first-start';
import { refuseMistakes } from '../core/start/plugin-mistakes';
import { pluginWarnings } from '../core/start/plugin-warnings';
import { refuseForeignTables } from '../core/start/plugin-tables';
import { prepareDatabase } from '../core/start/prepare-database';
import type { Application } from '../core/start/serve';
import type { Control, Started } from './control';
import { runJobOf, runQueuedOf } from './run-jobs';
import { temporaryDatabase } from './temporary-database';
import { TestClock } from './test-clock';

/** A server of tests, in the process that runs it. */
export interface TestApplication {
  readonly started: Started;
  readonly control: Control;
  stop(): Promise<void>;
}

/**
 * Starts the server that the environment describes on a temporary database. It sends webhooks and e-mails; jobs run when a test
 * asks for it.
 * @throws for a plug-in that a server would leave out
 */
export async function startTestApplication(application: Application): Promise<TestApplication> {
  refuseForeignTables();
  const settings = adjusted(readSettings(process.env, DIALECT_ENV));
  const database = await temporaryDatabase(settings.DATABASE_URL);
  try {
    const systemKey = await prepare(database.url, settings);
    const clock = new TestClock();
    const app = await NestFactory.create<NestFastifyApplication>(
      withClock(application(settings, database.url), clock),
      createAdapter(settings),
      { bodyParser: false, abortOnError: false, logger: new NestLogger(rootLogger(settings.LOG_LEVEL)) },
    );
    configureApp(app, settings);
    refuseMistakes(app);
    for (const warning of [...missingTexts(process.env.PLUGINS), ...pluginWarnings(app)]) {
      process.stderr.write(`${warning}\n`);
    }
    await app.listen(0, '127.0.0.1');
    app.get(WebhookDispatcherService).start();
    app.get(MailSenderService).start();
    return {
      started: { url: await app.getUrl(), databaseUrl: database.url, systemKey },
      control: controlOf(app, clock),
      stop: async () => {
        await app.close();
        await database.remove();
      },
    };
  } catch (error) {
    await database.remove();
    throw error;
  }
}

/** Returns the system key. */
async function prepare(url: string, settings: Parameters<Application>[0]): Promise<string> {
  let systemKey = '';
  const now = new Date();
  await prepareDatabase(url, now, (manager) =>
    addFirstRows(manager, settings, now, (secrets) => {
      systemKey = secrets.systemKey ?? '';
    }),
  );
  const [reason] = reasonsToStop();
  if (reason !== undefined) {
    throw new Error(reason);
  }
  return systemKey;
}

/** The modules with another clock. */
function withClock({ imports = [], ...rest }: DynamicModule, clock: Clock): DynamicModule {
  const replaced = imports.map((each) =>
    'module' in each && each.module === CommonModule
      ? { ...each, providers: [...(each.providers ?? []), { provide: Clock, useValue: clock }] }
      : each,
  );
  return { ...rest, imports: replaced };
}

function controlOf(app: NestFastifyApplication, clock: TestClock): Control {
  const moved = (move: () => void): Promise<void> => {
    move();
    return clock.settled();
  };
  return {
    advance: (milliseconds) => moved(() => clock.advance(milliseconds)),
    holdAt: (moment) => moved(() => clock.holdAt(moment)),
    resetClock: () => moved(() => clock.reset()),
    runJob: (name, payload) => runJobOf(app, name, payload),
    runQueued: (name) => runQueuedOf(app, name),
    query: (sql, parameters) => app.get(DataSource).query(sql, [...parameters]),
  };
}
