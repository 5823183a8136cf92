import { keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { createLoggedInUser } from '../../testkit/users';
import { type Call, TestServer } from '../../testkit/server';
import { APP, CONFIG, failure, smbeauty } from '../../support/smbeauty';

const UNAUTHORIZED = failure('UNAUTHORIZED', '未授权：请提供有效的管理员令牌或 API Key');
const FORBIDDEN = failure('FORBIDDEN', '权限不足');

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const CALLS: ['GET' | 'POST' | 'PUT' | 'DELETE', string, Call][] = [
  ['POST', '/api/admin/license/config', { body: CONFIG }],
  ['PUT', `/api/admin/license/config/${APP}`, { body: { version: '3' } }],
  ['GET', `/api/admin/license/config/${APP}`, {}],
  ['GET', '/api/admin/license/configs', {}],
  ['POST', `/api/admin/license/upload/${APP}`, {}],
  ['DELETE', `/api/admin/license/config/${APP}`, {}],
];

describe.each(['', '/dialects/smbeauty'])('closed, under "%s"', (prefix) => {
  it.each(CALLS)('%s %s refuses requests without credential and keys of programs', async (method, url, call) => {
    const { key } = await keyOf(server, 'external');
    for (const headers of [{}, { 'x-api-key': 'nobody has this key' }, { authorization: 'Bearer x.y.z' }]) {
      const { status, body } = await server.call(method, prefix + url, { ...call, headers: { ...headers } as never });
      expect([status, body]).toEqual([401, UNAUTHORIZED]);
    }
    for (const programKey of [key, server.systemKey]) {
      const { status, body } = await server.withKey(method, prefix + url, call, programKey);
      expect([status, body]).toEqual([403, FORBIDDEN]);
    }
    expect((await server.asAdmin('GET', '/api/admin/license/configs')).body.total).toBe(0);
  });

  it('lets viewers only read', async () => {
    const viewer = await createLoggedInUser(server, 'viewer');
    for (const [method, url, call] of CALLS) {
      const { status } = await viewer.call(method, prefix + url, call);
      expect([method, status === 403]).toEqual([method, method !== 'GET']);
    }
  });

  it('accepts an internal key for all calls', async () => {
    const { key } = await keyOf(server, 'internal');
    const { body, headers } = await formOf(['license_file', 'a license', 'a.lic']);
    for (const [method, url, call] of CALLS) {
      const sent = url.includes('upload') ? { body, headers } : call;
      expect([url, (await server.withKey(method, prefix + url, sent, key)).status]).toEqual([url, 200]);
    }
  });
});

it('refuses an upload without credential before reading it', async () => {
  await server.asAdmin('POST', '/api/admin/license/config', { body: CONFIG });
  const { stored } = smbeauty(server);
  const before = await stored();
  const { body, headers } = await formOf(['license_file', Buffer.alloc(30 * 1024 * 1024), 'a.lic']);
  const refused = await server.call('POST', `/api/admin/license/upload/${APP}`, { body, headers });
  expect([refused.status, refused.body]).toEqual([401, UNAUTHORIZED]);
  expect(await stored()).toEqual(before);
});

it('asks apps for no credential', async () => {
  const api = smbeauty(server);
  expect((await api.health({ app_bundle_id: 'com.example.other' })).body.code).toBe('LICENSE_NOT_FOUND');
  expect(JSON.parse((await api.download('com.example.other')).payload).code).toBe('FILE_NOT_FOUND');
});

it('opens no other API when the operator opens it', async () => {
  const open = await TestServer.shared({ OPEN_DIALECTS: 'smbeauty' });
  const api = smbeauty(open);
  expect((await api.create()).status).toBe(200);
  expect((await open.call('GET', `/dialects/smbeauty/api/admin/license/config/${APP}`)).status).toBe(200);
  expect((await open.call('GET', '/api/v1/app-bundles')).status).toBe(401);
  await open.stop();
});
