import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import inject, { type DispatchFunc, type InjectOptions, type Response as Reply } from 'light-my-request';
import passport from 'passport';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app';
import { ApiKeyStrategy } from '../../src/core/identity/access/api-key.strategy';
import { SESSION_LIFETIME } from '../../src/core/identity/users/sessions.service';
import { Calendar, useInstallationCalendar } from '../../src/core/common/calendar';
import { Clock } from '../../src/core/common/clock';
import type { DialectDefinition, ErrorTable } from '../../src/core/common/dialects/define-dialect';
import { Dialects } from '../../src/core/common/dialects/dialects';
import { NATIVE } from '../../src/core/common/dialects/native.dialect';
import { NestLogger, rootLogger } from '../../src/core/common/logging/logger';
import { readSettings } from '../../src/core/platform/config/read-settings';
import { configureApp, createAdapter } from '../../src/core/start/configure-app';
import type { ConnectionLimits } from '../../src/core/platform/database/connection-options';
import type { BrowserRequest, Visit } from '../../src/testkit/browser';
import { TestClock } from '../../src/testkit/test-clock';
import { addedPrefixes, plugins } from '../../src/core/common/plugins/plugins';
import { DIALECT_ENV, DIALECTS } from '../../src/core/start/all-dialects';
import { adjusted } from '../../src/core/platform/config/adjust-settings';
import { ADMIN_PASSWORD, testSystemKey } from './credentials';
import { freshDatabase, lastingDatabase } from './database';
import { emptyTables } from './empty-tables';
import { guardPool } from './pool-guard';
import { running } from './leftovers';
import { GalleryModule } from './gallery/gallery.module';
import './jest/lazy-handlers';
import { renewable } from './renewable-servers';
import { borrow, giveBack } from './shared-server';
import { sdkClient } from './sdk-client';

/** A response with its body as parsed JSON, or as text if it is not JSON. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read bodies of errors, of other APIs and of invalid requests
export interface Answer<T = any> {
  status: number;
  body: T;
  headers: Record<string, unknown>;
}

/** A request beside its method and address. */
export interface Call {
  body?: unknown;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  /** 127.0.0.1 by default. */
  remoteAddress?: string;
}

/** A dialect that exists only in tests. */
export interface AddedDialect {
  dialect: DialectDefinition;
  module: Type<unknown>;
}

/** A registered route. */
export interface ServedRoute {
  method: string;
  url: string;
  dialect: string;
  /** The table that replaces the dialect's. */
  errors?: ErrorTable;
  /** It names no permission. */
  isOpen: boolean;
  /** It only dispatches to the routes of actions. */
  dispatches: boolean;
}

/** The latest failure, for the test whose request it answers with 500. The log is silent in tests. */
let failure: Error | undefined;

class RememberingLogger extends NestLogger {
  override error(message: unknown, ...rest: unknown[]): void {
    failure = message instanceof Error ? message : failure;
    super.error(message, ...rest);
  }
}

/** The real application on a separate database, with a controllable clock. */
export class TestServer {
  readonly systemKey = testSystemKey();
  /**
   * The SDK as the first admin; `server.sdk.with({ apiKey })` or `with({ token })` is another caller. Its calls have the types
   * of the document and throw refusals. The status and shape of a response are tested with `call`, `asAdmin` and `withKey`.
   */
  readonly sdk = sdkClient(
    (request) => this.send(request),
    () => this.adminToken(),
  );
  private renderings = 0;
  private adminSession: { token: string; expiresAt: number } | undefined;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: TestClock,
    readonly databaseUrl: string,
    readonly routes: readonly ServedRoute[],
    private readonly poolFaults: readonly Error[],
    /** Of a shared server. */
    private readonly giveBack?: () => Promise<void>,
  ) {}

  /**
   * @param environment settings that differ from the tests' defaults; rate limits are off by default
   * @param limits limits of the database connections, for tests of those
   * @param added a dialect of the tests, beside the server's own
   */
  static async start(
    environment: Record<string, string> = {},
    databaseUrl?: string,
    limits?: Partial<ConnectionLimits>,
    added?: AddedDialect,
  ): Promise<TestServer> {
    const server = await TestServer.create(environment, databaseUrl ?? (await freshDatabase()), limits, added);
    running.add(server);
    return server;
  }

  /**
   * A server that other spec files of this worker use before and after, with these settings: its rows and its memory are those of a
   * new one. The next call, before it is stopped, gives another one with another database. Not for spec files that change
   * tables or roles, end connections, run the worker of jobs, or depend on the moment of the start.
   */
  static async shared(environment: Record<string, string> = {}): Promise<TestServer> {
    const [server] = await TestServer.borrowed([environment]);
    return server;
  }

  /** Like `shared`, but two servers of one database. */
  static sharedPair(environment: Record<string, string> = {}): Promise<[TestServer, TestServer]> {
    return TestServer.borrowed([environment, environment]);
  }

  private static async borrowed<T extends [Record<string, string>, ...Record<string, string>[]]>(
    environments: T,
  ): Promise<{ [index in keyof T]: TestServer }> {
    const shared = await borrow(JSON.stringify(environments), async () => {
      const { url, drop } = await lastingDatabase('shared');
      const [first, ...others] = environments;
      const servers: [TestServer, ...TestServer[]] = [await TestServer.create(first, url)];
      for (const environment of others) {
        servers.push(await TestServer.create(environment, url));
      }
      return renewable(servers, drop);
    });
    const servers = shared.servers.map(
      (one) =>
        new TestServer(one.app, one.clock, one.databaseUrl, one.routes, one.poolFaults, () => giveBack(shared, one)),
    );
    servers.forEach((one) => running.add(one));
    return servers as { [index in keyof T]: TestServer };
  }

  private static async create(
    environment: Record<string, string>,
    url: string,
    limits?: Partial<ConnectionLimits>,
    added?: AddedDialect,
  ): Promise<TestServer> {
    const settings = adjusted(
      readSettings({ LOG_LEVEL: 'silent', RATE_LIMIT_FACTOR: '0', ...environment }, DIALECT_ENV),
    );
    const clock = new TestClock();
    const dialects = added && new Dialects([...DIALECTS.all, added.dialect], NATIVE, addedPrefixes());
    const gallery = plugins().some(({ name }) => name === 'console') ? [GalleryModule] : [];
    const imports = [AppModule.with(settings, url, limits), ...gallery, ...(added ? [added.module] : [])];
    const module = await Test.createTestingModule({ imports }).overrideProvider(Clock).useValue(clock).compile();
    const app = module.createNestApplication<NestFastifyApplication>(createAdapter(settings, dialects), {
      bodyParser: false,
      logger: new RememberingLogger(rootLogger(settings.LOG_LEVEL)),
    });
    const routes: ServedRoute[] = [];
    app
      .getHttpAdapter()
      .getInstance()
      .addHook('onRoute', ({ method, url, config }) => {
        const dialect = config?.dialect ?? 'native';
        const asSent = url.replace(/(?<=.)\/\\\?|\\\?/, '?');
        const dispatches = config?.limitsByQuery !== undefined;
        const isOpen = config?.access?.public ?? true;
        const served = { url: asSent, dialect, errors: config?.errors, isOpen, dispatches };
        routes.push(...[method].flat().map((one) => ({ method: one, ...served })));
      });
    configureApp(app, settings, dialects);
    const poolFaults = guardPool(app);
    try {
      await app.init();
      await app.getHttpAdapter().getInstance().ready();
    } catch (error) {
      // Else it keeps its connections, also to the database of a shared server.
      await app.close();
      throw error;
    }
    return new TestServer(app, clock, url, routes, poolFaults);
  }

  /** Fails if code inside a transaction requested another connection. */
  async stop(): Promise<void> {
    running.delete(this);
    const end = this.giveBack ?? (() => this.app.close());
    await end();
    [...running].findLast((one) => one instanceof TestServer)?.recognizeKeys();
    expect(this.poolFaults).toEqual([]);
  }

  /** Recognizes API keys, and reads dates in its time zone, again after another server: the servers of a process share both. */
  recognizeKeys(): void {
    passport.use(this.app.get(ApiKeyStrategy));
    useInstallationCalendar(this.app.get(Calendar));
  }

  /** Whether no code inside a transaction has requested another connection. */
  get isSound(): boolean {
    return this.poolFaults.length === 0;
  }

  get dataSource(): DataSource {
    return this.app.get(DataSource);
  }

  /** Deletes all rows of these tables and of those that refer to them; ids count from 1 again. */
  emptyTables(...names: string[]): Promise<void> {
    return emptyTables(this.dataSource, names);
  }

  /** Listens, by default on a free port, and returns the URL. */
  async listen(port = 0): Promise<string> {
    if (!this.giveBack) {
      await this.app.listen(port, '127.0.0.1');
      return this.app.getUrl();
    }
    // Not by the application, which could not end it and begin again.
    const http: Server = this.app.getHttpServer();
    await once(http.listen(port, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  }

  /** As if the request had come from the network: `app.inject` would skip the fast path. */
  private readonly receive: DispatchFunc = (request, response) => {
    this.app.getHttpServer().emit('request', request, response);
  };

  /** Sends a request without adding a credential. */
  async call(method: InjectOptions['method'], url: string, call: Call = {}): Promise<Answer> {
    const { body, ...rest } = call;
    const reply = await this.send({ method, url, payload: body as InjectOptions['payload'], ...rest });
    return { status: reply.statusCode, body: parsed(reply.payload), headers: reply.headers };
  }

  /** For a `Browser`. */
  async visit(request: BrowserRequest): Promise<Omit<Visit, 'location'>> {
    await this.clock.settled();
    const { statusCode: status, headers, payload: html } = await this.app.inject(request);
    return { status, headers, html };
  }

  private async send(request: InjectOptions & { url: string }): Promise<Reply> {
    await this.clock.settled();
    const reply = await inject(this.receive, request);
    if (reply.statusCode === 500 && failure) {
      process.stderr.write(`${String(request.method)} ${request.url} answered 500: ${failure.stack}\n`);
      failure = undefined;
    }
    return reply;
  }

  /** The metrics as text. Moves the clock, further each time in case it is reset: a rendering is shared for a second. */
  async metrics(): Promise<string> {
    this.renderings += 1;
    this.clock.advance(1_000 * this.renderings);
    return String((await this.call('GET', '/metrics')).body);
  }

  /** Sends a request as the first admin. */
  async asAdmin(method: InjectOptions['method'], url: string, call: Call = {}): Promise<Answer> {
    return this.call(method, url, {
      ...call,
      headers: { authorization: `Bearer ${await this.adminToken()}`, ...call.headers },
    });
  }

  /** Sends a request with an API key, by default the system key. */
  async withKey(method: InjectOptions['method'], url: string, call: Call = {}, key = this.systemKey): Promise<Answer> {
    return this.call(method, url, { ...call, headers: { 'x-api-key': key, ...call.headers } });
  }

  /** Returns the token of one session until the clock is moved past its end. */
  async adminToken(): Promise<string> {
    const now = this.clock.now().getTime();
    if (!this.adminSession || this.adminSession.expiresAt <= now) {
      const token = await this.logIn('admin', ADMIN_PASSWORD);
      this.adminSession = { token, expiresAt: now + (SESSION_LIFETIME - 1) * 1000 };
    }
    return this.adminSession.token;
  }

  async logIn(username: string, password: string): Promise<string> {
    const { body } = await this.call('POST', '/api/v1/auth/login', { body: { username, password } });
    return body.access_token;
  }
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
