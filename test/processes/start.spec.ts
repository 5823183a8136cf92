import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, connect as openConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { emptyDatabase, freshDatabase, onDatabase } from '../testkit/database';
import { freePort } from '../support/free-port';
import { untilWaiting } from '../testkit/race';
import { SilentProxy } from '../support/silent-proxy';
import { until } from '../testkit/until';
import { postmasterOf, Program } from './program';

const KEY = 'KEPT-KEPT-KEPT-KEPT';
const FIRST_PASSWORD = 'as the operator wishes';

let base: string;

// Each test starts one or two servers.

beforeAll(() => Program.build());
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward boot '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
});

afterEach(() => Program.endAll());

afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

function aFolder(name: string): string {
  return join(base, `${name} with a space`);
}

function activate(program: Program, hardwareId: string, key = KEY) {
  return program.call('POST', '/api/v1/activate', { license_key: key, hardware_id: hardwareId });
}

async function isValid(program: Program, hardwareId: string): Promise<boolean> {
  const { body } = await program.call('POST', '/api/v1/validate', { license_key: KEY, hardware_id: hardwareId });
  return body.valid;
}

function occurrences(text: string, part: string): number {
  return text.split(part).length - 1;
}

describe('with the embedded database', () => {
  const DATA_DIR = () => aFolder('kept');
  let password: string;
  let systemKey: string;

  it('prints the first password and the system key once, outside the log, and both work', async () => {
    const program = await Program.start({ DATA_DIR: DATA_DIR() });
    password = program.adminPassword ?? '';
    systemKey = program.systemKey ?? '';
    expect(password).toMatch(/^\S{16,}$/);
    expect(systemKey).toMatch(/^AF-\d{4}-[A-Z0-9]{32}$/);
    expect(program.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    await program.issue(password, { key: KEY });
    expect(await activate(program, 'desk')).toMatchObject({ status: 201 });
    const verification = { license_key: KEY, hardware_hash: 'desk' };
    expect(await program.call('POST', '/api/license/verify', verification, { 'x-api-key': systemKey })).toMatchObject({
      status: 200,
      body: { valid: true },
    });
    expect(await program.call('GET', '/health/ready')).toMatchObject({ status: 200 });

    expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(occurrences(program.output.text, password)).toBe(1);
    expect(occurrences(program.output.text, systemKey)).toBe(1);
    expect(program.log.text).not.toContain(password);
    expect(program.log.text).not.toContain(systemKey);
    expect(program.log.text).not.toContain(KEY);
  });

  it('keeps its data after SIGTERM and does not print the secrets again', async () => {
    expect(existsSync(join(DATA_DIR(), 'pg', 'postmaster.pid'))).toBe(false);
    const program = await Program.start({ DATA_DIR: DATA_DIR() });
    expect(await isValid(program, 'desk')).toBe(true);
    await program.logIn(password);
    expect(await activate(program, 'laptop')).toMatchObject({ status: 201 });
    expect(program.output.text).not.toMatch(/admin password|system API key/);
    expect(await program.end('SIGINT')).toEqual({ code: 0, signal: null });
  });

  it('reads requests by their types, and serves its document, without the package that writes documents', async () => {
    const program = await Program.start({ DATA_DIR: DATA_DIR() });
    const admin = await program.logIn(password);
    const call = async (method: string, path: string, body?: object) => {
      const { status, body: answer } = await program.call(method, `/api/v1${path}`, body, admin);
      return [status, answer?.error?.details?.[0]?.field];
    };
    const { body } = await program.call('POST', '/api/v1/licenses', { product: 'v2-default' }, admin);
    const license = `/licenses/${body.id}`;
    expect(await call('PATCH', license, { max_activations: 7 })).toEqual([200, undefined]);
    expect(await call('PATCH', license, { max_activations: 'many' })).toEqual([400, 'max_activations']);
    expect(await call('PATCH', license, { colour: 'red' })).toEqual([400, 'colour']);
    expect(await call('GET', '/licenses?colour=red')).toEqual([400, 'colour']);
    expect(await call('GET', `${license}?colour=red`)).toEqual([400, 'colour']);
    expect(await call('POST', '/signing-keys', {})).toEqual([201, undefined]);
    expect(await call('POST', '/signing-keys', { colour: 'red' })).toEqual([400, 'colour']);
    const document = await program.call('GET', '/openapi.json');
    expect(document.body).toEqual(JSON.parse(readFileSync(join(__dirname, '../../openapi.json'), 'utf8')));
    expect(await program.end('SIGINT')).toEqual({ code: 0, signal: null });
  });

  it('keeps its data after Ctrl-C, and recovers from a killed database', async () => {
    expect(existsSync(join(DATA_DIR(), 'pg', 'postmaster.pid'))).toBe(false);
    const program = await Program.start({ DATA_DIR: DATA_DIR() });
    expect(await isValid(program, 'laptop')).toBe(true);
    expect(await activate(program, 'phone')).toMatchObject({ status: 201 });

    process.kill(postmasterOf(DATA_DIR()), 'SIGKILL');
    await program.log.line(/starting it again/);
    const meanwhile = new Set<number>();
    await until('the server answers again', async () => {
      const { status } = await program.call('POST', '/api/v1/validate', { license_key: KEY, hardware_id: 'desk' });
      meanwhile.add(status);
      return status === 200 && (await program.call('GET', '/health/ready')).status === 200;
    });
    expect([...meanwhile].filter((status) => status !== 200 && status !== 503)).toEqual([]);
    expect(await isValid(program, 'phone')).toBe(true);
    expect(await activate(program, 'watch')).toMatchObject({ status: 201 });
    expect(await program.end('SIGKILL')).toEqual({ code: null, signal: 'SIGKILL' });
  });

  it('keeps its data after SIGKILL, and continues when the server that started the shared database stops', async () => {
    const first = await Program.start({ DATA_DIR: DATA_DIR() });
    expect(await isValid(first, 'watch')).toBe(true);
    const second = await Program.start({ DATA_DIR: DATA_DIR() });
    expect(await isValid(second, 'watch')).toBe(true);

    expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
    await second.log.line(/starting it again/);
    await until('the second server is ready', async () => (await second.call('GET', '/health/ready')).status === 200);
    expect(await isValid(second, 'watch')).toBe(true);
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null });
    expect(existsSync(join(DATA_DIR(), 'pg', 'postmaster.pid'))).toBe(false);
  });

  it('reports that the port is in use, and stops the database that it started', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const address = squatter.address();
    const port = String(typeof address === 'object' && address?.port);
    try {
      const program = Program.launch({ DATA_DIR: DATA_DIR(), PORT: port });
      expect(await program.ended).toEqual({ code: 1, signal: null });
      expect(program.log.text).toContain(`Port ${port} is in use already`);
      expectNoTrace(program);
      expect(existsSync(join(DATA_DIR(), 'pg', 'postmaster.pid'))).toBe(false);
    } finally {
      squatter.close();
    }
  });
});

describe('on an external database', () => {
  it('reads ADMIN_PASSWORD at the first start only, and never prints it', async () => {
    const DATABASE_URL = await emptyDatabase('password');
    const first = await Program.start({ DATABASE_URL, ADMIN_PASSWORD: FIRST_PASSWORD });
    await first.logIn(FIRST_PASSWORD);
    expect(await hashOfAdmin(DATABASE_URL)).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first.adminPassword).toBeUndefined();
    expect(first.systemKey).toMatch(/^AF-/);
    await first.end('SIGTERM');
    expect(first.output.text + first.log.text).not.toContain(FIRST_PASSWORD);

    const second = await Program.start({ DATABASE_URL, ADMIN_PASSWORD: 'another one, too late' });
    await second.logIn(FIRST_PASSWORD);
    const credentials = { username: 'admin', password: 'another one, too late' };
    expect(await second.call('POST', '/api/v1/auth/login', credentials)).toMatchObject({ status: 401 });
    expect(await second.end('SIGTERM')).toEqual({ code: 0, signal: null });
  });

  it('waits for a database that cannot be reached yet, and says so', async () => {
    const url = await emptyDatabase('later');
    const [port, directPort] = [await freePort(), await freePort()];
    const program = Program.launch({
      DATABASE_URL: at(url, port),
      DATABASE_DIRECT_URL: at(url, directPort),
      ADMIN_PASSWORD: FIRST_PASSWORD,
    });
    const waits = (setting: string, to: number) =>
      program.log.line(
        new RegExp(
          `"msg":"${setting}: the database at 127.0.0.1:${to}/\\w+ cannot be used: .*ECONNREFUSED.* Trying again for \\d+ seconds`,
        ),
      );
    await waits('DATABASE_URL', port);
    const proxy = await SilentProxy.before(url, port);
    await waits('DATABASE_DIRECT_URL', directPort);
    const direct = await SilentProxy.before(url, directPort);
    try {
      await program.serves();
      await program.logIn(FIRST_PASSWORD);
      expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
    } finally {
      proxy.stop();
      direct.stop();
    }
  });

  it('starts two nodes at once on an empty database, one of which prints the secrets', async () => {
    const DATABASE_URL = await emptyDatabase('twins');
    const twins = [Program.launch({ DATABASE_URL }), Program.launch({ DATABASE_URL })];
    await Promise.all(twins.map((twin) => twin.serves()));
    const tellers = twins.filter(
      ({ adminPassword, systemKey }) => adminPassword !== undefined && systemKey !== undefined,
    );
    expect(tellers).toHaveLength(1);
    expect(twins.filter(({ output }) => /password|API key/.test(output.text))).toEqual(tellers);
    const ends = await Promise.all(twins.map((twin) => twin.end('SIGTERM')));
    expect(ends).toEqual([
      { code: 0, signal: null },
      { code: 0, signal: null },
    ]);
  });

  it('completes open requests before it exits, and does not wait for idle connections', async () => {
    const DATABASE_URL = await freshDatabase('draining');
    const program = await Program.start({ DATABASE_URL });
    await program.issue(ADMIN_PASSWORD, { key: KEY });
    const { port } = new URL(program.url);
    const silent = openConnection(Number(port), '127.0.0.1');
    const hesitant = openConnection(Number(port), '127.0.0.1');
    await Promise.all([once(silent, 'connect'), once(hesitant, 'connect')]);
    hesitant.write('POST /api/v1/activate HTTP/1.1\r\nHost: ');

    const database = new Client({ connectionString: DATABASE_URL });
    await database.connect();
    try {
      await database.query('BEGIN');
      await database.query('SELECT 1 FROM licenses FOR UPDATE');
      const underWay = activate(program, 'desk');
      await untilWaiting(DATABASE_URL, 1);

      program.signal('SIGTERM');
      await until('no connection is taken any more', () => refusesConnections(Number(port)));
      await database.query('COMMIT');
      expect(await underWay).toMatchObject({ status: 201, body: { success: true } });
      expect(await program.ended).toEqual({ code: 0, signal: null });
      const { rows } = await database.query('SELECT fingerprint FROM activations');
      expect(rows).toEqual([{ fingerprint: 'desk' }]);
    } finally {
      silent.destroy();
      hesitant.destroy();
      await database.end();
    }
  });
});

async function hashOfAdmin(url: string): Promise<string> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(`SELECT password_hash FROM users WHERE username = 'admin'`);
  await client.end();
  return rows[0].password_hash;
}

/** The URL of a proxy. */
function at(url: string, port: number): string {
  return Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(port) }).href;
}

function refusesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const connection = openConnection(port, '127.0.0.1')
      .on('connect', () => {
        connection.destroy();
        resolve(false);
      })
      .on('error', () => resolve(true));
  });
}

describe('errors that the operator can fix abort startup with a sentence, not a stack trace', () => {
  it('invalid settings, by name', async () => {
    const program = Program.launch({
      DATA_DIR: aFolder('unused'),
      PORT: 'abc',
      DATABASE_URL: 'mysql://keyward:s3cret@localhost/keyward',
      RATE_LIMIT_FACTOR: '-1',
      LOG_LEVEL: 'loud',
      ADMIN_PASSWORD: 's3cret',
    });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    for (const name of ['PORT', 'DATABASE_URL', 'RATE_LIMIT_FACTOR', 'LOG_LEVEL', 'ADMIN_PASSWORD']) {
      expect(occurrences(program.log.text, `${name} must `)).toBe(1);
    }
    expect(program.log.text).not.toContain('s3cret');
    expectNoTrace(program);
    expect(existsSync(aFolder('unused'))).toBe(false);
  });

  it('DEMO on a database with other licenses', async () => {
    const DATABASE_URL = await freshDatabase('demo');
    await onDatabase(
      DATABASE_URL,
      `INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
       SELECT 'OTHER', id, policy_id, now(), now() FROM products WHERE reference = 'v2-default'`,
    );
    const program = Program.launch({ DATABASE_URL, DEMO: '1' });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.log.text).toContain('start without DEMO');
    expectNoTrace(program);
  });

  it('DEMO without the plug-in that has its data', async () => {
    const DATABASE_URL = await freshDatabase('demo_off');
    const program = Program.launch({ DATABASE_URL, DEMO: '1', PLUGINS_OFF: 'demo' });
    expect(await program.ended).toEqual({ code: 1, signal: null });
    expect(program.log.text).toContain('DEMO needs the plug-in demo, which PLUGINS_OFF names');
    expectNoTrace(program);
  });
});

/** Expects a few sentences outside the log, without a stack trace. */
function expectNoTrace({ log, output }: Program): void {
  const told = log.text.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
  expect(told).toHaveLength(1);
  expect(told.join()).not.toMatch(/Error|\.js/);
  expect(output.text).toBe('');
}
