import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { BrowserRequest, Visit, Visited } from './browser';
import type { Control, Reply, Started } from './control';
import { countryDatabaseFile } from './country-database';
import { ADMIN_PASSWORD } from './credentials';
import { type CommandResult, runCommand } from './run-command';

/** A response with its body as parsed JSON, or as text if it is not JSON. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read bodies of any shape
export interface Answer<T = any> {
  readonly status: number;
  readonly body: T;
  readonly headers: Headers;
}

/** A request beside its method and path. */
export interface Call {
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly query?: Record<string, string>;
  /** Address of the caller; that of this machine by default. */
  readonly from?: string;
}

/** Fields of a call of a program, beside the key and the device, and its address. */
export type ProgramCall = Readonly<Record<string, unknown>> & Pick<Call, 'from'>;

/** Differences of a server from the usual one of tests. */
export interface ServerOptions {
  /** Folders and packages, as in `PLUGINS`. By default the plug-in in the working directory. */
  readonly plugins?: readonly string[];
  /** Environment variables of the server, beside those of the test. Rate limits are off by default. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Countries of networks, such as `{ '192.0.2.0/24': 'DE' }`: the server has a country database with them. */
  readonly countries?: Readonly<Record<string, string>>;
}

/** A license as its admins see it. */
export interface IssuedLicense {
  readonly id: string;
  readonly key: string;
  readonly [field: string]: unknown;
}

const PROCESS = join(__dirname, '..', 'serve-tests.js');

/**
 * Starts a server in a process of its own, on a database of its own: in the PostgreSQL server of `DATABASE_URL` or, without it, in one
 * that is started for it. Both are removed by `stop()`. Fails if a plug-in cannot be used.
 */
export async function startServer({ plugins = ['.'], settings, countries }: ServerOptions = {}): Promise<TestServer> {
  const environment = {
    ...process.env,
    ADMIN_PASSWORD,
    LOG_LEVEL: 'warn',
    RATE_LIMIT_FACTOR: '0',
    TRUSTED_PROXIES: '127.0.0.1',
    WEBHOOK_ALLOW_PRIVATE: '1',
    ...(countries && { COUNTRY_DATABASE: countryDatabaseFile(countries) }),
    PLUGINS: plugins.join(),
    ...settings,
  };
  const child = fork(PROCESS, { env: environment, execArgv: [], serialization: 'advanced', silent: true });
  const server = new TestServer(child, environment);
  await server.started;
  return server;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A server with plug-ins, its clock, and the people who call it. */
export class TestServer implements Visited {
  /** All that it has logged. */
  log = '';
  /** Moves the time of the server, that of its database included. */
  readonly clock = {
    advance: (milliseconds: number) => this.moved(this.ask('advance', milliseconds)),
    /** Stops it at this time, such as `2030-01-31T12:00:00Z`. */
    holdAt: (moment: string) => this.moved(this.ask('holdAt', moment)),
    /** Returns to real time. */
    reset: () => this.moved(this.ask('resetClock')),
  };
  /** @internal */
  readonly started: Promise<void>;
  private known: Started = { url: '', databaseUrl: '', systemKey: '' };
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private token: string | undefined;

  /** @internal */
  constructor(
    private readonly child: ChildProcess,
    private readonly environment: NodeJS.ProcessEnv,
  ) {
    const keep = (text: Buffer): void => void (this.log += text.toString());
    child.stdout?.on('data', keep);
    child.stderr?.on('data', keep);
    child.on('message', (reply: Reply) => this.take(reply));
    child.once('exit', () => this.end());
    this.started = this.replyTo(0).then((started) => {
      this.known = started as Started;
    });
  }

  /** Such as `http://127.0.0.1:40123`. */
  get url(): string {
    return this.known.url;
  }

  get databaseUrl(): string {
    return this.known.databaseUrl;
  }

  /** The system API key. */
  get systemKey(): string {
    return this.known.systemKey;
  }

  /** Stops the server and removes its database. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, 'exit');
      this.child.disconnect();
      await exited;
    }
  }

  /** Sends a request without a credential. */
  async call(method: string, path: string, { body, headers, query = {}, from }: Call = {}): Promise<Answer> {
    const url = new URL(path, this.url);
    Object.entries(query).forEach(([name, value]) => url.searchParams.set(name, value));
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(from !== undefined && { 'x-forwarded-for': from }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: parsed(await response.text()), headers: response.headers };
  }

  /** Sends a request as the first admin. */
  async asAdmin(method: string, path: string, call: Call = {}): Promise<Answer> {
    this.token ??= await this.logIn('admin', ADMIN_PASSWORD);
    return this.call(method, path, { ...call, headers: { authorization: `Bearer ${this.token}`, ...call.headers } });
  }

  /** Returns a token for the header `Authorization: Bearer …`. */
  async logIn(username: string, password: string): Promise<string> {
    const answer = await this.call('POST', '/api/v1/auth/login', { body: { username, password } });
    return (checked(200, answer) as { access_token: string }).access_token;
  }

  /** Issues a license as an admin, of the product `v2-default` unless another one is named. */
  async issue(license: object = {}): Promise<IssuedLicense> {
    const answer = await this.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', ...license } });
    return checked(201, answer) as IssuedLicense;
  }

  /** Activates a device, as a program does. */
  activate(licenseKey: string, device: string, more: ProgramCall = {}): Promise<Answer> {
    return this.ofProgram('activate', licenseKey, device, more);
  }

  /** Checks a license, as a program does. */
  validate(licenseKey: string, device: string, more: ProgramCall = {}): Promise<Answer> {
    return this.ofProgram('validate', licenseKey, device, more);
  }

  /** Runs a job now, as if it were due. */
  async runJob(name: string, payload: object = {}): Promise<void> {
    await this.ask('runJob', name, payload);
  }

  /** Runs the queued jobs of this name; returns how many there were. */
  runQueued(name: string): Promise<number> {
    return this.ask('runQueued', name);
  }

  /** Runs a command such as `keyward notes list`, as the first admin. */
  async command(...parameters: string[]): Promise<CommandResult> {
    const token = await this.logIn('admin', ADMIN_PASSWORD);
    return runCommand(parameters, {
      ...this.environment,
      KEYWARD_URL: this.url,
      KEYWARD_TOKEN: token,
      DATABASE_URL: this.databaseUrl,
    });
  }

  /** Runs a statement of SQL, with parameters `$1`, … */
  query<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.ask('query', sql, parameters) as Promise<Row[]>;
  }

  /** For a `Browser`. */
  async visit({ url, payload, ...request }: BrowserRequest): Promise<Omit<Visit, 'location'>> {
    const body = payload instanceof Uint8Array ? new Uint8Array(payload) : payload;
    const response = await fetch(new URL(url, this.url), { ...request, redirect: 'manual', body });
    const headers = { ...Object.fromEntries(response.headers), 'set-cookie': response.headers.getSetCookie() };
    return { status: response.status, headers, html: await response.text() };
  }

  private ofProgram(operation: string, licenseKey: string, device: string, more: ProgramCall): Promise<Answer> {
    const { from, ...fields } = more;
    return this.call('POST', `/api/v1/${operation}`, {
      body: { license_key: licenseKey, hardware_id: device, ...fields },
      from,
    });
  }

  /** Sessions may have ended meanwhile. */
  private async moved(move: Promise<void>): Promise<void> {
    await move;
    this.token = undefined;
  }

  private ask<Name extends keyof Control>(
    name: Name,
    ...parameters: Parameters<Control[Name]>
  ): ReturnType<Control[Name]> {
    const id = (this.asked += 1);
    const answered = this.replyTo(id);
    this.child.send({ id, name, parameters });
    return answered as ReturnType<Control[Name]>;
  }

  private replyTo(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  private take({ id, value, error }: Reply): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (error === undefined) {
      waiting?.resolve(value);
    } else {
      waiting?.reject(new Error(error));
    }
  }

  private end(): void {
    this.waiting.forEach(({ reject }) => reject(new Error(`The server has ended:\n${this.log}`)));
    this.waiting.clear();
  }
}

function checked(wanted: number, { status, body }: Answer): unknown {
  if (status !== wanted) {
    throw new Error(`The server answered ${status}: ${JSON.stringify(body)}`);
  }
  return body;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
