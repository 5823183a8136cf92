import type { ApiKeyWithSecret } from '../../../sdk/src/generated/native';
import { aProduct, aUser, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
type ManagementCall = [method: Method, path: string, body?: object];

/** Every call of the management, with a body that would do something. */
const MANAGEMENT: ManagementCall[] = [
  ['POST', '/api/v1/licenses', { product: 'v2-default' }],
  ['POST', '/api/v1/licenses/batch', { product: 'v2-default', count: 2 }],
  ['GET', '/api/v1/licenses'],
  ['GET', '/api/v1/licenses/{license}'],
  ['PATCH', '/api/v1/licenses/{license}', { description: 'changed' }],
  ['DELETE', '/api/v1/licenses/{license}'],
  ['POST', '/api/v1/products', { reference: 'made', name: 'Made' }],
  ['GET', '/api/v1/products'],
  ['GET', '/api/v1/products/{product}'],
  ['PATCH', '/api/v1/products/{product}', { description: 'changed' }],
  ['DELETE', '/api/v1/products/{product}'],
  ['POST', '/api/v1/products/{product}/versions', { reference: 'v2', version: '2' }],
  ['GET', '/api/v1/products/{product}/versions'],
  ['GET', '/api/v1/products/{product}/versions/{version}'],
  ['PATCH', '/api/v1/products/{product}/versions/{version}', { summary: 'changed' }],
  ['DELETE', '/api/v1/products/{product}/versions/{version}'],
];

/** Of the owner's own house: no key opens it. */
const ADMINISTRATION: ManagementCall[] = [
  ['POST', '/api/v1/api-keys', { name: 'made', kind: 'internal' }],
  ['GET', '/api/v1/api-keys'],
  ['GET', '/api/v1/api-keys/{key}'],
  ['POST', '/api/v1/api-keys/{key}/rotate'],
  ['DELETE', '/api/v1/api-keys/{key}'],
  ['GET', '/api/v1/auth/me'],
  ['POST', '/api/v1/auth/logout'],
];

let server: TestServer;
let ids: Record<string, string>;
let keys: Record<'external' | 'internal' | 'revoked', ApiKeyWithSecret>;
beforeAll(async () => {
  server = await TestServer.shared();
  const license = await issued(server);
  const product = await aProduct(server, 'standing');
  const version = await server.asAdmin('POST', `/api/v1/products/${product.id}/versions`, {
    body: { reference: 'v1', version: '1' },
  });
  keys = {
    external: await keyOf(server, 'external'),
    internal: await keyOf(server, 'internal'),
    revoked: await keyOf(server, 'internal'),
  };
  await server.asAdmin('DELETE', `/api/v1/api-keys/${keys.revoked.id}`);
  ids = { license: license.id, product: product.id, version: version.body.id, key: keys.external.id };
});
afterAll(() => server.stop());

function send([method, path, body]: ManagementCall, headers: Record<string, string> = {}) {
  return server.call(
    method,
    path.replace(/\{(\w+)\}/g, (_all, name: string) => ids[name] ?? ''),
    { body, headers },
  );
}

/** All that these calls could change; the moment of a key's last use aside. */
async function state(): Promise<string> {
  const tables = ['licenses', 'products', 'policies', 'product_versions', 'activations', 'users'];
  const rows = await Promise.all(tables.map((table) => server.dataSource.query(`SELECT * FROM ${table} ORDER BY id`)));
  const apiKeys = await server.dataSource.query(`SELECT id, hash, kind, revoked_at FROM api_keys ORDER BY id`);
  return JSON.stringify([...rows, apiKeys]);
}

describe.each([...MANAGEMENT, ...ADMINISTRATION])('%s %s', (...call: ManagementCall) => {
  it('refuses everybody who may not, and does nothing for them', async () => {
    const before = await state();
    const strangers: Record<string, Record<string, string>> = {
      'without a credential': {},
      'with a key that nobody has': { 'x-api-key': 'nobody-has-this-key' },
      'with a revoked key': { 'x-api-key': keys.revoked.key },
      'with a token that is none': { authorization: 'Bearer nonsense' },
      'with a token that is none beside a good key': {
        authorization: 'Bearer no.t.oken',
        'x-api-key': keys.internal.key,
      },
    };
    for (const [who, headers] of Object.entries(strangers)) {
      const { status, body, headers: told } = await send(call, headers);
      expect([who, status, body.error.code]).toEqual([who, 401, 'UNAUTHENTICATED']);
      expect(told['www-authenticate']).toBe('Bearer');
    }
    for (const key of [keys.external.key, server.systemKey]) {
      const { status, body } = await send(call, { 'x-api-key': key });
      expect([status, body.error.code]).toEqual([403, 'FORBIDDEN']);
    }
    expect(await state()).toBe(before);
  });
});

it.each(ADMINISTRATION)('%s %s refuses an internal key', async (...call: ManagementCall) => {
  const before = await state();
  expect(await send(call, { 'x-api-key': keys.internal.key })).toMatchObject({
    status: 403,
    body: { error: { code: 'FORBIDDEN' } },
  });
  expect(await state()).toBe(before);
});

it.each(MANAGEMENT.filter(([method]) => method !== 'DELETE'))(
  '%s %s opens to an internal key',
  async (...call: ManagementCall) => {
    expect((await send(call, { 'x-api-key': keys.internal.key })).status).toBeLessThan(300);
  },
);

describe.each(['viewer', 'support'] as const)('a %s', (role) => {
  let token: string;
  beforeAll(async () => {
    await aUser(server, role, 'a good password', role);
    token = await server.logIn(role, 'a good password');
  });

  it('reads everything and changes nothing', async () => {
    const before = await state();
    const bearer = { authorization: `Bearer ${token}` };
    for (const call of [...MANAGEMENT, ...ADMINISTRATION.filter(([, path]) => !path.includes('/auth/'))]) {
      const { status } = await send(call, bearer);
      expect([...call.slice(0, 2), status]).toEqual([...call.slice(0, 2), call[0] === 'GET' ? 200 : 403]);
    }
    expect((await server.call('GET', '/api/v1/auth/me', { headers: bearer })).body.role).toBe(role);
    expect(await state()).toBe(before);
  });
});

it('takes a client program by its license key alone at the native client calls', async () => {
  const { key } = await issued(server);
  const credentials: Record<string, string>[] = [
    {},
    { 'x-api-key': 'nobody-has-this-key' },
    { authorization: 'Bearer nonsense' },
  ];
  for (const headers of credentials) {
    const { status } = await server.call('POST', '/api/v1/validate', { body: { license_key: key }, headers });
    expect(status).toBe(200);
  }
});
