import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { emptyDatabase, freshDatabase } from '../testkit/database';
import { runCommand, runCommandAgain } from './command';
import { Program } from './program';

const FIRST_PASSWORD = 'the password that is lost';

let base: string;

// Each test starts one or two servers.

beforeAll(() => Program.build());
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward reset '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
});

afterEach(() => Program.endAll());

afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** Sets a generated password. */
async function reset(args: string[], settings: Record<string, string>) {
  const { code, output, errors } = await runCommandAgain(['user', 'password', '--generate', ...args], settings);
  const [, password] = /^password +(.+)$/m.exec(output) ?? [];
  return { code, output, errors, password };
}

const logIn = async (program: Program, password: string | undefined, username = 'admin') =>
  (await program.call('POST', '/api/v1/auth/login', { username, password })).status;

it('works on the embedded database with and without a running server, in which doctor finds nothing wrong', async () => {
  const DATA_DIR = join(base, 'data');
  const program = await Program.start({ DATA_DIR, ADMIN_PASSWORD: FIRST_PASSWORD });
  const session = await program.logIn(FIRST_PASSWORD);
  for (let time = 0; time < 10; time++) {
    await logIn(program, 'wrong password');
  }
  expect(await logIn(program, FIRST_PASSWORD)).toBe(429);

  const { port: PORT } = new URL(program.url);
  const healthy = await runCommand(['doctor', '--json'], { DATA_DIR, PORT });
  const found = JSON.parse(healthy.output).checks.filter(({ findings }: { findings: object[] }) => findings.length > 0);
  expect([found, healthy.code, healthy.errors]).toEqual([[], 0, '']);

  const { code, password } = await reset(['Admin'], { DATA_DIR });
  expect([code, password?.length]).toEqual([0, 20]);
  expect((await program.call('GET', '/api/v1/auth/me', undefined, session)).status).toBe(401);
  expect(await logIn(program, FIRST_PASSWORD)).toBe(401);
  const { authorization } = await program.logIn(password ?? '');
  const { body } = await program.call('GET', '/api/v1/audit?action=user.password_reset', undefined, { authorization });
  expect(body.items).toMatchObject([{ actor: 'system', actor_type: 'system', target: { type: 'users' } }]);
  expect(JSON.stringify(body)).not.toContain(password);
  await program.end('SIGTERM');

  const alone = await runCommand(['user', 'password', 'admin'], { DATA_DIR }, 'as the operator wishes\n');
  expect(alone).toEqual({ code: 0, output: 'username  admin\n', errors: '' });
  expect(existsSync(join(DATA_DIR, 'pg', 'postmaster.pid'))).toBe(false);
  const again = await Program.start({ DATA_DIR });
  expect(await logIn(again, 'as the operator wishes')).toBe(200);
});

it('reactivates the only owner, no other deactivated user and no unknown one', async () => {
  const DATABASE_URL = await freshDatabase('reset');
  const program = await Program.start({ DATABASE_URL });
  const owner = await program.logIn(ADMIN_PASSWORD);
  const user = { username: 'jane', password: 'a password of hers', role: 'owner' };
  const { body: jane } = await program.call('POST', '/api/v1/users', user, owner);
  await program.call('DELETE', `/api/v1/users/${jane.id}`, undefined, owner);
  const refused = await reset(['jane'], { DATABASE_URL });
  expect(refused).toMatchObject({ code: 1, output: '', errors: expect.stringMatching(/^.*jane is deactivated.*\n$/) });
  expect(await logIn(program, user.password, 'jane')).toBe(401);

  const client = new Client({ connectionString: DATABASE_URL });
  await client.connect();
  await client.query(`UPDATE users SET deactivated_at = now()`);
  await client.end();
  const { code, password } = await reset(['admin'], { DATABASE_URL });
  expect([code, await logIn(program, password)]).toEqual([0, 200]);

  const unknown = await reset(['nobody'], { DATABASE_URL });
  expect([unknown.code, unknown.errors]).toEqual([1, expect.stringContaining('User nobody not found')]);
  expect(await logIn(program, password)).toBe(200);
});

it('adds users of any role, and lists them', async () => {
  const DATABASE_URL = await freshDatabase('users');
  const ofJane = ['Jane', '--role', 'owner', '--email', 'jane@example.com'];
  const jane = await runCommand(['user', 'add', ...ofJane], { DATABASE_URL }, 'a password of hers\r\n');
  expect(jane).toMatchObject({ code: 0, errors: '', output: expect.stringMatching(/^username +jane$/m) });
  const ofBot = ['bot', '--role', 'viewer', '--generate', '--json'];
  const { output } = await runCommandAgain(['user', 'add', ...ofBot], { DATABASE_URL });
  const { password } = JSON.parse(output);
  expect(password).toHaveLength(20);
  const listed = await runCommand(['user', 'list', '--json'], { DATABASE_URL });
  expect(JSON.parse(listed.output).items).toMatchObject([
    { username: 'admin', role: 'owner' },
    { username: 'bot', role: 'viewer', email: null },
    { username: 'jane', role: 'owner', email: 'jane@example.com' },
  ]);
  expect(listed.output).not.toMatch(/password|argon2/);

  const program = await Program.start({ DATABASE_URL });
  expect([await logIn(program, 'a password of hers', 'jane'), await logIn(program, password, 'bot')]).toEqual([
    200, 200,
  ]);
  const admin = await program.logIn(ADMIN_PASSWORD);
  const { body } = await program.call('GET', '/api/v1/audit?action=user.created', undefined, admin);
  expect(body.items).toMatchObject([{ actor: 'system' }, { actor: 'system', after: { username: 'jane' } }]);
});

it('reports an error in one sentence', async () => {
  const [empty, DATABASE_URL] = [await emptyDatabase('reset'), await freshDatabase('reset')];
  const away = 'postgres://keyward:s3cret@127.0.0.1:1/keyward';
  const calls: [string[], string, string, number, RegExp][] = [
    [['password'], '', DATABASE_URL, 2, /missing required argument 'name'/],
    [['password', 'admin', 'my password'], '', DATABASE_URL, 2, /too many arguments/],
    [['add', 'jane'], '', DATABASE_URL, 2, /--role <role>' not specified/],
    [
      ['add', 'jane', '--role', 'boss'],
      'long enough',
      DATABASE_URL,
      1,
      /no role boss. Roles: owner, admin, support, viewer/,
    ],
    [['add', 'admin', '--role', 'viewer'], 'long enough', DATABASE_URL, 1, /This user name is already taken/],
    [['add', 'jane', '--role', 'viewer', '--email', 'x'], 'long enough', DATABASE_URL, 1, /email/],
    [['password', 'admin'], '', DATABASE_URL, 1, /No password was given/],
    [['password', 'admin'], 'short', DATABASE_URL, 1, /password must be/],
    [['password', 'admin', '--generate'], '', empty, 1, /no users yet/],
    [['list'], '', away, 1, /cannot be used/],
    [['list', '--all'], '', DATABASE_URL, 2, /unknown option '--all'/],
  ];
  for (const [args, input, url, expected, sentence] of calls) {
    const { code, output, errors } = await runCommandAgain(['user', ...args], { DATABASE_URL: url }, input);
    expect([args, code, output, errors]).toEqual([args, expected, '', expect.stringMatching(/^keyward: .*\n$/)]);
    expect(errors).toMatch(sentence);
    expect(errors).not.toMatch(/s3cret|\.js|Error/);
  }
});
