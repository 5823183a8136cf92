import { ADMIN_PASSWORD } from '../../testkit/credentials';
import {
  aCreated,
  created,
  expectWhole,
  INSUFFICIENT_PERMISSIONS,
  invalid,
  NOT_FOUND,
  refusal,
  TOKEN_EXPIRED,
  verb,
  verify,
} from '../../support/lic';
import { createLoggedInUser, isLoggedIn, withToken } from '../../testkit/users';
import { TestServer } from '../../testkit/server';

/** As seen where no other dialect claims the path. */
const OWN = '/dialects/lic';
const CLOSED = [
  ['POST', '/api/auth/logout'],
  ['GET', '/api/licenses'],
  ['POST', '/api/licenses'],
  ['PUT', '/api/licenses/1'],
  ['DELETE', '/api/licenses/1'],
  ['POST', '/api/licenses/1/extend'],
  ['POST', '/api/licenses/1/disable'],
  ['POST', '/api/licenses/1/enable'],
  ['POST', '/api/licenses/1/unbind'],
  ['GET', '/api/stats'],
  ['GET', '/api/logs'],
] as const;

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const logIn = (body: object) => server.call('POST', '/api/auth/login', { body });

describe('a token', () => {
  it.each(CLOSED)('is wanted by %s %s', async (method, path) => {
    const strangers = [
      {},
      { authorization: 'Bearer x.y.z' },
      { authorization: 'Bearer' },
      { 'x-api-key': server.systemKey },
    ];
    for (const headers of strangers as Record<string, string>[]) {
      expectWhole(await server.call(method, OWN + path, { headers }), 401, TOKEN_EXPIRED);
      if ('authorization' in headers) {
        expectWhole(await server.call(method, path, { headers }), 401, TOKEN_EXPIRED);
      }
    }
  });

  it('ends with its hour', async () => {
    const { body } = await logIn({ username: 'admin', password: ADMIN_PASSWORD });
    const { call } = withToken(server, body.data.access_token);
    server.clock.advance(3_590_000);
    expect((await call('GET', '/api/stats')).status).toBe(200);
    server.clock.advance(11_000);
    expectWhole(await call('GET', '/api/stats'), 401, TOKEN_EXPIRED);
  });

  it('ends with the log-out, and is good at every admin API until then', async () => {
    const { body } = await logIn({ username: 'admin', password: ADMIN_PASSWORD });
    const { token, call } = withToken(server, body.data.access_token);
    expect(await isLoggedIn(server, token)).toBe(true);
    expect((await call('POST', '/api/auth/logout')).status).toBe(200);
    expect(await isLoggedIn(server, token)).toBe(false);
    expectWhole(await call('POST', '/api/auth/logout'), 401, TOKEN_EXPIRED);
  });

  it('does what its role may do', async () => {
    const { id, key } = await aCreated(server);
    await verify(server, key, 'desk');
    const [viewer, support] = [await createLoggedInUser(server, 'viewer'), await createLoggedInUser(server, 'support')];
    for (const { call } of [viewer, support]) {
      for (const path of ['/api/licenses', '/api/stats', '/api/logs']) {
        expect((await call('GET', path)).status).toBe(200);
      }
      const body = { count: 1, duration_days: 1, days: 1 };
      expectWhole(await call('POST', '/api/licenses', { body }), 403, INSUFFICIENT_PERMISSIONS);
      expectWhole(await call('PUT', `/api/licenses/${id}`, { body }), 403, INSUFFICIENT_PERMISSIONS);
      expectWhole(await call('DELETE', `/api/licenses/${id}`), 403, INSUFFICIENT_PERMISSIONS);
      for (const name of ['extend', 'disable', 'enable']) {
        expectWhole(await call('POST', `/api/licenses/${id}/${name}`, { body }), 403, INSUFFICIENT_PERMISSIONS);
      }
    }
    expectWhole(await viewer.call('POST', `/api/licenses/${id}/unbind`), 403, INSUFFICIENT_PERMISSIONS);
    expect((await support.call('POST', `/api/licenses/${id}/unbind`)).status).toBe(200);
  });
});

describe('logging in', () => {
  it.each([
    { username: 'admin', password: 'wrong' },
    { username: 'nobody', password: ADMIN_PASSWORD },
  ])('is refused to $username with a pair that does not belong together', async (body) => {
    expectWhole(await logIn(body), 401, refusal('INVALID_CREDENTIALS', '用户名或密码错误'));
  });

  it('is refused where a field is missing', async () => {
    const errors = { password: ['必须是字符串', '长度必须为 1 到 200 个字符'] };
    expectWhole(await logIn({ username: 'admin' }), 422, invalid(errors));
  });

  it('is closed to an address after too many failures, even with rate limits lifted', async () => {
    const { username } = await createLoggedInUser(server, 'viewer');
    for (let time = 0; time < 10; time++) {
      await logIn({ username, password: 'wrong' });
    }
    const answer = await logIn({ username, password: 'wrong' });
    expectWhole(answer, 429, {
      ...refusal('RATE_LIMIT_EXCEEDED', '请求频率超限，请稍后再试'),
      retry_after: expect.any(Number),
    });
    expect(answer.headers['retry-after']).toBe(String(answer.body.retry_after));
  });
});

describe('every answer is JSON that says success and message', () => {
  const json = { 'content-type': 'application/json' };

  it.each([
    ['an unknown path', 'GET', '/api/licenses/1/nonsense', {}, 404, refusal('NOT_FOUND', '资源不存在')],
    ['an unknown verb', 'GET', '/api/verify', {}, 404, refusal('NOT_FOUND', '资源不存在')],
    ['broken JSON', 'POST', '/api/verify', { body: '{', headers: json }, 400, refusal('BAD_REQUEST', '请求参数错误')],
    ['a list', 'POST', '/api/verify', { body: '[1]', headers: json }, 400, refusal('BAD_REQUEST', '请求参数错误')],
    [
      'something else than JSON',
      'POST',
      '/api/auth/login',
      { body: '<a/>', headers: { 'content-type': 'application/xml' } },
      415,
      refusal('UNSUPPORTED_MEDIA_TYPE', '请求内容必须为 JSON 格式'),
    ],
    [
      'too much of it',
      'POST',
      '/api/verify',
      { body: JSON.stringify({ license_key: 'K'.repeat(1024 * 1024) }), headers: json },
      413,
      refusal('PAYLOAD_TOO_LARGE', '请求内容过大'),
    ],
    [
      'NUL in a field',
      'POST',
      '/api/verify',
      { body: '{"license_key":"a\\u0000","machine_code":"b"}', headers: json },
      422,
      invalid({ license_key: ['包含无效字符'] }),
    ],
  ] as const)('to %s, under its own prefix too', async (_what, method, path, call, status, body) => {
    expectWhole(await server.call(method, OWN + path, call), status, body);
    if (!path.includes('/licenses')) {
      expectWhole(await server.call(method, path, call), status, body);
    }
  });

  it('to an empty list instead of an object', async () => {
    const { status } = await server.call('POST', '/api/verify', { body: '[]', headers: json });
    expect(status).toBe(422);
  });

  it('to a GET that calls itself JSON', async () => {
    const headers = { ...json, authorization: `Bearer ${await server.adminToken()}` };
    for (const path of ['/api/licenses', '/api/stats', '/api/logs']) {
      expect((await server.call('GET', path, { headers })).body.success).toBe(true);
    }
  });

  it('to a failure of ours, and tells nothing of it', async () => {
    await server.dataSource.query('ALTER TABLE verification_counts RENAME TO gone');
    const answer = await server.asAdmin('GET', '/api/stats');
    await server.dataSource.query('ALTER TABLE gone RENAME TO verification_counts');
    expectWhole(answer, 500, refusal('INTERNAL_ERROR', '服务器内部错误'));
  });
});

describe('the paths that another dialect claims too', () => {
  it("are this one's under its prefix, at its hosts, and with a token", async () => {
    const [key] = await created(server);
    const headers = { authorization: `Bearer ${await server.adminToken()}` };
    for (const prefix of ['', OWN]) {
      const { body } = await server.call('GET', `${prefix}/api/licenses`, { headers, query: { search: key ?? '' } });
      expect(body.data.licenses).toHaveLength(1);
    }
    const tied = await TestServer.start({ DIALECT_HOSTS: 'lic=licenses.example.cn' }, server.databaseUrl);
    const answer = await tied.call('GET', '/api/licenses', { headers: { host: 'licenses.example.cn' } });
    await tied.stop();
    expectWhole(answer, 401, TOKEN_EXPIRED);
  });

  it('take numbers alone', async () => {
    expectWhole(await verb(server, '2f9a4e0e-6a0b-4d57-9a3f-0c9f4b1f7a11', 'disable'), 404, NOT_FOUND);
  });
});
