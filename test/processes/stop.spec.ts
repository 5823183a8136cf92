import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';
import { createServer } from 'node:net';
import { Agent as SecureAgent, request as requestSecurely } from 'node:https';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { PREPARING } from '../../src/core/start/prepare-database';
import { emptyDatabase } from '../testkit/database';
import { CERT_FILE, KEY_FILE } from '../support/tls';
import { until } from '../testkit/until';
import { postmasterOf, Program } from './program';

const PROJECT = resolve(__dirname, '../..');
const ENCRYPTED = /^ *encrypted +(https:\S+)$/;
const CLIENTS = 40;

// Each test starts one or two servers.

let base: string;
beforeAll(() => Program.build());
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward stop '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
});
afterEach(() => Program.endAll());
afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** A client that reuses its connection until the server closes it, then opens another. It never retries. */
class Hammer {
  readonly statuses: number[] = [];
  private readonly agent: Agent;

  constructor(private readonly url: string) {
    const options = { keepAlive: true, maxSockets: 1 };
    this.agent = url.startsWith('https')
      ? new SecureAgent({ ...options, ca: readFileSync(CERT_FILE), servername: 'localhost' })
      : new Agent(options);
  }

  /** Resolves, once no connection can be opened, with the number of connections it was asked to close; throws on any other error. */
  async hit(): Promise<number> {
    for (let closed = 0; ;) {
      const answer = await this.answerTo(this.send());
      if (answer === 'refused') {
        this.agent.destroy();
        return closed;
      }
      this.statuses.push(answer.statusCode ?? 0);
      closed += answer.headers.connection === 'close' ? 1 : 0;
      answer.resume();
      await once(answer, 'end');
    }
  }

  private send(): ClientRequest {
    const send = this.url.startsWith('https') ? requestSecurely : request;
    const sent = send(`${this.url}/api/v1/validate`, {
      method: 'POST',
      agent: this.agent,
      headers: { 'content-type': 'application/json' },
    });
    sent.end('{"license_key":"nobody has this key"}');
    return sent;
  }

  private answerTo(sent: ClientRequest): Promise<IncomingMessage | 'refused'> {
    return new Promise((resolve, reject) =>
      sent.on('response', resolve).on('error', (error: NodeJS.ErrnoException) => {
        // The system resets connections that it made, but the server had not accepted, when the listener closes.
        const isUnaccepted = error.code === 'ECONNRESET' && !sent.reusedSocket;
        if (error.code === 'ECONNREFUSED' || isUnaccepted) {
          resolve('refused');
        } else {
          reject(error);
        }
      }),
    );
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

it('answers every request on every accepted connection, on both listeners, and asks clients to close first', async () => {
  const program = await Program.start({
    DATABASE_URL: await emptyDatabase('stopping'),
    SHUTDOWN_DELAY_MS: '1000',
    TLS_CERT: CERT_FILE,
    TLS_KEY: KEY_FILE,
    TLS_PORT: '0',
  });
  const [, encrypted = ''] = await program.output.line(ENCRYPTED);
  const hammers = Array.from({ length: CLIENTS }, (_, index) => new Hammer(index % 4 ? program.url : encrypted));
  const refused = Promise.all(hammers.map((hammer) => hammer.hit()));
  await until('every client was answered', () => hammers.every(({ statuses }) => statuses.length > 2));
  expect((await program.call('GET', '/health/ready')).status).toBe(200);

  program.signal('SIGTERM');
  await until('the server is not ready', async () => (await program.call('GET', '/health/ready')).status === 503);
  expect((await program.call('GET', '/health')).status).toBe(200);
  const closed = await refused;
  expect(closed.filter((count) => count === 0)).toEqual([]);
  expect(new Set(hammers.flatMap(({ statuses }) => statuses))).toEqual(new Set([200]));
  expect(await program.ended).toEqual({ code: 0, signal: null });
});

describe('a signal during the start', () => {
  it('aborts it and stops the embedded database', async () => {
    const DATA_DIR = join(base, 'data');
    const program = Program.launch({ DATA_DIR });
    const pidFile = join(DATA_DIR, 'pg', 'postmaster.pid');
    await until('the database has a process', () => existsSync(pidFile));
    const postmaster = postmasterOf(DATA_DIR);
    expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(program.output.text).not.toContain('is running');
    expect([existsSync(pidFile), isRunning(postmaster)]).toEqual([false, false]);

    const next = await Program.start({ DATA_DIR });
    expect(await next.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('aborts it while it waits for another node to prepare the database', async () => {
    const DATABASE_URL = await emptyDatabase('waiting');
    const other = new Client({ connectionString: DATABASE_URL });
    await other.connect();
    try {
      await other.query(`SELECT pg_advisory_lock(${PREPARING})`);
      const program = Program.launch({ DATABASE_URL });
      const isWaiting = async () => {
        const { rows } = await other.query(
          `SELECT 1 FROM pg_stat_activity
           WHERE datname = current_database() AND query LIKE '%pg_try_advisory_lock%' AND pid <> pg_backend_pid()`,
        );
        return rows.length > 0;
      };
      await until('the program waits for the other node', isWaiting);
      expect(await program.end('SIGINT')).toEqual({ code: 0, signal: null });
    } finally {
      await other.end();
    }
  });
});

describe.each([
  ['npm start', ['--prefix', PROJECT, 'start']],
  ['npx keyward serve', ['--prefix', PROJECT, 'exec', '--', 'keyward', 'serve']],
])('a signal to %s', (name, command) => {
  it('ends the server and its database, and frees the port, although a shell stands between', async () => {
    const DATA_DIR = join(base, name);
    const program = await Program.start({ DATA_DIR }, 'npm', command);
    const postmaster = postmasterOf(DATA_DIR);
    program.signal('SIGTERM');
    await program.ended;
    expect(isRunning(postmaster)).toBe(false);
    const next = createServer().listen(Number(new URL(program.url).port), '127.0.0.1');
    await once(next, 'listening');
    next.close();
  });
});

it('a signal to npx keyward simulate ends it, although a shell stands between', async () => {
  const command = ['--prefix', PROJECT, 'exec', '--', 'keyward', 'simulate', '--port', '0'];
  const npm = spawn('npm', command, { stdio: ['ignore', 'pipe', 'inherit'] });
  // When all that hold its output have ended.
  const closed = once(npm, 'close');
  await once(npm.stdout, 'data');
  npm.kill('SIGTERM');
  await closed;
});
