import { randomUUID } from 'node:crypto';
import { aProduct, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, withToken } from '../../testkit/users';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const get = (path: string) => server.asAdmin('GET', `/api/v1/${path}`);
const encoded = encodeURIComponent;

/** Each noun with a unique name: an existing row and its name. */
const NAMED: [path: string, create: () => Promise<{ row: { id: string }; name: string }>][] = [
  ['products', named('products', { name: 'Studio', reference: 'photo/studio 2' }, 'reference')],
  ['licenses', named('licenses', { product: 'v2-default', key: 'KEY+1/2%ä' }, 'key')],
  ['users', named('users', { username: 'jane', password: 'a password', role: 'viewer' }, 'username')],
  ['customers', named('customers', { name: 'Ada', reference: 'C-1' }, 'reference')],
  [
    'app-bundles',
    named('app-bundles', { app_bundle_id: 'com.example.app', expires_at: '2090-01-01' }, 'app_bundle_id'),
  ],
];

function named(path: string, body: Record<string, string>, field: string) {
  return async () => {
    const { status, body: row } = await server.asAdmin('POST', `/api/v1/${path}`, { body });
    expect(status).toBe(201);
    return { row, name: row[field] as string };
  };
}

const CHANGES: Readonly<Record<string, object>> = {
  users: { email: 'jane@example.com' },
  customers: { notes: 'changed' },
};

describe.each(NAMED)('a path of %s', (path, create) => {
  it('takes the name for the id, to read, change and delete', async () => {
    const { row, name } = await create();
    expect((await get(`${path}/${encoded(name)}`)).body).toEqual(row);
    expect((await get(`${path}/${row.id}`)).body).toEqual(row);
    const body = CHANGES[path] ?? { description: 'changed' };
    expect((await server.asAdmin('PATCH', `/api/v1/${path}/${encoded(name)}`, { body })).body).toMatchObject({
      id: row.id,
      ...body,
    });
    expect((await server.asAdmin('DELETE', `/api/v1/${path}/${encoded(name)}`)).status).toBe(204);
    expect((await get(`${path}/${row.id}`)).status).toBe(404);
  });

  it('answers an unknown id with its field', async () => {
    for (const id of [randomUUID(), 'nobody has this name', '7', "' OR 1=1 --"]) {
      const { status, body } = await get(`${path}/${encoded(id)}`);
      expect([status, body.error.code, body.error.details]).toEqual([
        404,
        'NOT_FOUND',
        [{ field: 'id', reason: 'unknown', message: body.error.message }],
      ]);
    }
  });

  it('refuses what cannot be an id, with its field', async () => {
    for (const id of ['x'.repeat(256), 'two%0Alines', 'tab%09']) {
      const { status, body } = await get(`${path}/${id}`);
      expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', 'id']);
    }
  });
});

it('finds a version of a product by both references', async () => {
  await aProduct(server, 'versioned');
  await aProduct(server, 'another');
  const versions = '/api/v1/products/versioned/versions';
  const body = await server.sdk.products.createVersion('versioned', { reference: 'v1.0', version: '1.0' });
  await server.sdk.products.createVersion('another', { reference: 'v1.0', version: '2.0' });
  expect(await server.sdk.products.getVersion('versioned', 'v1.0')).toEqual(body);
  const unknown = await server.asAdmin('GET', `${versions}/v9`);
  expect([unknown.status, unknown.body.error.details[0].field]).toEqual([404, 'version_id']);
  const noProduct = await server.asAdmin('GET', '/api/v1/products/none/versions/v1.0');
  expect([noProduct.status, noProduct.body.error.details[0].field]).toEqual([404, 'id']);
  const noFile = await server.asAdmin('GET', `${versions}/v1.0/files/main`);
  expect([noFile.status, noFile.body.error.details[0].field]).toEqual([404, 'type']);
});

it('prefers the row with the uuid to one that has it as its name', async () => {
  const license = await issued(server);
  await issued(server, { key: license.id });
  expect(await server.sdk.licenses.get(license.id)).toEqual(license);
  const uuidKey = await issued(server, { key: randomUUID() });
  expect(await server.sdk.licenses.get(uuidKey.key)).toEqual(uuidKey);
});

it('runs the verbs of a license by its key', async () => {
  const { key } = await issued(server);
  expect((await server.sdk.licenses.disable(key)).status).toBe('disabled');
});

it('finds a user by name in any case, and still asks for the password of the own account', async () => {
  const user = await createLoggedInUser(server, 'owner', 'boss');
  expect((await server.sdk.users.get('BOSS')).username).toBe('boss');
  const { call } = withToken(server, user.token);
  const { status, body } = await call('PATCH', '/api/v1/users/boss', { body: { password: 'another password' } });
  expect([status, body.error.code]).toEqual([403, 'CURRENT_PASSWORD_REQUIRED']);
});

it('shows a key of one product no license of another, by id or key', async () => {
  await aProduct(server, 'mine');
  const { id, key } = await issued(server);
  const { key: internal } = await keyOf(server, 'internal', { product: 'mine' });
  for (const path of [`licenses/${id}`, `licenses/${key}`, 'products/v2-default']) {
    expect((await server.withKey('GET', `/api/v1/${path}`, {}, internal)).status).toBe(404);
  }
});

it.each(['activations', 'api-keys', 'leads', 'resources'])('%s have ids alone', async (path) => {
  const { status, body } = await get(`${path}/name`);
  expect([status, body.error.details[0].field]).toEqual([400, 'id']);
  const unknown = await get(`${path}/${randomUUID()}`);
  expect([unknown.status, unknown.body.error.details[0].field]).toEqual([404, 'id']);
});

it.each([
  ['customer_id', { customer_id: randomUUID() }],
  ['policy', { policy: randomUUID() }],
  ['product', { product: 'none' }],
])('names %s of a body', async (field, change) => {
  const { id } = await issued(server);
  const created = await server.asAdmin('POST', '/api/v1/licenses', { body: { product: 'v2-default', ...change } });
  const updated = await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: change });
  for (const { status, body } of field === 'product' ? [created] : [created, updated]) {
    expect([status, body.error.details[0].field]).toEqual([404, field]);
  }
});
