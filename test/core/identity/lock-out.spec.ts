import type * as Argon2 from '@node-rs/argon2';
import { SessionsService } from '../../../src/core/identity/users/sessions.service';
import { Delay } from '../../../src/core/common/delay';
import { aUser } from '../../testkit/callers';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { tally } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const MINUTE = 60_000;
const compared = jest.spyOn(jest.requireActual<typeof Argon2>('@node-rs/argon2'), 'verify');

let server: TestServer;
let waits: number[];
beforeAll(async () => {
  server = await TestServer.shared({ TRUSTED_PROXIES: '127.0.0.1' });
  jest.spyOn(server.app.get(Delay), 'wait').mockImplementation(async (milliseconds) => {
    waits.push(milliseconds);
  });
});
beforeEach(async () => {
  await server.dataSource.query(`DELETE FROM login_attempts`);
  compared.mockClear();
  waits = [];
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

function logIn(username: string, password: string, address = '198.51.100.1'): Promise<Answer> {
  return server.call('POST', '/api/v1/auth/login', {
    body: { username, password },
    headers: { 'x-forwarded-for': address },
  });
}

async function fail(times: number, username = 'admin', address?: string): Promise<void> {
  for (let time = 0; time < times; time++) {
    expect((await logIn(username, 'wrong password', address)).status).toBe(401);
  }
}

/** So many failures, of which one is by a request. */
async function addFailures(times: number, username = 'admin', address = '198.51.100.1'): Promise<void> {
  await fail(1, username, address);
  await server.dataSource.query('UPDATE login_attempts SET failures = failures + $1 WHERE address = $2', [
    times - 1,
    address,
  ]);
}

const lockedFor = (seconds: number) => ({
  status: 429,
  headers: { 'retry-after': String(seconds) },
  body: { error: { code: 'LOCKED_OUT' } },
});

it('locks a name and an address out for 30 seconds after ten consecutive failures', async () => {
  server.clock.holdAt('2031-05-17T10:00:00.000Z');
  await fail(10);
  compared.mockClear();
  expect(await logIn('admin', ADMIN_PASSWORD)).toMatchObject(lockedFor(30));
  expect(await logIn('ADMIN', ADMIN_PASSWORD)).toMatchObject(lockedFor(30));
  server.clock.advance(29_001);
  expect(await logIn('admin', ADMIN_PASSWORD)).toMatchObject(lockedFor(1));
  expect(compared).not.toHaveBeenCalled();
  server.clock.advance(999);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
});

it('doubles the lockout with each further failure, up to 15 minutes', async () => {
  server.clock.holdAt('2031-05-17T10:00:00.000Z');
  await addFailures(9);
  for (const seconds of [30, 60, 120, 240, 480, 900, 900]) {
    await fail(1);
    expect(await logIn('admin', 'wrong password')).toMatchObject(lockedFor(seconds));
    server.clock.advance(seconds * 1_000);
  }
});

it('locks out neither other names at the address nor the name at other addresses', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  await fail(10);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(429);
  expect((await logIn(person.username, PASSWORD)).status).toBe(200);
  expect((await logIn('admin', ADMIN_PASSWORD, '198.51.100.2')).status).toBe(200);
});

it('counts an IPv6 subscriber as one address, and the neighbour as another', async () => {
  for (let host = 1; host <= 10; host++) {
    await fail(1, 'admin', `2001:db8:1:1::${host}`);
  }
  expect((await logIn('admin', ADMIN_PASSWORD, '2001:db8:1:1:ffff::1')).status).toBe(429);
  expect((await logIn('admin', ADMIN_PASSWORD, '2001:db8:1:2::1')).status).toBe(200);
});

it('starts again after a successful log-in', async () => {
  await addFailures(9);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
  await addFailures(9);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
});

it('resets only the address of a successful log-in, not failures of the name elsewhere', async () => {
  await addFailures(9);
  await addFailures(9, 'admin', '198.51.100.2');
  await fail(1, 'admin', '198.51.100.2');
  await addFailures(4, 'admin', '198.51.100.3');
  waits = [];
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
  expect(waits).toEqual([1_000, 1_000]);
  expect((await logIn('admin', ADMIN_PASSWORD, '198.51.100.2')).status).toBe(429);
  await addFailures(5, 'admin', '198.51.100.3');
  await fail(1, 'admin', '198.51.100.3');
  expect((await logIn('admin', ADMIN_PASSWORD, '198.51.100.3')).status).toBe(429);
});

it('resets only the name of a successful log-in, not others at the same address', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  await addFailures(9, person.username);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
  await fail(1, person.username);
  expect((await logIn(person.username, PASSWORD)).status).toBe(429);
});

it('ignores only failures older than an hour', async () => {
  await addFailures(9);
  server.clock.advance(59 * MINUTE);
  await fail(1);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(429);
  server.clock.advance(61 * MINUTE);
  await addFailures(9);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
});

it('counts a failure until it is older than an hour', async () => {
  server.clock.holdAt('2031-05-17T10:00:00.000Z');
  await addFailures(9);
  server.clock.advance(60 * MINUTE);
  await fail(1);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(429);
});

it('checks at most ten of 30 concurrent passwords', async () => {
  const answers = await Promise.all(Array.from({ length: 30 }, (_, index) => logIn('admin', `guess ${index}`)));
  expect(tally(answers.map(({ status }) => status))).toEqual({ 401: 10, 429: 20 });
  expect(compared).toHaveBeenCalledTimes(10);
  expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(429);
});

it('treats an unknown name like a wrong password', async () => {
  const told: unknown[] = [];
  for (const username of ['admin', 'nobody-has-this-name']) {
    const person = await createLoggedInUser(server, 'viewer');
    await server.sdk.users.deactivate(person.id);
    for (const name of [username, person.username]) {
      compared.mockClear();
      const answers = [];
      for (let time = 0; time < 11; time++) {
        const { status, body } = await logIn(name, 'wrong password');
        answers.push([status, body.error.code, body.error.message]);
      }
      told.push([answers, compared.mock.calls.length]);
    }
  }
  expect(told).toEqual(told.map(() => told[0]));
  expect(told[0]).toMatchObject([expect.anything(), 10]);
});

describe('a name that fails from many addresses', () => {
  it('is delayed increasingly up to five seconds, and never locked out', async () => {
    for (let address = 1; address <= 40; address++) {
      await fail(1, 'admin', `203.0.113.${address}`);
    }
    expect(waits.slice(0, 3)).toEqual([250, 500, 750]);
    expect(waits).toHaveLength(29);
    expect(Math.max(...waits)).toBe(5_000);
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect((await logIn('admin', ADMIN_PASSWORD, '198.51.100.2')).status).toBe(200);
    expect(waits.at(-1)).toBe(5_000);
  });

  it('waits before the password is checked, without a lock, for known and unknown names', async () => {
    for (let address = 1; address <= 12; address++) {
      await fail(1, 'nobody-has-this-name', `203.0.113.${address}`);
    }
    expect(waits).toEqual([250]);
  });

  it('is not delayed 15 minutes later', async () => {
    for (let address = 1; address <= 12; address++) {
      await fail(1, 'admin', `203.0.113.${address}`);
    }
    waits = [];
    server.clock.advance(16 * MINUTE);
    expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
    expect(waits).toEqual([]);
  });

  it('is not delayed by failures at the own address', async () => {
    await addFailures(9);
    expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
    expect(waits).toEqual([]);
  });
});

it('stores no name and no password of failed log-ins', async () => {
  await fail(1, 'somebody-private');
  const rows = await server.dataSource.query(`SELECT * FROM login_attempts`);
  expect(rows).toEqual([
    {
      name_hash: expect.stringMatching(/^[\w-]{43}$/),
      address: '198.51.100.1',
      failures: 1,
      last_at: expect.any(Date),
      locked_until: null,
    },
  ]);
});

it('deletes only failures that no longer count', async () => {
  await fail(1, 'long-ago');
  server.clock.advance(59 * MINUTE);
  await fail(1, 'of-late');
  server.clock.advance(2 * MINUTE);
  await server.app.get(SessionsService).sweep();
  const [{ left }] = await server.dataSource.query(`SELECT count(*)::integer AS left FROM login_attempts`);
  expect(left).toBe(1);
});

describe('the audit trail', () => {
  const failures = async (since: number): Promise<{ id: number; [column: string]: unknown }[]> => {
    const rows = await server.dataSource.query(
      `SELECT id, action, actor, target_id, after, ip FROM audit_entries
       WHERE id > $1 AND action IN ('user.login_failed', 'user.locked_out') ORDER BY id`,
      [since],
    );
    return rows;
  };
  const lastEntry = async (): Promise<number> =>
    (await server.dataSource.query(`SELECT coalesce(max(id), 0) AS id FROM audit_entries`))[0].id;

  it('records each failed log-in of a user with its address, and none during a lockout', async () => {
    server.clock.holdAt('2031-05-17T10:00:00.000Z');
    const username = 'guessed-at';
    await aUser(server, username, PASSWORD, 'viewer');
    const [{ uid: id }] = await server.dataSource.query(`SELECT uid FROM users WHERE username = $1`, [username]);
    const before = await lastEntry();
    await fail(10, username.toUpperCase(), '198.51.100.9');
    for (let time = 0; time < 5; time++) {
      expect((await logIn(username, 'wrong password', '198.51.100.9')).status).toBe(429);
    }
    const entries = await failures(before);
    const entry = { actor: 'client', target_id: id, after: { username }, ip: '198.51.100.9' };
    expect(entries.map(({ action }) => action)).toEqual([...Array(10).fill('user.login_failed'), 'user.locked_out']);
    entries.forEach((one) => expect(one).toMatchObject(entry));

    server.clock.advance(30_000);
    await fail(1, username, '198.51.100.9');
    expect((await failures(before)).slice(11).map(({ action }) => action)).toEqual([
      'user.login_failed',
      'user.locked_out',
    ]);
  });

  it('records no unknown name, because it may be a password', async () => {
    const before = await lastEntry();
    await fail(1, 'my-secret-password');
    const entries = await failures(before);
    expect(entries).toMatchObject([{ action: 'user.login_failed', target_id: 'unknown', after: { username: null } }]);
    expect(JSON.stringify(entries)).not.toContain('my-secret-password');
  });

  it('records no successful log-in', async () => {
    const before = await lastEntry();
    expect((await logIn('admin', ADMIN_PASSWORD)).status).toBe(200);
    expect(await failures(before)).toEqual([]);
  });
});
