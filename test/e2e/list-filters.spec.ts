import type { Customer, License, ListLicensesQuery, Policy } from '../../sdk/src/generated/native';
import { aProduct } from '../support/callers';
import { activate, issued } from '../support/issue';
import { single } from '../support/rows';
import { TestServer } from '../support/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

const create = async (path: string, body: object): Promise<{ id: string }> => {
  const { status, body: row } = await server.asAdmin('POST', `/api/v1/${path}`, { body });
  expect(status).toBe(201);
  return row;
};

async function idsOf(path: string, query: Record<string, string>): Promise<string[]> {
  const { status, body } = await server.asAdmin('GET', `/api/v1/${path}`, { query: { limit: '100', ...query } });
  expect([status, body.next]).toEqual([200, null]);
  return body.items.map(({ id }: { id: string }) => id);
}

describe('licenses', () => {
  let ada: Customer;
  let policy: Policy;
  let license: License;
  let other: License;
  beforeAll(async () => {
    ada = await server.sdk.customers.create({
      name: 'Ada Lovelace',
      email: 'ada@engines.example',
      company: 'Engines Ltd',
      reference: 'C-7',
    });
    policy = await server.sdk.policies.create({ name: 'Floating' });
    license = await issued(server, {
      key: 'SEEK-A1B2-C3D4',
      customer_id: ada.id,
      policy: policy.id,
      description: 'For the workshop',
      starts_at: '2030-01-01',
      expires_at: '2031-01-01',
    });
    other = await issued(server, { key: 'OTHER-1', starts_at: '2030-06-01', expires_at: '2031-06-01' });
  });

  it.each(['id', 'reference', 'email'] as const)('are found by the %s of their customer', async (field) => {
    expect(await idsOf('licenses', { customer: ada[field] ?? '' })).toEqual([license.id]);
  });

  it('are found by a name that two policies have', async () => {
    for (const key of ['TWIN-1', 'TWIN-2']) {
      const { id } = await server.sdk.policies.create({ name: 'Twin' });
      await issued(server, { key, policy: id });
    }
    expect(await idsOf('licenses', { policy: 'Twin' })).toHaveLength(2);
  });

  it('are found by an e-mail address in any case', async () => {
    expect(await idsOf('licenses', { customer: 'Ada@Engines.Example' })).toEqual([license.id]);
  });

  it('are found by the id or name of a policy, and the id or reference of a product', async () => {
    const product = await aProduct(server, 'found by both');
    const { id } = await issued(server, { product: 'found by both' });
    expect(await idsOf('licenses', { policy: policy.id })).toEqual([license.id]);
    expect(await idsOf('licenses', { policy: 'Floating' })).toEqual([license.id]);
    expect(await idsOf('licenses', { product: product.id })).toEqual([id]);
    expect(await idsOf('licenses', { product: 'found by both' })).toEqual([id]);
  });

  it.each(['a1b2', 'seek-a1', 'C3D', 'WORKSHOP', 'lovelace', '@engines', 'Engines Ltd', 'ad', 'SE'])(
    'are found by %s',
    async (q) => {
      expect(await idsOf('licenses', { q })).toEqual([license.id]);
    },
  );

  it.each(['1b', 'ce', 'seek_a1', 'A1B2%'])('are not found by %s', async (q) => {
    expect(await idsOf('licenses', { q })).toEqual([]);
  });

  it.each(['%', '_'])('are not searched for %s, which has no letter or digit', async (q) => {
    expect((await server.asAdmin('GET', '/api/v1/licenses', { query: { q } })).status).toBe(400);
  });

  it.each(['starts', 'expires'])(
    'are found by when they %s: from a time on, and up to but without it',
    async (verb) => {
      const [first, second] = verb === 'starts' ? ['2030-01-01', '2030-06-01'] : ['2031-01-01', '2031-06-01'];
      const between = { [`${verb}_after`]: first, [`${verb}_before`]: second };
      expect(await idsOf('licenses', between)).toEqual([license.id]);
      expect(await idsOf('licenses', { [`${verb}_after`]: second })).toEqual([other.id]);
      expect(await idsOf('licenses', { [`${verb}_before`]: first })).toEqual([]);
    },
  );

  it('are found by when they were created', async () => {
    server.clock.holdAt('2040-01-01T00:00:00.000Z');
    const { id } = await issued(server);
    server.clock.reset();
    expect(await idsOf('licenses', { created_after: '2040-01-01' })).toEqual([id]);
    expect(await idsOf('licenses', { created_after: '2040-01-02' })).toEqual([]);
    expect(await idsOf('licenses', { created_before: '2001-01-01' })).toEqual([]);
  });

  it('are exported by the same filters', async () => {
    const query = { q: 'lovelace', expires_before: '2032-01-01' };
    const { body } = await server.asAdmin('GET', '/api/v1/licenses/export', { query });
    expect(body.trim().split(/\r?\n/).slice(1)).toEqual([expect.stringContaining('SEEK-A1B2-C3D4')]);
  });
});

describe('activations', () => {
  let license: License;
  let desk: string;
  beforeAll(async () => {
    await aProduct(server, 'devices');
    license = await issued(server, { product: 'devices', key: 'ACT-4567-89AB' });
    await activate(server, license.key, 'fingerprint-0815', { machine_name: 'Reception desk' });
    await activate(server, (await issued(server)).key, 'elsewhere', { machine_name: 'Laptop' });
    const { items } = await server.sdk.activations.list({ fingerprint: 'fingerprint-0815' });
    desk = single(items).id;
    await server.dataSource.query(`UPDATE activations SET ip = '203.0.113.9' WHERE uid = $1`, [desk]);
  });

  it.each([
    ['name', 'RECEPTION'],
    ['ip', '203.0.113.9'],
    ['product', 'devices'],
    ['license', 'ACT-4567-89AB'],
    ['q', 'print-08'],
    ['q', 'desk'],
    ['q', '4567-89'],
    ['q', '203.0.113.9'],
  ])('are found by %s %s', async (field, value) => {
    expect(await idsOf('activations', { [field]: value })).toEqual([desk]);
  });

  it('are found by the ids of their license and product', async () => {
    expect(await idsOf('activations', { license: license.id })).toEqual([desk]);
    const { id } = await server.sdk.products.get('devices');
    expect(await idsOf('activations', { product: id })).toEqual([desk]);
  });
});

/** One row that is found, with a text that finds it and one that does not. */
it.each([
  ['products', { reference: 'gold-edition', name: 'Treasure' }, ['gold', 'TREAS', 'tr'], 're'],
  ['policies', { name: 'Rented by month' }, ['by month', 'RENT'], 'year'],
  ['customers', { name: 'Grace', email: 'g@navy.example', company: 'Navy', reference: 'R-1' }, ['grace', 'R-1'], 'R-'],
  [
    'users',
    { username: 'radia', email: 'r@span.example', password: 'a password', role: 'viewer' },
    ['RAD', 'span'],
    'x',
  ],
  ['api-keys', { name: 'Nightly build', kind: 'internal' }, ['nightly'], 'daily'],
  [
    'app-bundles',
    { app_bundle_id: 'org.lens.app', expires_at: '2090-01-01', description: 'Sees far' },
    ['lens', 'sees'],
    'near',
  ],
  ['products/v2-default/versions', { reference: 'r-77', version: '7.7.1' }, ['7.7', 'r-7'], '8.8'],
])('%s are found by q', async (path, body, texts, wrong) => {
  const { id } = await create(path, body);
  for (const q of texts) {
    expect(await idsOf(path, { q })).toContain(id);
  }
  expect(await idsOf(path, { q: wrong })).not.toContain(id);
});

it('filters products and versions by whether they are active, users by role, API keys by kind', async () => {
  const { id } = await aProduct(server, 'retired', { is_active: false });
  expect(await idsOf('products', { is_active: 'false' })).toEqual([id]);
  expect(await idsOf('products', { is_active: 'true' })).not.toContain(id);
  const { id: version } = await server.sdk.products.createVersion('retired', {
    reference: 'v1',
    version: '1.0',
    is_active: false,
  });
  expect(await idsOf('products/retired/versions', { is_active: 'false' })).toEqual([version]);
  expect(await idsOf('users', { role: 'support' })).toEqual([]);
  const { id: key } = await server.sdk.apiKeys.create({ name: 'by kind', kind: 'external' });
  expect(await idsOf('api-keys', { kind: 'external' })).toEqual([key]);
});

it('finds settings by a part of the name', async () => {
  const { items } = await server.sdk.settings.list({ q: 'BLACKLIST.dom' });
  expect(items[0]?.name).toBe('blacklist.domains');
});

it('finds sessions and resources by the key of the license', async () => {
  expect(await idsOf('license-sessions', { license: 'ACT-4567-89AB' })).toEqual([]);
  const { id } = await server.sdk.resources.create({ type: 'server', identifier: 'SRV-001' });
  await server.sdk.resources.allocate({
    license_id: (await server.sdk.licenses.get('ACT-4567-89AB')).id,
    resource_ids: [id],
  });
  expect(await idsOf('resources', { license: 'ACT-4567-89AB' })).toEqual([id]);
});

it.each(['licenses', 'activations', 'products', 'policies', 'customers', 'users', 'api-keys', 'leads', 'resources'])(
  'refuses a q of %s that nothing could be found by',
  async (path) => {
    for (const q of ['', ' ', '--', '%_', 'x'.repeat(256)]) {
      const { status, body } = await server.asAdmin('GET', `/api/v1/${path}`, { query: { q } });
      expect([status, body.error.details[0].field]).toEqual([400, 'q']);
    }
  },
);

describe('licenses far from the newest', () => {
  const BLOCK = 4_096;
  const keys = ['FAR-1', 'FAR-2', 'FAR-3', 'FAR-4'];
  beforeAll(async () => {
    for (const key of keys) {
      await issued(server, { key, expires_at: key === 'FAR-4' ? '2051-01-01' : '2050-01-01' });
      await server.dataSource.query(
        `SELECT setval(pg_get_serial_sequence('licenses', 'id'), max(id) + $1) FROM licenses`,
        [2 * BLOCK],
      );
    }
  });

  const page = async (query: ListLicensesQuery) => {
    const { items, next } = await server.sdk.licenses.list(query);
    return { keys: items.map(({ key }) => key), next };
  };

  it('are found by a date, newest first, page by page', async () => {
    const query = { expires_after: '2050-01-01', expires_before: '2050-06-01', limit: 2 };
    const first = await page(query);
    expect(first).toEqual({ keys: ['FAR-3', 'FAR-2'], next: expect.any(String) });
    expect(await page({ ...query, after: String(first.next) })).toEqual({ keys: ['FAR-1'], next: null });
  });

  it('are not found by a cursor beyond the newest any later', async () => {
    const after = Buffer.from(String(Number.MAX_SAFE_INTEGER)).toString('base64url');
    const { keys: found } = await page({ expires_after: '2050-01-01', after });
    expect(found).toEqual([...keys].reverse());
  });

  it('are found with another filter as well', async () => {
    expect((await page({ expires_after: '2050-01-01', key: 'FAR-1' })).keys).toEqual(['FAR-1']);
    expect((await page({ expires_after: '2050-01-01', q: 'far-2' })).keys).toEqual(['FAR-2']);
    expect((await page({ expires_after: '2050-01-01', product: 'nobody' })).keys).toEqual([]);
  });
});

describe('more rows than a search for one letter looks through', () => {
  beforeAll(async () => {
    await server.sdk.customers.create({ name: 'Zoë', reference: 'z' });
    await server.sdk.customers.create({ name: 'Zacharias Old' });
    await server.sdk.customers.create({ name: '王伟' });
    await server.dataSource.query(
      `INSERT INTO customers (name, created_at, updated_at) SELECT 'Many', now(), now() FROM generate_series(1, 10000)`,
    );
    await server.sdk.customers.create({ name: 'Zacharias New' });
  });

  const namesOf = async (q: string): Promise<string[]> => {
    return (await server.sdk.customers.list({ q })).items.map(({ name }) => name);
  };

  it.each([
    ['za', 'the newest', ['Zacharias New']],
    ['z', 'the newest, and an exact reference', ['Zacharias New', 'Zoë']],
    ['zac', 'all', ['Zacharias New', 'Zacharias Old']],
    ['王伟', 'all', ['王伟']],
  ])('searches for %s in %s', async (q, _rows, names) => {
    expect(await namesOf(q)).toEqual(names);
  });
});
