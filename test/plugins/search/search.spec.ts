import { aProduct, keyOf } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';
import { createLoggedInUser, withToken } from '../../testkit/users';

let server: TestServer;
let rows: Record<string, { id: string; number: number }>;
beforeAll(async () => {
  server = await TestServer.shared();
  const { sdk } = server;
  const product = await aProduct(server, 'acme-suite', { name: 'Acme Suite' });
  const customer = await sdk.customers.create({ name: 'ACME Corp', email: 'admin@acme.com' });
  const license = await issued(server, { product: 'acme-suite', key: 'ACME-1234', customer_id: customer.id });
  await activate(server, 'ACME-1234', 'acme-fingerprint', { machine_name: 'Desk of Acme' });
  const device = single((await sdk.activations.list({ license: 'ACME-1234' })).items);
  const resource = await sdk.resources.create({ type: 'server', identifier: 'srv.acme.com' });
  const lead = await sdk.leads.create({ name: 'Acme University', type: 'university', city: 'Oslo' });
  const group = { ...(await sdk.groups.create({ name: 'Acme, all sites' })), number: 1 };
  const { id: trial_policy } = await sdk.policies.create({ name: 'Trial', trial_needs_verification: true });
  await sdk.products.update(product.id, { trial_policy });
  const asked = { product: 'acme-suite', hardware_id: 'lab-7', email: 'trial@acme.com' };
  const { body } = await server.call('POST', '/api/v1/trials', { body: asked });
  const trial = await sdk.trials.get(body.id);
  rows = { product, customer, license, device, resource, lead, group, trial };
  await issued(server, { key: 'UNRELATED' });
});
afterAll(() => server.stop());

const search = (query: Record<string, string>) => server.asAdmin('GET', '/api/v1/search', { query });
const typesOf = ({ body }: { body: { items: { type: string }[] } }): string[] => body.items.map(({ type }) => type);

it('finds rows of every type, as the caller knows them', async () => {
  const { status, body } = await search({ q: 'acme' });
  const result = (type: string, path: string, title: string, subtitle: string, state: string | null) => ({
    type,
    id: rows[type]?.id,
    number: rows[type]?.number,
    title,
    subtitle,
    status: state,
    url: `/api/v1/${path}/${rows[type]?.id}`,
  });
  expect([status, body]).toEqual([
    200,
    {
      items: [
        result('customer', 'customers', 'ACME Corp', 'admin@acme.com', null),
        result('license', 'licenses', 'ACME-1234', 'ACME Corp', 'active'),
        result('device', 'activations', 'Desk of Acme', 'ACME-1234', 'active'),
        result('resource', 'resources', 'srv.acme.com', 'server', 'available'),
        result('lead', 'leads', 'Acme University', 'Oslo', 'new'),
        result('product', 'products', 'Acme Suite', 'acme-suite', 'active'),
        result('group', 'groups', 'Acme, all sites', '', null),
        result('trial', 'trials', 'lab-7', 'trial@acme.com', 'pending_verification'),
      ],
      total: 8,
      total_is_exact: true,
      searched_rows: null,
    },
  ]);
  for (const { url, id } of body.items) {
    expect((await server.asAdmin('GET', url)).body.id).toBe(id);
  }
});

it.each(['customer', 'license', 'device', 'resource', 'lead', 'product', 'group', 'trial'])(
  'finds only a %s by type',
  async (type) => {
    const answer = await search({ q: 'acme', type });
    expect(typesOf(answer)).toEqual([type]);
    expect(answer.body.total).toBe(1);
  },
);

it('shares the limit among the types, and counts all', async () => {
  const answer = await search({ q: 'acme', limit: '3' });
  expect(typesOf(answer)).toEqual(['customer', 'license', 'device']);
  expect(answer.body.total).toBe(8);
});

it('shows the newest first, 20 by default, and counts up to 1,000 of a type', async () => {
  await server.dataSource.query(`
    INSERT INTO licenses (key, product_id, policy_id, created_at, updated_at)
    SELECT 'BULK-' || n, p.id, p.policy_id, now(), now()
    FROM products p, generate_series(1, 1100) AS n WHERE p.reference = 'v2-default' ORDER BY n
  `);
  const { items, total, total_is_exact } = await server.sdk.search.find({ q: 'bulk-' });
  expect(items.map(({ title }) => title)).toEqual(Array.from({ length: 20 }, (_, n) => `BULK-${1100 - n}`));
  expect([total, total_is_exact]).toEqual([1000, false]);
  const few = await server.sdk.search.find({ q: 'bulk-110', limit: 1 });
  expect([few.items.length, few.total]).toEqual([1, 2]);
});

it('finds beginnings of texts by one or two letters', async () => {
  expect(typesOf(await search({ q: 'AC' }))).toEqual(['customer', 'license', 'device', 'lead', 'product', 'group']);
  expect(typesOf(await search({ q: 'rp' }))).toEqual([]);
});

it('finds names by their words in any order', async () => {
  await server.sdk.customers.create({ name: 'Ada King Lovelace', company: 'Li Analytical Engines' });
  await server.sdk.leads.create({ name: 'Institute of Numbers', type: 'university' });
  for (const q of ['lovelace ada', 'KING ada', 'Engines  Li', 'Ada King Lovelace']) {
    expect((await server.sdk.search.find({ q })).items).toMatchObject([{ title: 'Ada King Lovelace' }]);
  }
  expect(typesOf(await search({ q: 'numbers institute' }))).toEqual(['lead']);
  expect(typesOf(await search({ q: 'lovelace bob' }))).toEqual([]);
});

it.each([
  ['q', {}],
  ['q', { q: '' }],
  ['q', { q: '%' }],
  ['q', { q: 'x'.repeat(256) }],
  ['type', { q: 'acme', type: 'user' }],
  ['type', { q: 'acme', type: 'constructor' }],
  ['limit', { q: 'acme', limit: '0' }],
  ['limit', { q: 'acme', limit: '101' }],
  ['after', { q: 'acme', after: 'MQ' }],
])('refuses a wrong %s', async (field, query: Record<string, string>) => {
  const { status, body } = await search(query);
  expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', field]);
});

describe('a caller', () => {
  it('who may not read a type does not find its rows, and is refused if that is all it asks for', async () => {
    const { key } = await keyOf(server, 'internal');
    const found = await server.withKey('GET', '/api/v1/search?q=acme', {}, key);
    expect(typesOf(found)).toEqual(['customer', 'license', 'device', 'resource', 'product', 'group', 'trial']);
    expect(found.body.total).toBe(7);
    const refused = await server.withKey('GET', '/api/v1/search?q=acme&type=lead', {}, key);
    expect([refused.status, refused.body.error.code]).toEqual([403, 'FORBIDDEN']);
  });

  it('with one permission finds rows of that type', async () => {
    const { key } = await keyOf(server, 'internal', { permissions: ['customers:read'] });
    expect(typesOf(await server.withKey('GET', '/api/v1/search?q=acme', {}, key))).toEqual(['customer']);
    const { key: other } = await keyOf(server, 'internal', { permissions: ['policies:read'] });
    expect((await server.withKey('GET', '/api/v1/search?q=acme', {}, other)).status).toBe(403);
  });

  it('with a key of one product finds what is of that product', async () => {
    await aProduct(server, 'other');
    const { key } = await keyOf(server, 'internal', { product: 'other' });
    expect(typesOf(await server.withKey('GET', '/api/v1/search?q=acme', {}, key))).toEqual(['resource']);
    const { key: own } = await keyOf(server, 'internal', { product: 'acme-suite' });
    expect(typesOf(await server.withKey('GET', '/api/v1/search?q=acme', {}, own))).toEqual([
      'customer',
      'license',
      'device',
      'resource',
      'product',
      'trial',
    ]);
  });

  it('who only views finds all, a program nothing', async () => {
    const { token } = await createLoggedInUser(server, 'viewer');
    expect((await withToken(server, token).call('GET', '/api/v1/search?q=acme')).body.total).toBe(8);
    expect((await server.withKey('GET', '/api/v1/search?q=acme')).status).toBe(403);
    expect((await server.call('GET', '/api/v1/search?q=acme')).status).toBe(401);
  });
});
