import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from 'pg';
import { ADMIN_PASSWORD } from '../support/credentials';
import { emptyDatabase, freshDatabase } from '../support/database';
import { BUILD_LIMIT_MS, Program } from './program';

const PROJECT = resolve(__dirname, '../..');
const WITHOUT_NPM = [process.execPath, 'scripts/start.mjs', 'reset-password'];
const BY_NPM = ['npm', 'run', '--silent', 'reset-password', '--'];
const FIRST_PASSWORD = 'the password that is lost';

let base: string;

// Each test starts one or two servers.
jest.setTimeout(90_000);

beforeAll(() => Program.build(), BUILD_LIMIT_MS);
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'keyward reset '));
  // The account that PostgreSQL runs under needs access to its folder.
  chmodSync(base, 0o711);
});

afterEach(() => Program.endAll());

afterAll(() => rmSync(base, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));

/** Runs the command without npm, or as an operator does. */
async function reset(args: string[], settings: Record<string, string>, command = WITHOUT_NPM) {
  const { PATH = '', HOME = '', NODE_COMPILE_CACHE = '' } = process.env;
  const [program = '', ...first] = command;
  const child = spawn(program, [...first, ...args], {
    cwd: PROJECT,
    env: { PATH, HOME, NODE_COMPILE_CACHE, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, log, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  const [, password] = /^The password of \S+ is now: (.+)$/m.exec(output) ?? [];
  return { code, output, log, password };
}

const logIn = async (program: Program, password: string | undefined, username = 'admin') =>
  (await program.call('POST', '/api/v1/auth/login', { username, password })).status;

it('works on the embedded database with and without a running server, which keeps running', async () => {
  const DATA_DIR = join(base, 'data');
  const program = await Program.start({ DATA_DIR, ADMIN_PASSWORD: FIRST_PASSWORD });
  const session = await program.logIn(FIRST_PASSWORD);
  for (let time = 0; time < 10; time++) {
    await logIn(program, 'wrong password');
  }
  expect(await logIn(program, FIRST_PASSWORD)).toBe(429);

  const { code, password } = await reset(['Admin'], { DATA_DIR }, BY_NPM);
  expect([code, password?.length]).toEqual([0, 20]);
  expect((await program.call('GET', '/api/v1/auth/me', undefined, session)).status).toBe(401);
  expect(await logIn(program, FIRST_PASSWORD)).toBe(401);
  const { authorization } = await program.logIn(password ?? '');
  const { body } = await program.call('GET', '/api/v1/audit?action=user.password_reset', undefined, { authorization });
  expect(body.items).toMatchObject([{ actor: 'system', actor_type: 'system', target: { type: 'users' } }]);
  expect(JSON.stringify(body)).not.toContain(password);
  await program.end('SIGTERM');

  const alone = await reset(['admin'], { DATA_DIR, ADMIN_PASSWORD: 'as the operator wishes' });
  expect([alone.code, alone.output.includes('as the operator wishes')]).toEqual([0, false]);
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
  expect(refused).toMatchObject({ code: 1, output: '', log: expect.stringMatching(/^.*jane is deactivated.*\n$/) });
  expect(await logIn(program, user.password, 'jane')).toBe(401);

  const client = new Client({ connectionString: DATABASE_URL });
  await client.connect();
  await client.query(`UPDATE users SET deactivated_at = now()`);
  await client.end();
  const { code, password } = await reset(['admin'], { DATABASE_URL });
  expect([code, await logIn(program, password)]).toEqual([0, 200]);

  const unknown = await reset(['nobody'], { DATABASE_URL });
  expect([unknown.code, unknown.log]).toEqual([1, expect.stringContaining('User nobody not found')]);
  expect(await logIn(program, password)).toBe(200);
});

it('reports an error in one sentence', async () => {
  const DATABASE_URL = await emptyDatabase('reset');
  const calls: [string[], Record<string, string>, RegExp][] = [
    [[], { DATABASE_URL }, /npm run reset-password -- USERNAME/],
    [['admin'], { DATABASE_URL }, /no users yet/],
    [['admin'], { DATABASE_URL: 'postgres://keyward:s3cret@127.0.0.1:1/keyward' }, /cannot be used/],
    [['admin'], { DATABASE_URL, ADMIN_PASSWORD: 'short' }, /ADMIN_PASSWORD must /],
  ];
  for (const [args, settings, sentence] of calls) {
    const { code, output, log } = await reset(args, settings);
    expect([code, output, log]).toEqual([1, '', expect.stringMatching(sentence)]);
    expect(log).not.toMatch(/s3cret|\.js|Error/);
  }
});
