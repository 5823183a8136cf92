import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';
import type { License } from '../../sdk/src/generated/native';
import { keyOf } from '../testkit/callers';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { emptyDatabase, freshDatabase, onDatabase } from '../testkit/database';
import { activate, issued } from '../testkit/issue';
import { TestServer } from '../testkit/server';
import { runCommand, runCommandAgain, startCommand } from './command';
import { Program } from './program';

let server: TestServer;
let asKey: Record<string, string>;
let asAdmin: Record<string, string>;
let license: License;

beforeAll(() => Program.build());
beforeAll(async () => {
  server = await TestServer.start();
  const KEYWARD_URL = await server.listen();
  asKey = { KEYWARD_URL, KEYWARD_API_KEY: (await keyOf(server, 'internal')).key };
  asAdmin = { KEYWARD_URL, KEYWARD_TOKEN: await server.adminToken() };
  license = await issued(server, { max_activations: 1 });
  await activate(server, license.key, 'desk');
});
afterAll(() => server.stop());

async function json(args: string[], environment: Record<string, string>, run = runCommandAgain) {
  const { code, output, errors } = await run([...args, '--json'], environment);
  expect([code, errors]).toEqual([0, '']);
  return JSON.parse(output);
}

/** The names of the commands, in the order of the help. */
function commandsIn(help: string): (string | undefined)[] {
  return Array.from(help.split('Commands:')[1]?.matchAll(/^ {2}([a-z-]+)/gm) ?? [], ([, name]) => name);
}

describe('keyward', () => {
  it('describes its commands, and shows the version', async () => {
    const help = await runCommand(['--help']);
    expect(help).toMatchObject({ code: 0, errors: '', output: expect.stringMatching(/^ {2}license +licenses/m) });
    expect(await runCommand(['license', 'issue', '--help'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('--max-activations <number>'),
    });
    expect(await runCommand(['--version'])).toEqual({
      code: 0,
      output: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
      errors: '',
    });
  });

  it('lists the commands in their order, without those of plug-ins that are off', async () => {
    const all = [
      ...[
        'serve',
        'relay',
        'migrate',
        'backup',
        'restore',
        'move',
        'doctor',
        'support-bundle',
        'user',
        'key',
        'license',
      ],
      ...[
        'maintenance',
        'person',
        'catalog',
        'import',
        'rehearse-import',
        'new-program',
        'texts',
        'openapi',
        'simulate',
        'mcp',
        'completion',
      ],
    ];
    const { output } = await runCommandAgain(['--help'], {});
    expect(commandsIn(output)).toEqual(all);
    const without = await runCommand(['--help'], { PLUGINS_OFF: 'migration' });
    expect(commandsIn(without.output)).toEqual(all.filter((name) => !name.endsWith('import')));
  });

  it('runs by npm, too', () => {
    const args = ['run', '--silent', 'keyward', '--', 'license', 'issue', '--help'];
    const help = execFileSync('npm', args, { cwd: `${__dirname}/../..`, encoding: 'utf8' });
    expect(help).toMatch(/^Usage: keyward license issue /);
  });
});

it('logs in with a password for one command, and out again', async () => {
  const { KEYWARD_TOKEN, ...environment } = asAdmin;
  const sessions = () =>
    server.dataSource.query(`SELECT count(*)::integer AS n FROM user_sessions WHERE ended_at IS NULL`);
  const before = await sessions();
  const args = ['license', 'issue', '--product', 'v2-default'];
  const issued = await json(args, { ...environment, KEYWARD_PASSWORD: ADMIN_PASSWORD });
  expect(issued).toMatchObject({ key: expect.any(String) });
  expect(await sessions()).toEqual(before);
  const wrong = await runCommandAgain(args, { ...environment, KEYWARD_USER: 'admin', KEYWARD_PASSWORD: 'wrong' });
  expect([wrong.code, wrong.output]).toEqual([1, '']);
  expect(wrong.errors).toMatch(/^keyward: .*INVALID_CREDENTIALS/);
  expect(KEYWARD_TOKEN).toEqual(expect.any(String));
});

describe('keyward key', () => {
  it('creates, rotates, lists and revokes keys, and shows the value of a key once', async () => {
    const created = await json(
      [
        'key',
        'create',
        'shop',
        '--kind',
        'internal',
        '--permission',
        'licenses:read',
        '--allow-ip',
        '127.0.0.0/8',
        '::1',
      ],
      asAdmin,
      runCommand,
    );
    expect(created).toMatchObject({
      name: 'shop',
      permissions: ['licenses:read'],
      allowed_ips: ['127.0.0.0/8', '::1'],
      key: expect.any(String),
    });
    const rotated = await runCommand(
      ['key', 'rotate', created.id, '--overlap', '60', '--reason', 'it leaked'],
      asAdmin,
    );
    const [, value = ''] = /^key +(\S+)$/m.exec(rotated.output) ?? [];
    expect([rotated.code, value.length > 20, value === created.key]).toEqual([0, true, false]);
    const { items } = await json(['key', 'list', '--limit', '1'], asAdmin);
    expect(items).toMatchObject([{ name: 'shop', prefix: value.slice(0, items[0].prefix.length) }]);
    const table = await runCommand(['key', 'list', '--limit', '1'], asAdmin);
    expect(table.output).toMatch(new RegExp(`^id +kind .*\\n${items[0].id} +internal .* shop\\n$`));
    expect(table.errors).toMatch(/^More: --after \S+\n$/);
    expect(table.output + JSON.stringify(items)).not.toContain(value);

    expect(await json(['key', 'revoke', items[0].id], asAdmin, runCommand)).toEqual({ revoked: items[0].id });
    const refused = await runCommand(['license', 'show', license.id], { ...asKey, KEYWARD_API_KEY: value });
    expect([refused.code, refused.errors]).toEqual([1, expect.stringContaining('UNAUTHENTICATED')]);
  });

  it('is refused with an API key, which may not manage keys', async () => {
    const { code, output, errors } = await runCommandAgain(['key', 'list'], asKey);
    expect([code, output, errors]).toEqual([1, '', expect.stringMatching(/^keyward: .*\(FORBIDDEN, request \S+\)\n$/)]);
  });
});

describe('keyward license', () => {
  it('issues a license and shows it', async () => {
    const args = ['license', 'issue', '--product', 'v2-default', '--max-activations', '3', '--days', '30'];
    const { id, key } = await json([...args, '--description', 'from a shell', '--reason', 'sold'], asKey, runCommand);
    const { output } = await runCommand(['license', 'show', key], asKey);
    expect(output).toMatch(/^max_activations +3$/m);
    expect(await json(['license', 'show', id], asKey)).toMatchObject({ id, key, description: 'from a shell' });
  });

  it('needs no product if the caller sees one, and names the products if there are several', async () => {
    const several = await runCommandAgain(['license', 'issue'], asKey);
    expect([several.code, several.output]).toEqual([2, '']);
    expect(several.errors).toMatch(
      /^keyward: There are several products\. Name one with --product: .*\bv2-default\b.*\n$/,
    );
    const { body } = await server.asAdmin('POST', '/api/v1/api-keys', {
      body: { name: 'one product', kind: 'internal', products: ['v2-default'] },
    });
    const { product } = await json(['license', 'issue'], { ...asKey, KEYWARD_API_KEY: body.key });
    expect(product).toBe('v2-default');
  });

  it('explains why a program may not run', async () => {
    const args = ['license', 'explain', license.key, '--device', 'laptop', '--operation', 'activate'];
    expect(await json(args, asKey)).toMatchObject({ usable: false, code: 'SEATS_EXHAUSTED' });
    const { output } = await runCommand(args, asKey);
    expect(output).toMatch(/^usable +false$/m);
    expect(output).toMatch(/^refused SEATS_EXHAUSTED +\w/m);
  });

  it('reports a refusal, wrong fields and a server that is away in one line', async () => {
    const issue = ['license', 'issue', '--product'];
    const calls: [string[], Record<string, string>, RegExp][] = [
      [['license', 'show', 'unknown'], asKey, /NOT_FOUND/],
      [[...issue, 'nothing'], asKey, /product/],
      [[...issue, 'v2-default', '--max-activations', '-1'], asKey, /max_activations/],
      [
        ['license', 'show', 'x'],
        { KEYWARD_URL: 'http://127.0.0.1:1' },
        /no Keyward server answers at http:\/\/127.0.0.1:1/,
      ],
      [['license', 'show', 'x'], { KEYWARD_URL: 'nowhere' }, /baseUrl|URL/],
    ];
    for (const [args, environment, sentence] of calls) {
      const { code, output, errors } = await runCommandAgain(args, environment);
      expect([args, code, output, errors]).toEqual([args, 1, '', expect.stringMatching(/^keyward: .*\n$/)]);
      expect(errors).toMatch(sentence);
    }
  });
});

describe('keyward support-bundle', () => {
  it('writes no secret, key or address to a new file, and overwrites none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-bundle-'));
    const file = join(folder, 'bundle.json');
    const DATABASE_URL = server.databaseUrl;
    const email = 'jane.doe@example.com';
    const { body: customer } = await server.asAdmin('POST', '/api/v1/customers', { body: { name: 'Jane Doe', email } });
    const { body: sold } = await server.asAdmin('POST', '/api/v1/licenses', {
      body: { product: 'v2-default', customer_id: customer.id, key: 'BOX-0001-7KQX' },
    });
    const { body: endpoint } = await server.asAdmin('POST', '/api/v1/webhooks', {
      body: { url: 'https://hooks.example.com/services/T0KEN4711', events: ['*'] },
    });
    await server.asAdmin('PATCH', '/api/v1/settings', {
      body: { 'blacklist.buyers': [email], 'limits.v2.default': 200 },
    });
    await onDatabase(
      DATABASE_URL,
      `INSERT INTO job_statuses (name, failures, last_error)
       VALUES ('sweep', 3, 'License ${license.key} of ${email} (${sold.key}) at 192.0.2.7 failed')`,
      `INSERT INTO alerts (type, severity, message, raised_at, seen_at)
       VALUES ('refusal_rate', 'warning', 'Refused: ${license.key} at 2001:db8::7', now(), now())`,
    );
    const environment = {
      DATABASE_URL,
      JWT_SECRET: 'jwt-secret-of-the-operator-0123456789',
      METRICS_TOKEN: 'metrics-token-0123456789',
      ADMIN_PASSWORD: 'first-admin-password',
      LICENSE_DATA_KEY: 'license-data-key-0123456789',
      REDIS_URL: 'redis://:redis-password@127.0.0.1:1',
      PUBLIC_URL: 'https://licenses.example.com',
      DATABSE_URL: 'postgres://a:misspelled-password@db/keyward',
      LOG_LEVEL: 'warn',
    };
    expect(await runCommand(['support-bundle', file], environment)).toMatchObject({
      code: 0,
      errors: '',
      output: expect.stringMatching(/^file +\S.*bundle\.json\nbytes +\d+\n$/),
    });
    const text = readFileSync(file, 'utf8');
    const bundle = JSON.parse(text);
    expect(bundle).toMatchObject({
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      settings: expect.arrayContaining([
        { name: 'LOG_LEVEL', is_set: true, value: 'warn' },
        { name: 'JWT_SECRET', is_set: true },
        { name: 'SECRETS_KEY', is_set: false },
      ]),
      database: {
        server: { version: expect.any(String), bytes: expect.any(Number) },
        migrations: expect.arrayContaining([expect.objectContaining({ name: 'CreatePlatform1796700000000' })]),
        tables: expect.arrayContaining([expect.objectContaining({ schema: 'public', name: 'licenses' })]),
        settings: expect.arrayContaining([{ name: 'limits.v2.default', value: 200 }, { name: 'blacklist.buyers' }]),
        job_errors: [expect.objectContaining({ name: 'sweep', failures: 3 })],
        alerts: [expect.objectContaining({ type: 'refusal_rate' })],
        queue: expect.any(Array),
        webhook_deliveries: expect.any(Array),
      },
    });
    expect(bundle.checks.find(({ name }: { name: string }) => name === 'redis').status).toBe('found');
    const secrets = await storedTexts(DATABASE_URL, 'secrets.value', 'users.password_hash', 'webhook_endpoints.secret');
    const values = Object.entries(environment).flatMap(([name, value]) => (name === 'LOG_LEVEL' ? [] : [value]));
    for (const secret of [
      ...[...secrets, ...values, email, 'Jane Doe', license.key, sold.key, endpoint.secret, 'T0KEN4711'],
      ...[asKey.KEYWARD_API_KEY, asAdmin.KEYWARD_TOKEN, 'redis-password', 'misspelled-password', '192.0.2.7', 'db8::7'],
    ]) {
      expect(text).not.toContain(secret);
    }

    const again = await runCommandAgain(['support-bundle', file], environment);
    expect([again.code, again.output, again.errors]).toEqual([
      1,
      '',
      expect.stringMatching(/bundle\.json exists already/),
    ]);
    expect(readFileSync(file, 'utf8')).toBe(text);
    const nowhere = await runCommandAgain(['support-bundle', join(folder, 'no', 'folder.json')], environment);
    expect([nowhere.code, nowhere.errors]).toEqual([1, expect.stringMatching(/cannot be written: ENOENT/)]);
    rmSync(folder, { recursive: true });
  });
});

/** The values of `table.column`. */
async function storedTexts(url: string, ...columns: string[]): Promise<string[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const texts = columns.map((column) => `SELECT ${column.split('.')[1]} AS text FROM ${column.split('.')[0]}`);
  const { rows } = await client.query<{ text: string }>(texts.join(' UNION ALL '));
  await client.end();
  expect(rows.length).toBeGreaterThan(2);
  return rows.map(({ text }) => text);
}

describe('keyward migrate', () => {
  it('prepares a new database once, and checks it without a change', async () => {
    const DATABASE_URL = await emptyDatabase('migrate');
    const before = await runCommand(['migrate', '--check', '--json'], { DATABASE_URL });
    const { pending } = JSON.parse(before.output);
    expect([before.code, before.errors, pending[0]]).toEqual([
      1,
      expect.stringMatching(/^keyward: The database needs \d+ migrations: run `keyward migrate`\n$/),
      'CreatePlatform1796700000000',
    ]);
    const first = await runCommand(['migrate'], { DATABASE_URL });
    expect(first).toMatchObject({
      code: 0,
      errors: expect.stringMatching(/^Migrations to run: \d+, from CreatePlatform1796700000000 to \w+\n$/),
      output: expect.stringMatching(/^ {2}admin password {2}\S+/m),
    });
    expect(await json(['migrate', '--check'], { DATABASE_URL })).toEqual({ pending: [], background: [] });
    expect(await json(['migrate', '--finish'], { DATABASE_URL })).toEqual({ migrated: [], background: [] });
  });

  it('refuses a database of a later release, and one that is away', async () => {
    const DATABASE_URL = await freshDatabase('later');
    await onDatabase(
      DATABASE_URL,
      `INSERT INTO migrations (timestamp, name, version) VALUES (9000000000000, 'Later9000000000000', '99.0.0')`,
    );
    const away = 'postgres://keyward:s3cret@127.0.0.1:1/keyward';
    for (const args of [['migrate'], ['migrate', '--check']]) {
      const later = await runCommandAgain(args, { DATABASE_URL });
      expect([later.code, later.output, later.errors]).toEqual([1, '', expect.stringMatching(/release 99\.0\.0/)]);
      const unreachable = await runCommandAgain(args, { DATABASE_URL: away, DATABASE_WAIT_S: '0' });
      expect([unreachable.code, unreachable.output]).toEqual([1, '']);
      expect(unreachable.errors).toMatch(/^keyward: DATABASE_URL: .* cannot be used/m);
      expect(unreachable.errors).not.toContain('s3cret');
    }
  });
});

it.each([['serve'], []])(
  'keyward %s runs the server, which a signal to the command stops',
  async (...args: string[]) => {
    const child = startCommand(args, {
      DATABASE_URL: await freshDatabase('serve'),
      PORT: '0',
      SHUTDOWN_DELAY_MS: '0',
    });
    const ended = once(child, 'close');
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('Keyward is running at http:')) {
        child.kill('SIGTERM');
      }
    }
    expect(await ended).toEqual([0, null]);
  },
);

it('loads neither the MCP library nor the SDK nor the client of Redis when the server starts', () => {
  const lines = `require('./dist/app.js'); console.log(Object.keys(require.cache).filter((file) => /modelcontextprotocol|commander|ioredis|dist.sdk[.]js|cli.main|[.]command[.]/.test(file)).join())`;
  const loaded = execFileSync(process.execPath, ['-e', lines], { cwd: `${__dirname}/../..`, encoding: 'utf8' });
  expect(loaded.trim()).toBe('');
});
