import { Dialects } from '../../../src/core/common/dialects/dialects';
import { keyOf } from '../../testkit/callers';
import { aCreated } from '../../support/lic';
import { activate, issued } from '../../testkit/issue';
import { createLoggedInUser } from '../../testkit/users';
import { Dashboard, UNAUTHORIZED } from '../../support/progran3';
import { type Answer, type Call, TestServer } from '../../testkit/server';

const UUID = '123e4567-e89b-12d3-a456-426614174000';

/** Which of two APIs has answered, by what only its answers have. */
function apiOf({ body }: Answer): string {
  if (body.success === true) {
    return body.data?.pagination?.current_page !== undefined || body.data?.license_keys ? 'lic' : 'progran3';
  }
  return 'error_code' in body ? 'lic' : 'progran3';
}

const LIC_401 = { success: false, message: '访问令牌已过期', error_code: 'TOKEN_EXPIRED' };

/** Paths that both claim, with ids of both forms. */
const SHARED = [
  ['GET', '/api/licenses'],
  ['POST', '/api/licenses'],
  ['PUT', '/api/licenses/999999'],
  ['PUT', `/api/licenses/${UUID}`],
  ['DELETE', '/api/licenses/999999'],
  ['DELETE', `/api/licenses/${UUID}`],
] as const;

let server: TestServer;
let dashboard: Dashboard;
let bearer: Record<string, string>;
beforeAll(async () => {
  server = await TestServer.shared();
  dashboard = await Dashboard.on(server);
  bearer = { authorization: `Bearer ${await server.adminToken()}` };
});
afterAll(() => server.stop());

const withBody = (method: string, call: Call): Call => ({ body: method === 'GET' ? undefined : {}, ...call });

/** The answers of each API to what makes no sense to it: an empty body, an id that nobody has. */
const LIC_ANSWERS: Record<string, number[]> = { GET: [200], POST: [422], PUT: [404], DELETE: [404] };
const PROGRAN3_ANSWERS: Record<string, number[]> = { GET: [200], POST: [400], PUT: [400, 404], DELETE: [400, 404] };

function expectApi(name: 'lic' | 'progran3', method: string, answer: Answer): void {
  const statuses = (name === 'lic' ? LIC_ANSWERS : PROGRAN3_ANSWERS)[method];
  expect([apiOf(answer), statuses?.includes(answer.status)]).toEqual([name, true]);
}

describe('a path that LIC and ProGran3 both claim', () => {
  it.each(SHARED)('%s %s belongs to LIC with a bearer token, valid or not', async (method, path) => {
    expectApi('lic', method, await server.call(method, path, withBody(method, { headers: bearer })));
    const key = { 'x-api-key': dashboard.key };
    for (const authorization of ['Bearer x.y.z', 'bearer x', 'Bearer']) {
      const answer = await server.call(method, path, withBody(method, { headers: { ...key, authorization } }));
      expect([answer.status, answer.body]).toEqual([401, LIC_401]);
    }
  });

  it.each(SHARED)('%s %s belongs to ProGran3 without one, whatever the API key', async (method, path) => {
    expectApi('progran3', method, await dashboard.call(method, path, withBody(method, {})));
    const strangers: Record<string, string>[] = [
      {},
      { 'x-api-key': 'wrong' },
      { authorization: 'Basic bm9ib2R5Og==' },
      { authorization: 'Bearerish x' },
    ];
    for (const headers of strangers) {
      const answer = await server.call(method, path, withBody(method, { headers }));
      expect([answer.status, answer.body]).toEqual([401, UNAUTHORIZED]);
    }
  });

  it.each(SHARED)('%s %s belongs to the API of its prefix, whatever the credential', async (method, path) => {
    for (const headers of [{}, bearer, { 'x-api-key': dashboard.key }, { authorization: 'Bearer x' }]) {
      const call = withBody(method, { headers: headers });
      expect(apiOf(await server.call(method, `/dialects/lic${path}`, call))).toBe('lic');
      expect(apiOf(await server.call(method, `/dialects/progran3${path}`, call))).toBe('progran3');
    }
    expectApi('lic', method, await server.asAdmin(method, `/dialects/lic${path}`, withBody(method, {})));
    expectApi('progran3', method, await server.asAdmin(method, `/dialects/progran3${path}`, withBody(method, {})));
  });

  it('answers a malformed request in the format of its API', async () => {
    const { key } = await keyOf(server, 'internal');
    const broken = { body: '{"half', headers: { 'content-type': 'application/json' } };
    for (const [method, path] of SHARED.filter(([method]) => method === 'POST' || method === 'PUT')) {
      const asLic = await server.call(method, path, { ...broken, headers: { ...broken.headers, ...bearer } });
      expect([asLic.status, apiOf(asLic)]).toEqual([400, 'lic']);
      const asProgran3 = await server.withKey(method, path, broken, key);
      expect([asProgran3.status, asProgran3.body]).toEqual([
        400,
        { success: false, error: 'The body is not valid JSON', code: 'VALIDATION_ERROR' },
      ]);
    }
    for (const [method, path] of [
      ['PATCH', '/api/licenses'],
      ['DELETE', '/api/licenses'],
      ['PATCH', '/api/licenses/1'],
      ['GET', '/api/licenses/1/nothing'],
      ['GET', '/api/licenses/%zz'],
    ] as const) {
      const asLic = await server.call(method, path, { headers: bearer });
      const asProgran3 = await server.call(method, path);
      expect([apiOf(asLic), apiOf(asProgran3)]).toEqual(['lic', 'progran3']);
      expect([asLic.status, asProgran3.status].every((status) => status === 404 || status === 400)).toBe(true);
    }
  });

  it('answers preflights of both', async () => {
    for (const asked of ['authorization', 'x-api-key']) {
      const headers = {
        origin: 'https://dashboard.example',
        'access-control-request-method': 'PUT',
        'access-control-request-headers': asked,
      };
      const { status, headers: sent } = await server.call('OPTIONS', '/api/licenses/1', { headers });
      expect([status, sent['access-control-allow-origin'], sent['access-control-allow-headers']]).toEqual([
        204,
        '*',
        asked,
      ]);
    }
  });
});

describe('a path that only one of them claims', () => {
  it('belongs to ProGran3, even with a token', async () => {
    const { id, license_key } = await dashboard.generated();
    const read = await server.asAdmin('GET', `/api/licenses/${id}`);
    expect([read.status, read.body.data.license_key]).toEqual([200, license_key]);
    const made = await server.asAdmin('POST', '/api/licenses/generate', { body: { duration_days: 1 } });
    expect(made.status).toBe(201);
    const viewer = await createLoggedInUser(server, 'viewer');
    const refused = await viewer.call('POST', '/api/licenses/generate', { body: { duration_days: 1 } });
    expect([refused.status, refused.body.code]).toEqual([403, 'FORBIDDEN']);
    expect((await server.asAdmin('GET', '/api/licenses/1')).status).toBe(400);
  });

  it('belongs to LIC, even without a token', async () => {
    const { id } = await aCreated(server);
    for (const name of ['extend', 'disable', 'enable', 'unbind']) {
      const answer = await dashboard.call('POST', `/api/licenses/${id}/${name}`, { body: { days: 1 } });
      expect([answer.status, answer.body]).toEqual([401, LIC_401]);
      expect((await server.asAdmin('POST', `/api/licenses/${id}/${name}`, { body: { days: 1 } })).status).toBe(200);
    }
  });

  it('is not found under the prefix of the other', async () => {
    const { id } = await dashboard.generated();
    for (const path of [`/dialects/lic/api/licenses/${id}`, '/dialects/lic/api/systems', '/dialects/v2/api/licenses']) {
      expect((await dashboard.call('GET', path)).status).toBe(404);
    }
    expect((await server.asAdmin('GET', '/dialects/progran3/api/stats')).status).toBe(404);
  });
});

it('one license is the same at both', async () => {
  const { id, license_key } = await dashboard.generated({ description: 'Both' });
  const { body } = await server.asAdmin('GET', '/api/licenses', { query: { search: license_key } });
  const [{ id: number }] = body.data.licenses;
  await server.asAdmin('PUT', `/api/licenses/${number}`, { body: { status: 2 } });
  expect((await dashboard.read(id)).status).toBe('revoked');
  const { key } = await aCreated(server);
  const { body: list } = await dashboard.call('GET', '/api/licenses', { query: { search: key } });
  expect(list.data.licenses).toMatchObject([{ license_key: key, status: 'generated' }]);
});

describe('a host that belongs to one API', () => {
  const LIC_HOST = { host: 'Licenses.Example.cn:8080' };
  const PROGRAN3_HOST = { host: 'api.progran3.example' };
  const DIALECT_HOSTS = 'lic=licenses.example.cn,progran3=api.progran3.example';
  let plain: TestServer;
  beforeAll(async () => {
    plain = server;
    server = await TestServer.start({ DIALECT_HOSTS }, plain.databaseUrl);
  });
  afterAll(async () => {
    await server.stop();
    server = plain;
  });

  it.each(SHARED)('%s %s belongs to that API, whatever the credential', async (method, path) => {
    const key = { 'x-api-key': dashboard.key };
    for (const headers of [{}, key, bearer]) {
      const at = (host: Record<string, string>) =>
        server.call(method, path, withBody(method, { headers: { ...headers, ...host } }));
      expect(apiOf(await at(LIC_HOST))).toBe('lic');
      expect(apiOf(await at(PROGRAN3_HOST))).toBe('progran3');
    }
    const call = (headers: Record<string, string>) => server.call(method, path, withBody(method, { headers }));
    expectApi('progran3', method, await call({ ...bearer, ...PROGRAN3_HOST }));
    expectApi('lic', method, await call({ ...bearer, ...LIC_HOST }));
    expect((await call({ ...key, ...LIC_HOST })).body).toEqual(LIC_401);
    expect((await call({ authorization: 'Bearer x', ...PROGRAN3_HOST })).body).toEqual(UNAUTHORIZED);
    // A prefix says more than a host.
    const prefixed = await server.call(method, `/dialects/lic${path}`, withBody(method, { headers: PROGRAN3_HOST }));
    expect(apiOf(prefixed)).toBe('lic');
  });

  it.each([
    ['GET', '/nothing'],
    ['POST', '/api/nothing'],
    ['GET', '/api/license/nothing'],
    ['DELETE', '/api/systems/1/2'],
  ])('answers the unknown path %s %s in the format of that API', async (method, path) => {
    const atLic = await server.call(method, path, { headers: LIC_HOST });
    expect([atLic.status, atLic.body]).toEqual([
      404,
      expect.objectContaining({ success: false, error_code: 'NOT_FOUND' }),
    ]);
    const atProgran3 = await server.call(method, path, { headers: PROGRAN3_HOST });
    expect([atProgran3.status, Object.keys(atProgran3.body).sort()]).toEqual([404, ['code', 'error', 'success']]);
    const prefixed = await server.call(method, `/dialects/progran3${path}`, { headers: LIC_HOST });
    expect([prefixed.status, prefixed.body]).toEqual([404, atProgran3.body]);
  });

  it('leaves the native API, the console and other dialects as they are', async () => {
    const native = await server.call('GET', '/api/v1/nothing', { headers: LIC_HOST });
    expect([native.status, native.body.error.code]).toEqual([404, 'PATH_NOT_FOUND']);
    const page = await server.call('GET', '/console/nothing', { headers: LIC_HOST });
    expect([page.status, page.headers.location]).toEqual([303, expect.stringContaining('/login')]);
    const v2 = await server.call('POST', '/api/license/verify', { headers: LIC_HOST, body: {} });
    expect([v2.status, v2.body]).toEqual([401, expect.objectContaining({ error: expect.any(String) })]);
  });
});

describe('the dialect of a request', () => {
  let key: string;
  beforeAll(async () => {
    key = (await issued(server)).key;
    await activate(server, key, 'desk');
  });

  const program = (): Call => ({ body: { license_key: key, hardware_id: 'desk' } });

  it.each<[string, number, () => Promise<Answer>]>([
    ['a check on the fast path', 0, () => server.call('POST', '/api/v1/validate', program())],
    ['a check of an invalid body', 1, () => server.call('POST', '/api/v1/validate', { body: { license_key: 1 } })],
    ['a list of the native API', 1, () => server.asAdmin('GET', '/api/v1/licenses')],
    ['a path of two dialects', 1, () => server.call('GET', '/api/licenses', { headers: bearer })],
    ['a prefix', 0, () => server.call('GET', '/dialects/lic/api/licenses', { headers: bearer })],
    ['a refused request', 1, () => server.call('GET', '/api/licenses')],
    ['a page of the console', 1, () => server.call('GET', '/console/nothing')],
    ['a path without a route', 1, () => server.call('GET', '/api/external/nothing')],
    ['a path that cannot be decoded', 1, () => server.call('GET', '/api/license/%E0%A4%A')],
    ['a preflight', 1, () => server.call('OPTIONS', '/api/licenses', { headers: { origin: 'https://example.com' } })],
  ])('is searched for at most once: %s', async (_request, times, send) => {
    const search = jest.spyOn(Dialects.prototype, 'decide');
    await send();
    expect(search).toHaveBeenCalledTimes(times);
    search.mockRestore();
  });
});
