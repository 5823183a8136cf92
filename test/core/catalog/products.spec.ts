import { aProduct } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { expectTurns } from '../../testkit/race';
import { countOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const read = (id: string) => server.asAdmin('GET', `/api/v1/products/${id}`);

it('makes a product with a policy of its own that limits nothing', async () => {
  const product = await aProduct(server, 'photo-studio', { name: 'Photo Studio', description: 'Edits photographs.' });
  expect(product).toEqual({
    archived_at: null,
    continue_licenses: 'never',
    restorable_until: null,
    id: expect.any(String),
    number: expect.any(Number),
    reference: 'photo-studio',
    name: 'Photo Studio',
    description: 'Edits photographs.',
    metadata: {},
    envato_item_id: null,
    is_active: true,
    free_hosts: [],
    license_file_parts: [],
    key_pattern: expect.any(String),
    updates_need_license: true,
    serve_latest_updates: true,
    upgrade_url: null,
    shows_customer: false,
    signing_alg: null,
    sparkle_public_key: null,
    tauri_public_key: null,
    trial_policy: null,
    policy: expect.any(String),
    created_at: expect.any(String),
    updated_at: expect.any(String),
  });
  expect(await server.sdk.products.get(product.id)).toEqual(product);
  expect(await issued(server, { product: 'photo-studio' })).toMatchObject({
    policy: product.policy,
    max_activations: null,
    uses_limit: null,
    expires_at: null,
  });
});

it.each([
  ['reference', 'renamed'],
  ['name', 'Renamed'],
  ['description', ''],
  ['envato_item_id', '12345678'],
  ['is_active', false],
  ['updates_need_license', false],
  ['serve_latest_updates', false],
  ['metadata', { public: { theme: 'dark' }, margin: 0.3 }],
  ['upgrade_url', 'https://example.com/upgrade?license={license}'],
  ['shows_customer', true],
  ['license_file_parts', ['metadata', 'users']],
  ['free_hosts', ['acceptance.*', '*.intern.example']],
])('changes %s and leaves the rest as it is', async (field, value) => {
  const before = await aProduct(server, `before ${field}`, { description: 'old' });
  const { status, body: after } = await server.asAdmin('PATCH', `/api/v1/products/${before.id}`, {
    body: { [field]: value },
  });
  expect([status, after]).toEqual([200, { ...before, updated_at: after.updated_at, [field]: value }]);
  expect(await server.sdk.products.get(before.id)).toEqual(after);
});

it.each([
  ['metadata', { metadata: { public: 'everything' } }],
  ['metadata', { metadata: { public: { text: 'x'.repeat(8_200) } } }],
  ['metadata', { metadata: { text: 'x'.repeat(16_400) } }],
  ['upgrade_url', { upgrade_url: 'javascript:alert(1)' }],
  ['upgrade_url', { upgrade_url: 'example.com/upgrade' }],
  ['shows_customer', { shows_customer: 'yes' }],
  ['license_file_parts', { license_file_parts: ['secrets'] }],
  ['free_hosts', { free_hosts: [''] }],
])('refuses a wrong %s', async (field, change) => {
  const { id } = await aProduct(server, `wrong ${JSON.stringify(change).slice(0, 60)}`);
  const { status, body } = await server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: change });
  expect([status, body.error.details]).toEqual([400, [expect.objectContaining({ field })]]);
});

it('serializes concurrent updates, each based on the one before', async () => {
  const { id } = await aProduct(server, 'raced for');
  await expectTurns({ server, table: 'products', id, field: 'name' }, (body) =>
    server.asAdmin('PATCH', `/api/v1/products/${id}`, { body }),
  );
});

it('refuses a reference that exists with 409, and keeps no policy for it', async () => {
  await aProduct(server, 'taken');
  const other = await aProduct(server, 'other');
  const policies = await countOf(server, 'policies');
  const again = await server.asAdmin('POST', '/api/v1/products', { body: { reference: 'taken', name: 'Again' } });
  expect(again).toMatchObject({
    status: 409,
    body: { error: { code: 'CONFLICT', details: [{ field: 'reference', reason: 'taken' }] } },
  });
  expect(await countOf(server, 'policies')).toBe(policies);
  expect((await server.asAdmin('PATCH', `/api/v1/products/${other.id}`, { body: { reference: 'taken' } })).status).toBe(
    409,
  );
});

it.each([
  ['reference', { name: 'x' }],
  ['reference', { reference: '', name: 'x' }],
  ['reference', { reference: 'x'.repeat(256), name: 'x' }],
  ['reference', { reference: 7, name: 'x' }],
  ['reference', { reference: 'x\nproduct=y', name: 'x' }],
  ['reference', { reference: 'x\u2028y', name: 'x' }],
  ['name', { reference: 'x' }],
  ['description', { reference: 'x', name: 'x', description: null }],
  ['envato_item_id', { reference: 'x', name: 'x', envato_item_id: 7 }],
  ['is_active', { reference: 'x', name: 'x', is_active: 'yes' }],
  ['policy', { reference: 'x', name: 'x', policy: NOBODY }],
])('refuses an invalid %s and names the field', async (field, body) => {
  const before = await countOf(server, 'products');
  const refused = await server.asAdmin('POST', '/api/v1/products', { body });
  expect([refused.status, refused.body.error.details[0].field]).toEqual([400, field]);
  expect(await countOf(server, 'products')).toBe(before);
});

it('deletes a product with its versions and its policy', async () => {
  const product = await aProduct(server, 'short-lived');
  await server.sdk.products.createVersion(product.id, { reference: 'v1', version: '1' });
  const policies = await countOf(server, 'policies');
  expect((await server.asAdmin('DELETE', `/api/v1/products/${product.id}`)).status).toBe(204);
  expect((await read(product.id)).status).toBe(404);
  expect([await countOf(server, 'policies'), await countOf(server, 'product_versions')]).toEqual([policies - 1, 0]);
});

it('keeps a product in use whole: its licenses, its versions and its policy', async () => {
  const product = await aProduct(server, 'in-use');
  await server.sdk.products.createVersion(product.id, { reference: 'v1', version: '1' });
  const license = await issued(server, { product: 'in-use' });
  expect(await server.asAdmin('DELETE', `/api/v1/products/${product.id}`)).toMatchObject({
    status: 409,
    body: { error: { code: 'IN_USE' } },
  });
  expect((await server.sdk.products.listVersions(product.id)).items).toHaveLength(1);
  expect((await activate(server, license.key, 'desk')).status).toBe(201);
});

it('keeps a product whose policy another product uses', async () => {
  const product = await aProduct(server, 'lends its policy');
  await issued(server, { product: 'v2-default', policy: product.policy });
  expect((await server.asAdmin('DELETE', `/api/v1/products/${product.id}`)).status).toBe(409);
  expect((await read(product.id)).status).toBe(200);
});

it.each(['GET', 'PATCH', 'DELETE'] as const)(
  '%s of a product that nobody has is 404, by id and by reference',
  async (method) => {
    expect((await server.asAdmin(method, `/api/v1/products/${NOBODY}`, { body: {} })).status).toBe(404);
    expect((await server.asAdmin(method, '/api/v1/products/no-such-product', { body: {} })).status).toBe(404);
  },
);
