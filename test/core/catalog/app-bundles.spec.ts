import type { ListAppBundlesQuery } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { createLoggedInUser } from '../../testkit/users';
import { expectTurns } from '../../testkit/race';
import { auditOf, eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const PATH = '/api/v1/app-bundles';
const EXPIRES = '2025-12-31T23:59:59.000Z';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('app_bundles', 'stored_files'));
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const create = (more: object = {}) =>
  server.asAdmin('POST', PATH, { body: { app_bundle_id: 'com.example.editor', expires_at: EXPIRES, ...more } });
const read = (id: string) => server.asAdmin('GET', `${PATH}/${id}`);
const bundles = async (): Promise<number> =>
  (await server.dataSource.query('SELECT count(*)::integer AS n FROM app_bundles'))[0].n;

it('creates an app bundle from an id and a date', async () => {
  await server.adminToken();
  const now = new Date(Date.now() + 1_000).toISOString();
  server.clock.holdAt(now);
  const { status, body } = await create();
  expect([status, body]).toEqual([
    201,
    {
      id: expect.any(String),
      number: 1,
      app_bundle_id: 'com.example.editor',
      status: 'active',
      expires_at: EXPIRES,
      features: [],
      version: '',
      platform: '',
      description: '',
      license_file: '',
      created_by: 'admin',
      updated_by: '',
      created_at: now,
      updated_at: now,
    },
  ]);
  expect(await server.sdk.appBundles.get(body.id)).toEqual(body);
});

it.each([
  ['app_bundle_id', 'com.example.renamed'],
  ['status', 'disabled'],
  ['expires_at', '2030-01-01T00:00:00.000Z'],
  ['features', ['beauty', 'filter']],
  ['version', '2.5.0'],
  ['platform', 'harmony'],
  ['description', '美颜'],
])('changes %s and leaves the rest as it is', async (field, value) => {
  const before = await server.sdk.appBundles.create({
    app_bundle_id: 'com.example.editor',
    expires_at: EXPIRES,
    description: 'old',
    version: '1.0',
    features: ['sticker'],
  });
  const { status, body: after } = await server.asAdmin('PATCH', `${PATH}/${before.id}`, { body: { [field]: value } });
  expect([status, after]).toEqual([
    200,
    { ...before, updated_at: expect.any(String), updated_by: 'admin', [field]: value },
  ]);
  expect(await server.sdk.appBundles.get(before.id)).toEqual(after);
});

it('lists them newest first, page by page and by field', async () => {
  for (const name of ['one', 'two', 'three']) {
    await server.sdk.appBundles.create({
      app_bundle_id: name,
      expires_at: EXPIRES,
      platform: name === 'two' ? 'ios' : 'android',
    });
  }
  const names = async (query: ListAppBundlesQuery) => {
    const { items, next } = await server.sdk.appBundles.list(query);
    return { names: items.map((item) => item.app_bundle_id), next };
  };
  const first = await names({ limit: 2 });
  expect(first).toEqual({ names: ['three', 'two'], next: expect.any(String) });
  expect(await names({ limit: 2, after: String(first.next) })).toEqual({ names: ['one'], next: null });
  expect(await names({ platform: 'android' })).toEqual({ names: ['three', 'one'], next: null });
  expect(await names({ app_bundle_id: 'two', status: 'active' })).toEqual({ names: ['two'], next: null });
  expect(await names({ status: 'expired' })).toEqual({ names: [], next: null });
});

it('refuses an app_bundle_id that exists with 409', async () => {
  await server.sdk.appBundles.create({ app_bundle_id: 'com.example.editor', expires_at: EXPIRES });
  const other = await server.sdk.appBundles.create({
    app_bundle_id: 'other',
    expires_at: EXPIRES,
  });
  expect(await create()).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
  const renamed = await server.asAdmin('PATCH', `${PATH}/${other.id}`, {
    body: { app_bundle_id: 'com.example.editor' },
  });
  expect(renamed).toMatchObject({ status: 409, body: { error: { code: 'CONFLICT' } } });
  expect(await bundles()).toBe(2);
});

it.each([
  ['app_bundle_id', ''],
  ['app_bundle_id', undefined],
  ['app_bundle_id', 'a b'],
  ['app_bundle_id', 'a/b'],
  ['app_bundle_id', '..'],
  ['app_bundle_id', 'x'.repeat(256)],
  ['status', 'needs_update'],
  ['status', null],
  ['expires_at', undefined],
  ['expires_at', null],
  ['expires_at', 'tomorrow'],
  ['features', 'beauty'],
  ['features', [1]],
  ['version', 1],
  ['platform', null],
  ['description', 'x'.repeat(2001)],
  ['license_file', 'mine.lic'],
  ['created_by', 'me'],
])('refuses %s = %j and names the field', async (field, value) => {
  const refused = await create({ [field]: value });
  expect([refused.status, refused.body.error.details[0].field]).toEqual([400, field]);
  expect(await bundles()).toBe(0);
});

it('deletes an app bundle, and records every change', async () => {
  const { id } = await server.sdk.appBundles.create({ app_bundle_id: 'com.example.editor', expires_at: EXPIRES });
  await server.sdk.appBundles.update(id, { status: 'disabled' });
  expect((await server.asAdmin('DELETE', `${PATH}/${id}`)).status).toBe(204);
  expect((await read(id)).status).toBe(404);
  const names = ['app_bundle.created', 'app_bundle.updated', 'app_bundle.deleted'];
  expect((await eventsOf(server, id)).map(({ name }) => name)).toEqual(names);
  expect(await auditOf(server, id)).toEqual(names.map((action) => ({ action, actor: 'admin' })));
});

it.each(['GET', 'PATCH', 'DELETE'] as const)(
  'answers 404 to %s of an unknown app bundle, by either id',
  async (method) => {
    expect(await server.asAdmin(method, `${PATH}/${NOBODY}`, { body: {} })).toMatchObject({
      status: 404,
      body: { error: { code: 'NOT_FOUND' } },
    });
    expect((await server.asAdmin(method, `${PATH}/com.example.nobody`, { body: {} })).status).toBe(404);
  },
);

describe('callers', () => {
  it('may write as owners, admins and internal keys, and read as support and viewers', async () => {
    const body = (name: string) => ({ body: { app_bundle_id: name, expires_at: EXPIRES } });
    for (const role of ['admin', 'support', 'viewer'] as const) {
      const { call } = await createLoggedInUser(server, role);
      expect((await call('GET', PATH)).status).toBe(200);
      expect((await call('POST', PATH, body(role))).status).toBe(role === 'admin' ? 201 : 403);
    }
    const { key: internal } = await keyOf(server, 'internal');
    const { key: external } = await keyOf(server, 'external');
    expect((await server.withKey('POST', PATH, body('internal'), internal)).status).toBe(201);
    expect((await server.withKey('GET', PATH, {}, external)).status).toBe(403);
    expect((await server.call('GET', PATH)).status).toBe(401);
  });

  it('with a key that is good for one product have none of them', async () => {
    const { key } = await keyOf(server, 'internal', { product: 'v2-default' });
    const { id } = await server.sdk.appBundles.create({ app_bundle_id: 'com.example.editor', expires_at: EXPIRES });
    expect((await server.withKey('GET', PATH, {}, key)).status).toBe(403);
    expect((await server.withKey('GET', `${PATH}/${id}`, {}, key)).status).toBe(403);
    expect((await server.withKey('DELETE', `${PATH}/${id}`, {}, key)).status).toBe(403);
    expect(await bundles()).toBe(1);
  });
});

it('serializes concurrent updates, each based on the one before', async () => {
  const { id } = await server.sdk.appBundles.create({ app_bundle_id: 'com.example.editor', expires_at: EXPIRES });
  await expectTurns({ server, table: 'app_bundles', id, field: 'description' }, (body) =>
    server.asAdmin('PATCH', `${PATH}/${id}`, { body }),
  );
});

it('keeps every one of several concurrent changes', async () => {
  const { id } = await server.sdk.appBundles.create({ app_bundle_id: 'com.example.editor', expires_at: EXPIRES });
  const changes = [{ version: '2' }, { platform: 'ios' }, { description: 'new' }, { status: 'expired' }];
  await Promise.all(changes.map((change) => server.asAdmin('PATCH', `${PATH}/${id}`, { body: change })));
  expect(await server.sdk.appBundles.get(id)).toMatchObject(Object.assign({}, ...changes));
});
