import { aUser, keyOf } from '../../testkit/callers';
import { race } from '../../testkit/race';
import {
  createLoggedInUser,
  isLoggedIn,
  logInStatus,
  PASSWORD,
  type LoggedInUser,
  withToken,
} from '../../testkit/users';
import { TestServer } from '../../testkit/server';

const UUID = expect.stringMatching(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
const DEMOTION = { body: { role: 'viewer' } };
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
let admin: LoggedInUser;
beforeAll(async () => {
  server = await TestServer.shared();
  admin = await createLoggedInUser(server, 'admin', 'the-admin');
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const refusal = (status: number, code: string) => ({ status, body: { error: { code } } });
const create = (body: object) => server.asAdmin('POST', '/api/v1/users', { body });
const rowOf = async (username: string) =>
  (await server.dataSource.query(`SELECT * FROM users WHERE username = $1`, [username]))[0];
const eventsOf = async (id: string): Promise<string[]> =>
  (await server.dataSource.query(`SELECT name FROM events WHERE target_id = $1 ORDER BY id`, [id])).map(
    ({ name }: { name: string }) => name,
  );

it('creates a user, who logs in with the name in any case', async () => {
  const { status, body } = await create({
    username: 'Jane.Doe@Example',
    email: 'jane@example.com',
    password: PASSWORD,
    role: 'support',
  });
  expect([status, body]).toEqual([
    201,
    {
      id: UUID,
      username: 'jane.doe@example',
      email: 'jane@example.com',
      role: 'support',
      second_factor: false,
      last_login_at: null,
      deactivated_at: null,
      created_at: expect.any(String),
    },
  ]);
  expect(await logInStatus(server, 'JANE.DOE@EXAMPLE', PASSWORD)).toBe(200);
  const shown = await server.asAdmin('GET', `/api/v1/users/${body.id}`);
  expect(shown).toMatchObject({ status: 200, body: { ...body, last_login_at: expect.any(String) } });
});

it.each([
  ['username', { username: 'with space' }],
  ['username', { username: 'with\ttab' }],
  ['username', { username: 'un\u200bseen' }],
  ['username', { username: '' }],
  ['username', { username: 'x'.repeat(256) }],
  ['username', { username: undefined }],
  ['username', { username: { $ne: '' } }],
  ['password', { password: '7 chars' }],
  ['password', { password: 'x'.repeat(201) }],
  ['password', { password: 12_345_678 }],
  ['password', { password: undefined }],
  ['email', { email: 'no address' }],
  ['email', { email: `${'x'.repeat(250)}@example.com` }],
  ['role', { role: 'root' }],
  ['role', { role: ['owner'] }],
  ['role', { role: undefined }],
  ['is_owner', { is_owner: true }],
])('refuses an invalid %s, names it, and creates no user', async (field, wrong) => {
  const refused = await create({ username: 'half-made', password: PASSWORD, role: 'viewer', ...wrong });
  expect(refused).toMatchObject({ ...refusal(400, 'VALIDATION_ERROR') });
  expect(refused.body.error.details[0].field).toBe(field);
  expect(await rowOf('half-made')).toBeUndefined();
});

it('takes passwords of 8 and of 200 characters', async () => {
  for (const password of ['8 chars!', 'ü'.repeat(200)]) {
    const username = `length-${password.length}`;
    expect((await create({ username, password, role: 'viewer' })).status).toBe(201);
    expect(await logInStatus(server, username, password)).toBe(200);
  }
});

it('gives a name to one user, whatever its case, even for concurrent requests', async () => {
  const answers = await Promise.all(
    ['twin', 'TWIN', 'Twin'].map((username) => create({ username, password: PASSWORD, role: 'viewer' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  const { id } = answers.find(({ status }) => status === 201)?.body ?? {};
  expect(await eventsOf(id)).toEqual(['user.created']);
});

it('lists users, the newest first, page by page', async () => {
  const made: string[] = [];
  for (const username of ['first', 'second', 'third']) {
    made.unshift(
      (await server.sdk.users.create({ username: `listed-${username}`, password: PASSWORD, role: 'viewer' })).id,
    );
  }
  const one = await server.asAdmin('GET', '/api/v1/users', { query: { limit: '2' } });
  const two = await server.asAdmin('GET', '/api/v1/users', { query: { limit: '1', after: one.body.next } });
  expect([...one.body.items, ...two.body.items].map(({ id }) => id)).toEqual(made);
  expect(await server.asAdmin('GET', '/api/v1/users', { query: { after: 'nonsense' } })).toMatchObject(
    refusal(400, 'VALIDATION_ERROR'),
  );
});

it('changes the given fields and keeps the others', async () => {
  const { id } = await createLoggedInUser(server, 'support');
  const before = await server.sdk.users.get(id);
  const changed = await server.asAdmin('PATCH', `/api/v1/users/${id}`, { body: { email: 'new@example.com' } });
  expect(changed).toMatchObject({ status: 200, body: { ...before, email: 'new@example.com' } });
  expect((await server.sdk.users.update(id, { email: null })).email).toBeNull();
  expect(await server.sdk.users.update(id, {})).toEqual(before);
});

it.each([
  ['email', { email: 'no address' }],
  ['password', { password: 'short' }],
  ['password', { password: null }],
  ['role', { role: null }],
  ['username', { username: 'renamed' }],
])('refuses to change a %s wrongly, and changes nothing', async (field, change) => {
  const person = await createLoggedInUser(server, 'viewer');
  const before = await rowOf(person.username);
  const refused = await server.asAdmin('PATCH', `/api/v1/users/${person.id}`, {
    body: { email: 'not@kept.example', ...change },
  });
  expect([refused.status, refused.body.error.details[0].field]).toEqual([400, field]);
  expect(await rowOf(person.username)).toEqual(before);
});

it('ends the sessions of a user whose password changes, at once, and the old password with them', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  const bystander = await createLoggedInUser(server, 'viewer');
  await server.sdk.users.update(person.id, { password: 'another password' });
  expect(await isLoggedIn(server, person.token)).toBe(false);
  expect(await isLoggedIn(server, bystander.token)).toBe(true);
  expect(await logInStatus(server, person.username, PASSWORD)).toBe(401);
  expect(await logInStatus(server, person.username, 'another password')).toBe(200);
  const events = ['user.created', 'user.logged_in', 'user.password_changed', 'user.login_failed', 'user.logged_in'];
  expect(await eventsOf(person.id)).toEqual(events);
});

it('ends the sessions of a user whose role changes, and of nobody whose role stays', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  await server.sdk.users.update(person.id, { role: 'viewer', email: 'a@example.com' });
  expect(await isLoggedIn(server, person.token)).toBe(true);
  await server.sdk.users.update(person.id, { role: 'admin' });
  expect(await isLoggedIn(server, person.token)).toBe(false);
});

it('deactivates a user: not found, no session, no log-in, and a name that stays taken', async () => {
  const person = await createLoggedInUser(server, 'support');
  const listed = await server.sdk.users.list({ limit: 1 });
  expect(listed.items[0]?.id).toBe(person.id);

  const url = `/api/v1/users/${person.id}`;
  expect((await server.asAdmin('DELETE', url)).status).toBe(204);
  expect(await isLoggedIn(server, person.token)).toBe(false);
  expect(await logInStatus(server, person.username, PASSWORD)).toBe(401);
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    expect(await server.asAdmin(method, url, method === 'PATCH' ? { body: {} } : {})).toMatchObject(
      refusal(404, 'NOT_FOUND'),
    );
  }
  const left = await server.sdk.users.list({ limit: 1 });
  expect(left.items[0]?.id).not.toBe(person.id);
  const again = await create({ username: person.username.toUpperCase(), password: PASSWORD, role: 'viewer' });
  expect(again).toMatchObject(refusal(409, 'CONFLICT'));
  expect(await eventsOf(person.id)).toEqual([
    'user.created',
    'user.logged_in',
    'user.deactivated',
    'user.login_failed',
  ]);
});

it('answers 404 for an unknown id or name', async () => {
  expect(await server.asAdmin('GET', `/api/v1/users/${NOBODY}`)).toMatchObject(refusal(404, 'NOT_FOUND'));
  expect((await server.asAdmin('GET', '/api/v1/users/1')).status).toBe(404);
});

it('requires the current password of a user who changes their own', async () => {
  const owner = await createLoggedInUser(server, 'owner');
  const url = `/api/v1/users/${owner.id}`;
  const refused = await owner.call('PATCH', url, {
    body: { email: 'new@example.com', password: 'a password that is new' },
  });
  expect(refused).toMatchObject(refusal(403, 'CURRENT_PASSWORD_REQUIRED'));
  expect(refused.body.error.message).toContain('/api/v1/auth/password');
  expect((await rowOf(owner.username)).email).toBeNull();
  expect(await isLoggedIn(server, owner.token)).toBe(true);
  expect(await logInStatus(server, owner.username, PASSWORD)).toBe(200);
  expect((await owner.call('PATCH', url, { body: { email: 'new@example.com' } })).status).toBe(200);
});

describe('owners', () => {
  it('are out of an admin’s reach', async () => {
    const owner = await createLoggedInUser(server, 'owner');
    const viewer = await createLoggedInUser(server, 'viewer');
    const before = await rowOf(owner.username);
    const body = { username: 'made-by-admin', password: PASSWORD, role: 'owner' };
    const attempts = [
      await admin.call('POST', '/api/v1/users', { body }),
      await admin.call('PATCH', `/api/v1/users/${viewer.id}`, { body: { role: 'owner' } }),
      await admin.call('PATCH', `/api/v1/users/${admin.id}`, { body: { role: 'owner' } }),
      await admin.call('PATCH', `/api/v1/users/${owner.id}`, { body: { password: 'taken over by an admin' } }),
      await admin.call('PATCH', `/api/v1/users/${owner.id}`, { body: { email: 'admin@example.com' } }),
      await admin.call('PATCH', `/api/v1/users/${owner.id}`, DEMOTION),
      await admin.call('DELETE', `/api/v1/users/${owner.id}`),
    ];
    expect(attempts.map(({ status, body }) => [status, body.error.code])).toEqual(
      attempts.map(() => [403, 'FORBIDDEN']),
    );
    expect(await rowOf(owner.username)).toEqual(before);
    expect(await rowOf('made-by-admin')).toBeUndefined();
    expect(await isLoggedIn(server, owner.token)).toBe(true);
  });

  it('may be changed and deactivated by owners, and admins make all others', async () => {
    const owner = await createLoggedInUser(server, 'owner');
    expect((await server.asAdmin('PATCH', `/api/v1/users/${owner.id}`, DEMOTION)).status).toBe(200);
    expect((await server.asAdmin('PATCH', `/api/v1/users/${owner.id}`, { body: { role: 'owner' } })).status).toBe(200);
    expect((await server.asAdmin('DELETE', `/api/v1/users/${owner.id}`)).status).toBe(204);
    for (const role of ['admin', 'support', 'viewer']) {
      const made = await admin.call('POST', '/api/v1/users', {
        body: { username: `by-admin-${role}`, password: PASSWORD, role },
      });
      expect(made.status).toBe(201);
      expect((await admin.call('DELETE', `/api/v1/users/${made.body.id}`)).status).toBe(204);
    }
  });
});

describe('who may', () => {
  it.each(['support', 'viewer'] as const)('%s reads users and changes none', async (role) => {
    const person = await createLoggedInUser(server, role);
    const url = `/api/v1/users/${person.id}`;
    expect((await person.call('GET', '/api/v1/users')).status).toBe(200);
    expect((await person.call('GET', url)).status).toBe(200);
    const attempts = [
      await person.call('POST', '/api/v1/users', { body: { username: 'x', password: PASSWORD, role: 'viewer' } }),
      await person.call('PATCH', url, { body: { role: 'owner' } }),
      await person.call('DELETE', url),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([403, 403, 403]);
  });

  it('refuses API keys and callers without a credential', async () => {
    const [internal, external] = [await keyOf(server, 'internal'), await keyOf(server, 'external')];
    for (const [method, url] of [
      ['GET', '/api/v1/users'],
      ['POST', '/api/v1/users'],
      ['GET', `/api/v1/users/${NOBODY}`],
      ['PATCH', `/api/v1/users/${NOBODY}`],
      ['DELETE', `/api/v1/users/${NOBODY}`],
    ] as const) {
      const call = method === 'GET' || method === 'DELETE' ? {} : { body: {} };
      for (const key of [internal.key, external.key, server.systemKey]) {
        expect(await server.withKey(method, url, call, key)).toMatchObject(refusal(403, 'FORBIDDEN'));
      }
      expect(await server.call(method, url, call)).toMatchObject(refusal(401, 'UNAUTHENTICATED'));
    }
  });
});

it('keeps passwords and their hashes out of answers, events, the audit trail and remembered answers', async () => {
  const password = 'nobody-may-read-this-anywhere';
  const answers = [
    await server.asAdmin('POST', '/api/v1/users', {
      body: { username: 'secretive', password, role: 'viewer' },
      headers: { 'idempotency-key': 'secretive' },
    }),
  ];
  const url = `/api/v1/users/${answers[0]?.body.id}`;
  answers.push(await server.asAdmin('PATCH', url, { body: { password: `${password} again` } }));
  answers.push(await server.asAdmin('GET', url));
  const records = await server.dataSource.query(
    `SELECT to_jsonb(e) AS kept FROM events e UNION ALL SELECT to_jsonb(a) FROM audit_entries a
     UNION ALL SELECT to_jsonb(i) FROM idempotent_requests i`,
  );
  const all = JSON.stringify([answers, records]);
  expect(all).toContain('secretive');
  expect(all).not.toContain(password);
  expect(all).not.toContain('argon2');
});

describe('owners, when there is one left,', () => {
  let roles: { id: string; role: string }[];
  beforeAll(async () => {
    roles = await server.dataSource.query('SELECT id, role FROM users');
    await server.dataSource.query(`UPDATE users SET role = 'viewer' WHERE role = 'owner' AND username <> 'admin'`);
  });
  afterAll(() =>
    server.dataSource.query(
      `UPDATE users SET role = before.role FROM json_to_recordset($1) AS before (id bigint, role text) WHERE users.id = before.id`,
      [JSON.stringify(roles)],
    ),
  );

  it('refuse to demote or deactivate the last owner', async () => {
    const last = await server.sdk.auth.getMe();
    const url = `/api/v1/users/${last.id}`;
    expect(await server.asAdmin('PATCH', url, DEMOTION)).toMatchObject(refusal(409, 'LAST_OWNER'));
    expect(await server.asAdmin('DELETE', url)).toMatchObject(refusal(409, 'LAST_OWNER'));
    expect((await server.asAdmin('PATCH', url, { body: { email: 'last@example.com' } })).status).toBe(200);
    expect(await server.sdk.users.get(last.id)).toMatchObject({ role: 'owner', email: 'last@example.com' });
  });

  it('refuse to deactivate the last owner also beside one who was deactivated', async () => {
    const person = await createLoggedInUser(server, 'owner');
    expect((await server.asAdmin('DELETE', `/api/v1/users/${person.id}`)).status).toBe(204);
    const last = await server.sdk.auth.getMe();
    expect(await server.asAdmin('DELETE', `/api/v1/users/${last.id}`)).toMatchObject(refusal(409, 'LAST_OWNER'));
  });

  it('keep one owner when one is demoted and the other deactivated concurrently', async () => {
    const outcomes = [];
    for (let round = 0; round < 2; round++) {
      await server.dataSource.query(`UPDATE users SET role = 'viewer'`);
      const pair: Pick<LoggedInUser, 'id' | 'call'>[] = [];
      for (const username of [`left-${round}`, `right-${round}`]) {
        await aUser(server, username, PASSWORD, 'owner');
        const { call } = withToken(server, await server.logIn(username, PASSWORD));
        pair.push({ call, id: (await call('GET', '/api/v1/auth/me')).body.id });
      }
      const owners = { hold: `SELECT 1 FROM users WHERE role = 'owner' FOR UPDATE` };
      const answers = await race({ databaseUrl: server.databaseUrl, ...owners }, [
        async () => pair[0]?.call('PATCH', `/api/v1/users/${pair[0].id}`, DEMOTION),
        async () => pair[1]?.call('DELETE', `/api/v1/users/${pair[1].id}`),
      ]);
      const [{ left }] = await server.dataSource.query(
        `SELECT count(*)::integer AS left FROM users WHERE role = 'owner' AND deactivated_at IS NULL`,
      );
      outcomes.push([left, answers.filter((answer) => answer?.status === 409).length]);
    }
    expect(outcomes).toEqual(outcomes.map(() => [1, 1]));
  });
});

it('activates a deactivated user again, with the password from before and no session', async () => {
  const person = await createLoggedInUser(server, 'support');
  const url = `/api/v1/users/${person.id}`;
  await server.sdk.users.deactivate(person.id);
  const deactivated = async () => (await server.sdk.users.list({ deactivated: true, q: person.username })).items;
  expect(await deactivated()).toMatchObject([{ id: person.id, deactivated_at: expect.any(String) }]);
  for (const time of ['first', 'second']) {
    const answer = await admin.call('POST', `${url}/activate`);
    expect([time, answer.status, answer.body.deactivated_at]).toEqual([time, 200, null]);
  }
  expect(await deactivated()).toEqual([]);
  expect(await isLoggedIn(server, person.token)).toBe(false);
  expect(await logInStatus(server, person.username, PASSWORD)).toBe(200);
  expect((await eventsOf(person.id)).filter((name) => name === 'user.activated')).toHaveLength(1);
  expect(await server.asAdmin('POST', `/api/v1/users/${NOBODY}/activate`)).toMatchObject(refusal(404, 'NOT_FOUND'));
});

it('lets only an owner activate an owner, and end the sessions of one', async () => {
  const owner = await createLoggedInUser(server, 'owner');
  const url = `/api/v1/users/${owner.id}`;
  expect(await admin.call('DELETE', `${url}/sessions`)).toMatchObject(refusal(403, 'FORBIDDEN'));
  expect(await isLoggedIn(server, owner.token)).toBe(true);
  await server.sdk.users.deactivate(owner.id);
  expect(await admin.call('POST', `${url}/activate`)).toMatchObject(refusal(403, 'FORBIDDEN'));
  expect((await server.asAdmin('POST', `${url}/activate`)).status).toBe(200);
});

it('lists the sessions of a user and ends them, all at once', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  const other = await server.logIn(person.username, PASSWORD);
  const url = `/api/v1/users/${person.id}/sessions`;
  const { status, body } = await admin.call('GET', url);
  expect([status, body.items.length, body.items[0].current]).toEqual([200, 2, false]);
  expect((await admin.call('DELETE', url)).status).toBe(204);
  expect([await isLoggedIn(server, person.token), await isLoggedIn(server, other)]).toEqual([false, false]);
  expect((await admin.call('GET', url)).body.items).toEqual([]);
  const [{ data }] = await server.dataSource.query(
    `SELECT data FROM events WHERE target_id = $1 AND name = 'user.sessions_ended'`,
    [person.id],
  );
  expect(data).toEqual({ username: person.username, sessions: 2 });
});

it('ends all of one’s own sessions but the current one', async () => {
  const person = await createLoggedInUser(server, 'viewer');
  const other = await server.logIn(person.username, PASSWORD);
  expect((await person.call('DELETE', '/api/v1/auth/sessions')).status).toBe(204);
  expect([await isLoggedIn(server, person.token), await isLoggedIn(server, other)]).toEqual([true, false]);
});

it('counts the sessions that end together, without those that had ended', async () => {
  const person = await createLoggedInUser(server, 'support');
  const earlier = withToken(server, await server.logIn(person.username, PASSWORD));
  expect((await earlier.call('POST', '/api/v1/auth/logout')).status).toBe(204);
  await server.logIn(person.username, PASSWORD);
  expect((await admin.call('DELETE', `/api/v1/users/${person.id}/sessions`)).status).toBe(204);
  const events = await server.dataSource.query(
    `SELECT data->'sessions' AS sessions FROM events WHERE name = 'user.sessions_ended' AND target_id = $1`,
    [person.id],
  );
  expect(events).toEqual([{ sessions: 2 }]);
});
