import { createHmac } from 'node:crypto';
import { aUser } from '../../testkit/callers';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { TestServer } from '../../testkit/server';

const HOUR = 3_600_000;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const logIn = (body: unknown) => server.call('POST', '/api/v1/auth/login', { body });
const me = (authorization: string) => server.call('GET', '/api/v1/auth/me', { headers: { authorization } });
const statusWith = async (token: string): Promise<number> => (await me(`Bearer ${token}`)).status;

/** The parts of a token, to be put together again otherwise. */
function parts(token: string): [header: object, payload: Record<string, unknown>, signature: string] {
  const [header = '', payload = '', signature = ''] = token.split('.');
  return [decoded(header), decoded(payload), signature];
}

const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signed(header: object, payload: object, secret: string): string {
  const content = `${encoded(header)}.${encoded(payload)}`;
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`;
}

it('gives a token for the right name and password', async () => {
  const { status, body } = await logIn({ username: 'admin', password: ADMIN_PASSWORD });
  expect([status, body]).toEqual([200, { access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 }]);
  expect(await me(`Bearer ${body.access_token}`)).toMatchObject({
    status: 200,
    body: { username: 'admin', role: 'owner', email: null, id: expect.any(String), created_at: expect.any(String) },
  });
});

it('takes names in any case, and passwords in their own', async () => {
  expect((await logIn({ username: 'ADMIN', password: ADMIN_PASSWORD })).status).toBe(200);
  expect((await logIn({ username: 'admin', password: ADMIN_PASSWORD.toUpperCase() })).status).toBe(401);
});

it('does not say whether it was the name or the password that was wrong', async () => {
  const answers = [
    await logIn({ username: 'admin', password: 'wrong password' }),
    await logIn({ username: 'nobody', password: 'wrong password' }),
    await logIn({ username: 'nobody', password: ADMIN_PASSWORD }),
  ];
  const told = answers.map(({ status, body: { error } }) => ({ status, error: { ...error, request_id: null } }));
  expect(told[0]).toMatchObject({ status: 401, error: { code: 'INVALID_CREDENTIALS' } });
  expect(new Set(told.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

it.each([
  ['username', { password: 'x' }],
  ['password', { username: 'admin' }],
  ['password', { username: 'admin', password: { $ne: null } }],
  ['password', { username: 'admin', password: 'x'.repeat(201) }],
  ['username', { username: ['admin'], password: ADMIN_PASSWORD }],
  ['role', { username: 'admin', password: ADMIN_PASSWORD, role: 'owner' }],
])('refuses a wrong %s by its name', async (field, body) => {
  const refused = await logIn(body);
  expect([refused.status, refused.body.error.details[0].field]).toEqual([400, field]);
});

it('ends a token at once by log-out, and no other', async () => {
  const [one, other] = [await server.logIn('admin', ADMIN_PASSWORD), await server.logIn('admin', ADMIN_PASSWORD)];
  const logOut = () => server.call('POST', '/api/v1/auth/logout', { headers: { authorization: `Bearer ${one}` } });
  expect((await logOut()).status).toBe(204);
  expect([await statusWith(one), await statusWith(other)]).toEqual([401, 200]);
  expect((await logOut()).status).toBe(401);
});

it('ends a token after an hour', async () => {
  server.clock.holdAt('2031-05-17T10:00:00.000Z');
  const token = await server.logIn('admin', ADMIN_PASSWORD);
  server.clock.holdAt('2031-05-17T10:59:59.999Z');
  expect(await statusWith(token)).toBe(200);
  server.clock.holdAt('2031-05-17T11:00:00.000Z');
  expect(await statusWith(token)).toBe(401);
});

it('trusts its own record of a session more than what a token says of itself', async () => {
  const token = await server.logIn('admin', ADMIN_PASSWORD);
  const [, payload] = parts(token);
  const [{ value: secret }] = await server.dataSource.query(`SELECT value FROM secrets WHERE name = 'JWT_SECRET'`);
  const longer = signed({ alg: 'HS256' }, { ...payload, exp: Number(payload.exp) + 999 * HOUR }, secret);
  expect(await statusWith(longer)).toBe(200);
  server.clock.advance(HOUR);
  expect(await statusWith(longer)).toBe(401);
});

it('refuses every token that it did not sign itself', async () => {
  const token = await server.logIn('admin', ADMIN_PASSWORD);
  const [header, payload, signature] = parts(token);
  const [{ value: secret }] = await server.dataSource.query(`SELECT value FROM secrets WHERE name = 'JWT_SECRET'`);
  const forged = {
    'by another secret': signed(header, payload, 'another secret of sufficient length'),
    'by no secret': signed(header, payload, ''),
    'with another payload': `${encoded(header)}.${encoded({ ...payload, sub: 'root' })}.${signature}`,
    'without a signature': `${encoded(header)}.${encoded(payload)}.`,
    'by none': `${encoded({ alg: 'none' })}.${encoded(payload)}.`,
    'by None': `${encoded({ alg: 'None', typ: 'JWT' })}.${encoded(payload)}.${signature}`,
    'said to be by another algorithm': signed({ alg: 'HS512' }, payload, secret),
    'of another issuer': signed(header, { ...payload, iss: 'elsewhere' }, secret),
    'of no session': signed(header, { ...payload, jti: undefined }, secret),
    'of an unknown session': signed(header, { ...payload, jti: '00000000-0000-4000-8000-000000000000' }, secret),
    'of a session that is no uuid': signed(header, { ...payload, jti: "' OR 1=1" }, secret),
    'of a session that is a number': signed(header, { ...payload, jti: 1 }, secret),
    'that is no token': 'not.a.token',
  };
  const statuses = await Promise.all(
    Object.entries(forged).map(async ([what, text]) => [what, await statusWith(text)] as const),
  );
  expect(statuses).toEqual(Object.keys(forged).map((what) => [what, 401]));
  expect(await statusWith(token)).toBe(200);
});

it('reads the token from Authorization alone', async () => {
  const token = await server.logIn('admin', ADMIN_PASSWORD);
  const asked = [
    await me(`bearer ${token}`),
    await me(`Basic ${token}`),
    await me(token),
    await me(''),
    await server.call('GET', '/api/v1/auth/me', { headers: { 'x-api-key': token } }),
    await server.call('GET', '/api/v1/auth/me', { headers: { cookie: `token=${token}` } }),
    await server.call('GET', `/api/v1/auth/me?access_token=${token}`),
  ];
  expect(asked.map(({ status }) => status)).toEqual([200, 401, 401, 401, 401, 401, 401]);
});

it('refuses a user who was deactivated, token and password alike', async () => {
  await aUser(server, 'leaver', 'a good password');
  const token = await server.logIn('leaver', 'a good password');
  expect(await statusWith(token)).toBe(200);
  await server.dataSource.query(`UPDATE users SET deactivated_at = now() WHERE username = 'leaver'`);
  expect(await statusWith(token)).toBe(401);
  expect((await logIn({ username: 'leaver', password: 'a good password' })).status).toBe(401);
});

it('keeps passwords as Argon2id hashes and sessions without their tokens', async () => {
  const token = await server.logIn('admin', ADMIN_PASSWORD);
  const [{ password_hash }] = await server.dataSource.query(`SELECT password_hash FROM users WHERE username = 'admin'`);
  expect(password_hash).toMatch(/^\$argon2id\$/);
  const sessions = JSON.stringify(await server.dataSource.query(`SELECT * FROM user_sessions`));
  expect(sessions).not.toContain(parts(token)[2]);
});
