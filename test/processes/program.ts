import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Interface, createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { holdLocks, urlOf } from '../testkit/database';
import type { Answer } from '../testkit/server';

const PROJECT = resolve(__dirname, '../..');
const SERVER = join(PROJECT, 'scripts/start.mjs');
const ADDRESS = /^Keyward is running at (http:\S+)$/;
const PASSWORD = /^ *admin password +(\S+)/m;
const SYSTEM_KEY = /^ *system API key +(\S+)/m;
const LINE_LIMIT_MS = 240_000;
const BUILDING = 271_828;

const running = new Set<Program>();

/** The server as an operator starts it: a separate process, observed through its output and responses. */
export class Program {
  /** Settled once it has exited and all output has been read. */
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  readonly output: Output;
  readonly log: Output;
  private address = '';

  private constructor(private readonly child: ChildProcess & { stdout: Readable; stderr: Readable }) {
    this.output = new Output(child.stdout);
    this.log = new Output(child.stderr);
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
    running.add(this);
    void this.ended.then(() => running.delete(this));
  }

  /** Builds the server if its sources are newer, in one worker at a time: a build first deletes the one before. */
  static async build(): Promise<void> {
    const lock = await holdLocks(urlOf('postgres'), `SELECT pg_advisory_xact_lock(${BUILDING})`);
    await once(spawn(process.execPath, [SERVER, 'build'], { stdio: 'ignore' }), 'close');
    await lock.end();
  }

  /**
   * @param settings its environment, in addition to the variables that every process needs
   * @param node the program that runs it
   * @param command script and arguments; in the folder of another release, its script
   */
  static launch(settings: Record<string, string>, node = process.execPath, command = [SERVER]): Program {
    const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
    const child = spawn(node, command, {
      cwd: '/',
      env: {
        PATH,
        HOME,
        NODE_COMPILE_CACHE,
        PORT: '0',
        HOST: '127.0.0.1',
        RATE_LIMIT_FACTOR: '0',
        SHUTDOWN_DELAY_MS: '0',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Program(child);
  }

  /** Starts it and waits until it serves requests. */
  static async start(settings: Record<string, string>, node?: string, command?: string[]): Promise<Program> {
    const program = Program.launch(settings, node, command);
    await program.serves();
    return program;
  }

  /** Ends all processes that a test left running. */
  static async endAll(): Promise<void> {
    await Promise.all([...running].map((program) => program.end('SIGKILL')));
  }

  async serves(): Promise<void> {
    [, this.address = ''] = await Promise.race([this.output.line(ADDRESS), this.endedEarly()]);
  }

  async end(signal: NodeJS.Signals) {
    this.child.kill(signal);
    return this.ended;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  get url(): string {
    return this.address;
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  get adminPassword(): string | undefined {
    return PASSWORD.exec(this.output.text)?.[1];
  }

  get systemKey(): string | undefined {
    return SYSTEM_KEY.exec(this.output.text)?.[1];
  }

  async call(method: string, path: string, body?: object, headers: Record<string, string> = {}): Promise<Reply> {
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    const { status, headers: answered } = response;
    return { status, headers: answered, body: text === '' ? undefined : JSON.parse(text) };
  }

  /** Logs the admin in; returns the authorization header. */
  async logIn(password: string): Promise<{ authorization: string }> {
    const { status, body } = await this.call('POST', '/api/v1/auth/login', { username: 'admin', password });
    expect(status).toBe(200);
    return { authorization: `Bearer ${body.access_token}` };
  }

  async issue(password: string, license: object): Promise<void> {
    const { status } = await this.call(
      'POST',
      '/api/v1/licenses',
      { product: 'v2-default', ...license },
      await this.logIn(password),
    );
    expect(status).toBe(201);
  }

  private async endedEarly(): Promise<never> {
    await this.ended;
    throw new Error(`The server has ended. It said:\n${this.output.text}${this.log.text}`);
  }
}

export interface Reply {
  status: number;
  headers: Headers;
  body: Answer['body'];
}

/** Output of a process, line by line. */
class Output {
  private readonly lines: string[] = [];
  private readonly reader: Interface;

  constructor(stream: Readable) {
    this.reader = createInterface({ input: stream }).on('line', (line) => this.lines.push(line));
  }

  get text(): string {
    return this.lines.map((line) => `${line}\n`).join('');
  }

  /** Resolves with the first line that matches. */
  async line(form: RegExp, limitMs = LINE_LIMIT_MS): Promise<RegExpExecArray> {
    const signal = AbortSignal.timeout(limitMs);
    for (;;) {
      const found = this.lines.map((line) => form.exec(line)).find((match) => match !== null);
      if (found) {
        return found;
      }
      await once(this.reader, 'line', { signal }).catch(() => {
        throw new Error(`Waited ${limitMs / 1000} seconds in vain for a line like ${String(form)}:\n${this.text}`);
      });
    }
  }
}

/** Process id of the embedded database in this folder. */
export function postmasterOf(dataDir: string): number {
  return Number(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
}
