import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { keyOf } from '../../testkit/callers';
import { race, raceInOrder, untilWaiting } from '../../testkit/race';
import {
  createLoggedInUser,
  isLoggedIn,
  type LoggedInUser,
  logInStatus,
  PASSWORD,
  withToken,
} from '../../testkit/users';
import { type Answer, TestServer } from '../../testkit/server';
import { hashPassword } from '../../../src/core/identity/users/passwords';
import { resetPassword } from '../../../src/core/identity/log-in/reset-password';
import { SessionsService } from '../../../src/core/identity/users/sessions.service';
import { UnitOfWork } from '../../../src/core/platform/database/unit-of-work';

const NEW = 'a password that is new';
const HOUR = 3_600_000;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared({ TRUSTED_PROXIES: '127.0.0.1' });
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });

describe('changing one’s own password', () => {
  it('ends all of one’s sessions, this one too, and the old password', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const other = await server.logIn(person.username, PASSWORD);
    const { status, body } = await person.call('POST', '/api/v1/auth/password', {
      body: { current_password: PASSWORD, new_password: NEW },
    });
    expect([status, body]).toEqual([204, '']);
    expect([await isLoggedIn(server, person.token), await isLoggedIn(server, other)]).toEqual([false, false]);
    expect(await logInStatus(server, person.username, PASSWORD)).toBe(401);
    expect(await logInStatus(server, person.username, NEW)).toBe(200);
    const [entry] = await server.dataSource.query(
      `SELECT actor, before, after FROM audit_entries WHERE target_id = $1 AND action = 'user.password_changed'`,
      [person.id],
    );
    expect(entry).toEqual({ actor: person.username, before: {}, after: {} });
  });

  it('needs the current one, changes nothing without it, and counts as a failed log-in', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const change = (current: string) =>
      person.call('POST', '/api/v1/auth/password', { body: { current_password: current, new_password: NEW } });
    for (let time = 1; time <= 10; time++) {
      expect(await change('wrong password')).toMatchObject(refusal(401, 'INVALID_CREDENTIALS'));
    }
    expect(await change(PASSWORD)).toMatchObject(refusal(429, 'LOCKED_OUT'));
    expect(await logInStatus(server, person.username, PASSWORD)).toBe(429);
    expect(await isLoggedIn(server, person.token)).toBe(true);
    server.clock.advance(31_000);
    expect((await change(PASSWORD)).status).toBe(204);
  });

  it.each([
    ['new_password', { current_password: PASSWORD, new_password: 'short' }],
    ['new_password', { current_password: PASSWORD, new_password: 'x'.repeat(201) }],
    ['new_password', { current_password: PASSWORD }],
    ['current_password', { new_password: NEW }],
    ['username', { current_password: PASSWORD, new_password: NEW, username: 'admin' }],
  ])('refuses a wrong %s by its name', async (field, body) => {
    const person = await createLoggedInUser(server, 'viewer');
    const refused = await person.call('POST', '/api/v1/auth/password', { body });
    expect([refused.status, refused.body.error.details[0].field]).toEqual([400, field]);
    expect(await isLoggedIn(server, person.token)).toBe(true);
  });

  it('happens once when two ask at the same time', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const answers = await Promise.all(
      [NEW, `${NEW} too`].map((password) =>
        person.call('POST', '/api/v1/auth/password', { body: { current_password: PASSWORD, new_password: password } }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401]);
  });

  it('happens once when several ask before the first is done, and the others are told so', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const passwords = [1, 2, 3, 4].map((n) => `${NEW} ${n}`);
    const answers = await race(
      {
        databaseUrl: server.databaseUrl,
        hold: 'SELECT 1 FROM users WHERE uid = $1 FOR UPDATE',
        values: [person.id],
      },
      passwords.map(
        (password) => () =>
          person.call('POST', '/api/v1/auth/password', {
            body: { current_password: PASSWORD, new_password: password },
          }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 401, 401, 401]);
    for (const [index, { status, body }] of answers.entries()) {
      expect(await logInStatus(server, person.username, passwords[index] ?? '')).toBe(status === 204 ? 200 : 401);
      expect(status === 204 ? 'INVALID_CREDENTIALS' : body.error.code).toBe('INVALID_CREDENTIALS');
    }
  });

  /** Sends two requests that get the user's row after the change. */
  async function twiceDuring(change: string, { id }: LoggedInUser, send: () => Promise<Answer>): Promise<Answer[]> {
    const rival = server.dataSource.createQueryRunner();
    await rival.startTransaction();
    // Held for more than the change itself needs: a session that does not ask for the user's row refers to it.
    await rival.query('SELECT 1 FROM users WHERE uid = $1 FOR UPDATE', [id]);
    await rival.query(`UPDATE users SET ${change} WHERE uid = $1`, [id, await hashPassword(NEW)]);
    const answers = [send(), send()];
    await untilWaiting(server.databaseUrl, answers.length);
    await rival.commitTransaction();
    await rival.release();
    return Promise.all(answers);
  }

  it.each([
    ['the password is changed', 'password_hash = $2'],
    ['the user is deactivated', 'deactivated_at = now(), email = left($2, 0)'],
  ])('begins no session that was asked for with the old one while %s', async (_what, change) => {
    const person = await createLoggedInUser(server, 'viewer');
    const body = { username: person.username, password: PASSWORD };
    for (const answer of await twiceDuring(change, person, () => server.call('POST', '/api/v1/auth/login', { body }))) {
      expect(answer).toMatchObject(refusal(401, 'INVALID_CREDENTIALS'));
    }
  });

  it('issues no token for analytics that was asked for with a session of the old one', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const issue = () => person.call('GET', '/api/admin/license/auth-token');
    const answers = await twiceDuring('password_hash = $2', person, issue);
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
  });

  it('leaves no session behind that began with the old one at the same moment', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const [changed, ...logIns] = await Promise.all([
      person.call('POST', '/api/v1/auth/password', { body: { current_password: PASSWORD, new_password: NEW } }),
      ...[1, 2, 3, 4].map(() =>
        server.call('POST', '/api/v1/auth/login', { body: { username: person.username, password: PASSWORD } }),
      ),
    ]);
    expect(changed.status).toBe(204);
    for (const { status, body } of logIns) {
      expect(status === 401 || !(await isLoggedIn(server, body.access_token))).toBe(true);
    }
  });
});

describe('an operator who resets a password', () => {
  const reset = (username: string, password: string) =>
    resetPassword(server.app.get(UnitOfWork), server.clock, username, password);

  it('leaves no session behind that began with the old one a moment before', async () => {
    const { id, username } = await createLoggedInUser(server, 'viewer');
    // The log-in gets the row first: its session begins before the password is reset.
    const [token] = await raceInOrder(
      { databaseUrl: server.databaseUrl, hold: 'SELECT 1 FROM users WHERE uid = $1 FOR UPDATE', values: [id] },
      [() => server.logIn(username, PASSWORD), () => reset(username, NEW).then(() => '')],
    );
    expect(token).toEqual(expect.any(String));
    expect(await isLoggedIn(server, token ?? '')).toBe(false);
    expect(await logInStatus(server, username, PASSWORD)).toBe(401);
    expect(await logInStatus(server, username, NEW)).toBe(200);
  });
});

describe('one’s own sessions', () => {
  it('are listed with where they come from, the newest first, page by page', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    server.clock.advance(1_000);
    const { body } = await server.call('POST', '/api/v1/auth/login', {
      body: { username: person.username, password: PASSWORD },
      headers: { 'user-agent': 'Phone/1.0', 'x-forwarded-for': '203.0.113.7' },
    });
    const phone = withToken(server, body.access_token);
    const list = await phone.call('GET', '/api/v1/auth/sessions');
    expect(list).toMatchObject({
      status: 200,
      body: {
        items: [
          { ip: '203.0.113.7', user_agent: 'Phone/1.0', current: true },
          { ip: '127.0.0.1', user_agent: 'lightMyRequest', current: false },
        ],
        next: null,
      },
    });
    expect(Object.keys(list.body.items[0])).toEqual([
      'id',
      'ip',
      'user_agent',
      'read_only',
      'created_at',
      'expires_at',
      'current',
    ]);

    const one = await person.call('GET', '/api/v1/auth/sessions', { query: { limit: '1' } });
    const two = await person.call('GET', '/api/v1/auth/sessions', { query: { limit: '1', after: one.body.next } });
    expect([one.body.items[0].id, two.body.items[0].id]).toEqual(list.body.items.map(({ id }: { id: string }) => id));
    expect([one.body.items[0].current, two.body.items[0].current, two.body.next]).toEqual([false, true, null]);
  });

  it.each([
    ['after', 'nonsense'],
    ['after', Buffer.from('1 2').toString('base64url')],
    ['limit', '101'],
  ])('are not listed where %s is %s', async (name, value) => {
    expect(await server.asAdmin('GET', '/api/v1/auth/sessions', { query: { [name]: value } })).toMatchObject(
      refusal(400, 'VALIDATION_ERROR'),
    );
  });

  it('do not show those that ended, expired, or are others’', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    await createLoggedInUser(server, 'viewer');
    await withToken(server, await server.logIn(person.username, PASSWORD)).call('POST', '/api/v1/auth/logout');
    expect((await person.call('GET', '/api/v1/auth/sessions')).body.items).toHaveLength(1);
    server.clock.advance(HOUR);
    const later = withToken(server, await server.logIn(person.username, PASSWORD));
    expect((await later.call('GET', '/api/v1/auth/sessions')).body.items).toMatchObject([{ current: true }]);
  });

  it('end one by one, at once, and only one’s own', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const other = withToken(server, await server.logIn(person.username, PASSWORD));
    const { body } = await person.call('GET', '/api/v1/auth/sessions');
    const url = (current: boolean) =>
      `/api/v1/auth/sessions/${body.items.find((session: { current: boolean }) => session.current === current).id}`;

    expect(await server.asAdmin('DELETE', url(false))).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect(await isLoggedIn(server, other.token)).toBe(true);
    expect((await person.call('DELETE', url(false))).status).toBe(204);
    expect(await isLoggedIn(server, other.token)).toBe(false);
    expect(await person.call('DELETE', url(false))).toMatchObject(refusal(404, 'NOT_FOUND'));
    expect((await person.call('DELETE', '/api/v1/auth/sessions/1')).status).toBe(400);
    expect((await person.call('DELETE', url(true))).status).toBe(204);
    expect(await isLoggedIn(server, person.token)).toBe(false);
  });

  it('do not end once they have expired', async () => {
    const person = await createLoggedInUser(server, 'viewer');
    const { body } = await person.call('GET', '/api/v1/auth/sessions');
    server.clock.advance(HOUR);
    const later = withToken(server, await server.logIn(person.username, PASSWORD));
    expect(await later.call('DELETE', `/api/v1/auth/sessions/${body.items[0].id}`)).toMatchObject(
      refusal(404, 'NOT_FOUND'),
    );
  });

  it('are of no use to keys, and to nobody without a token', async () => {
    const { key } = await keyOf(server, 'internal');
    for (const [method, url] of [
      ['POST', '/api/v1/auth/password'],
      ['GET', '/api/v1/auth/sessions'],
      ['DELETE', `/api/v1/auth/sessions/${NOBODY}`],
    ] as const) {
      const call = method === 'POST' ? { body: {} } : {};
      expect([
        (await server.withKey(method, url, call, key)).status,
        (await server.withKey(method, url, call)).status,
        (await server.call(method, url, call)).status,
      ]).toEqual([403, 403, 401]);
    }
  });
});

it('records who logged in and out, from where', async () => {
  const person = await createLoggedInUser(server, 'support');
  await person.call('POST', '/api/v1/auth/logout');
  const entries = await server.dataSource.query(
    `SELECT action, actor, actor_type, ip FROM audit_entries
     WHERE target_type = 'users' AND target_id = $1 AND action LIKE 'user.logged#_%' ESCAPE '#' ORDER BY id`,
    [person.id],
  );
  const who = { actor: person.username, actor_type: 'user', ip: '127.0.0.1' };
  expect(entries).toEqual([
    { action: 'user.logged_in', ...who },
    { action: 'user.logged_out', ...who },
  ]);
});

// Late, because passport knows one application in a process.
it('refuses on every node, at once, a session that was ended on one', async () => {
  const second = await TestServer.start({}, server.databaseUrl);
  try {
    const loggedOut = await server.logIn('admin', ADMIN_PASSWORD);
    const deactivated = await createLoggedInUser(server, 'support');
    const demoted = await createLoggedInUser(server, 'admin');
    for (const token of [loggedOut, deactivated.token, demoted.token]) {
      expect(await isLoggedIn(second, token)).toBe(true);
    }
    await withToken(server, loggedOut).call('POST', '/api/v1/auth/logout');
    await server.asAdmin('DELETE', `/api/v1/users/${deactivated.id}`);
    await server.asAdmin('PATCH', `/api/v1/users/${demoted.id}`, { body: { role: 'viewer' } });
    for (const token of [loggedOut, deactivated.token, demoted.token]) {
      expect(await isLoggedIn(second, token)).toBe(false);
    }
  } finally {
    await second.stop();
  }
});

// The last one, because it takes the first admin's session too.
it('sweeps away sessions that expired, and nothing that runs', async () => {
  const old = await createLoggedInUser(server, 'viewer');
  server.clock.advance(HOUR);
  const running = await server.logIn(old.username, PASSWORD);
  await server.app.get(SessionsService).sweep();
  const [{ left }] = await server.dataSource.query(
    `SELECT count(*)::integer AS left FROM user_sessions WHERE user_id = (SELECT id FROM users WHERE uid = $1)`,
    [old.id],
  );
  expect(left).toBe(1);
  expect(await isLoggedIn(server, running)).toBe(true);
});
