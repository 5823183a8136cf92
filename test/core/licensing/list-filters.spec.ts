import type { Customer, License, ListLicensesQuery, Policy } from '../../../sdk/src/generated/native';
import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import { SEARCH_LIMITS } from '../../../src/core/platform/database/like-pattern';
import { aProduct } from '../../testkit/callers';
import { ADMIN_PASSWORD } from '../../testkit/credentials';
import { activate, issued } from '../../testkit/issue';
import { runQueued } from '../../testkit/jobs';
import { metered, use } from '../../support/meters';
import { single } from '../../testkit/rows';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
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

  it('are found by a customer whose whole name has two letters', async () => {
    const { id: customer_id } = await server.sdk.customers.create({ name: '王芳' });
    const { id } = await issued(server, { key: 'TWO-LETTERS', customer_id });
    expect(await idsOf('licenses', { q: '王芳' })).toEqual([id]);
    expect(await idsOf('customers', { q: '王芳' })).toEqual([customer_id]);
  });

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

describe('filters with several values, limits and metadata', () => {
  let licenses: License[];
  beforeAll(async () => {
    licenses = [];
    for (const [index, metadata] of [
      { order: 1001, paid: true },
      { order: '1001', tags: ['a'] },
      { order: '1002', __proto__x: 'y' },
    ].entries()) {
      licenses.push(
        await issued(server, {
          key: `RANGE-${index}`,
          metadata,
          expires_at: `2045-0${index + 1}-01T00:00:00Z`,
          max_activations: index + 50,
          type: index === 2 ? 'trial' : 'subscription',
        }),
      );
    }
    await server.sdk.licenses.block(licenses[0]?.id ?? '');
  });
  const ids = (...indexes: number[]) => indexes.map((index) => licenses[index]?.id);

  it('finds licenses by one or several statuses, types and states', async () => {
    const found = async (query: Record<string, string>) =>
      await idsOf('licenses', { 'expires_at[gte]': '2045-01-01', ...query });
    expect(await found({ status: 'blocked,unused' })).toEqual(ids(2, 1, 0));
    expect(await found({ status: 'unused' })).toEqual(ids(2, 1));
    expect(await found({ type: 'trial,lifetime' })).toEqual(ids(2));
    expect(await found({ state: 'blocked,revoked' })).toEqual(ids(0));
    const { body } = await server.asAdmin('GET', '/api/v1/licenses?status=blocked&status=revoked');
    expect(body.items.map(({ id }: License) => id)).toEqual(ids(0));
  });

  it.each([
    ['broken', 'broken'],
    ['unused,', ''],
    [',', ''],
    ['unused,unknown', 'unknown'],
    ['', ''],
  ])('refuses the status %j and names %j', async (status, unknown) => {
    const { status: code, body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { status } });
    const message = expect.stringContaining(`status cannot be "${unknown}"; values: revoked, blocked, `);
    expect([code, body.error.details[0]]).toEqual([400, expect.objectContaining({ field: 'status', message })]);
  });

  it.each([
    ['licenses', 'product'],
    ['licenses', 'policy'],
    ['customers', 'reference'],
    ['activations', 'fingerprint'],
    ['audit', 'actor'],
    ['events', 'type'],
  ])('refuses more than 20 values and empty ones of %s by %s', async (path, field) => {
    for (const values of [Array.from({ length: 21 }, (_, index) => `x${index}`).join(','), 'x,', ',', '']) {
      const { status, body } = await server.asAdmin('GET', `/api/v1/${path}`, { query: { [field]: values } });
      expect([values, status, body.error?.details[0].field]).toEqual([values, 400, field]);
    }
  });

  it('finds licenses by several products, customers, policies, groups, batches and keys', async () => {
    const ada = await server.sdk.customers.create({ name: 'Ada', reference: 'several-ada' });
    const bob = await server.sdk.customers.create({ name: 'Bob', email: 'several@bob.example' });
    for (const name of ['Several, A', 'Several B']) {
      await server.sdk.policies.create({ name });
      await server.sdk.groups.create({ name });
    }
    await aProduct(server, 'several');
    const first = await issued(server, {
      key: 'SEVERAL-1',
      product: 'several',
      customer_id: ada.id,
      policy: 'Several, A',
      group: 'Several, A',
    });
    const second = await issued(server, {
      key: 'SEVERAL-2',
      customer_id: bob.id,
      policy: 'Several B',
      group: 'Several B',
    });
    for (const [id, batch] of [
      [first.id, 'b, 1'],
      [second.id, 'b 2'],
    ]) {
      await server.dataSource.query('UPDATE licenses SET batch = $2 WHERE uid = $1', [id, batch]);
    }
    const both = [second.id, first.id];
    const queries: Record<string, string>[] = [
      { customer: 'several-ada,Several@bob.example' },
      { customer_id: `${ada.id},${bob.id}` },
      { policy: '"Several, A",Several B' },
      { group: 'Several B,"Several, A"' },
      { batch: 'b 2,"b, 1"' },
      { key: 'several1,SEVERAL-2' },
      { product: 'several,v2-default', q: 'SEVERAL' },
    ];
    for (const query of queries) {
      expect([query, await idsOf('licenses', query)]).toEqual([query, both]);
      expect(await idsOf('licenses', { ...query, sort: 'key' })).toEqual(both.toReversed());
    }
    expect(await idsOf('licenses', { policy: '"Several, A"' })).toEqual([first.id]);
    expect(await idsOf('licenses', { policy: 'Several, A' })).toEqual([]);
    expect(await idsOf('licenses', { product: 'several,nobody' })).toEqual([first.id]);
    const { body } = await server.asAdmin('GET', '/api/v1/licenses?policy=Several,%20A&policy=Several%20B');
    expect(body.items.map(({ id }: License) => id)).toEqual(both);
  });

  it('finds rows of every list by several values of a filter', async () => {
    await aProduct(server, 'lists');
    await aProduct(server, 'others');
    const licenses = [await issued(server, { product: 'lists' }), await issued(server, { product: 'others' })];
    for (const [index, { key }] of licenses.entries()) {
      await activate(server, key, `several-${index}`);
    }
    const keys = licenses.map(({ key }) => key).join(',');
    const counts = async (path: string, queries: Record<string, string>[]): Promise<number[]> =>
      await Promise.all(queries.map(async (query) => (await idsOf(path, query)).length));
    expect(
      await counts('activations', [
        { license: keys },
        { fingerprint: 'several-0,several-1' },
        { product: 'lists,others' },
      ]),
    ).toEqual([2, 2, 2]);
    for (const channel of ['beta', 'rc', 'alpha']) {
      const version = { reference: channel, version: `1.0.0-${channel}.1`, channel };
      await server.sdk.products.createVersion('lists', version);
      await server.sdk.keyPools.create({ name: channel, product: channel === 'rc' ? 'lists' : 'others' });
      await create('resources', { type: `several-${channel}`, identifier: channel });
      await create('leads', { name: channel, type: `several-${channel}` });
      await create('app-bundles', { app_bundle_id: `several.${channel}`, expires_at: '2090-01-01', platform: channel });
    }
    expect(await counts('products/lists/versions', [{ channel: 'Beta,rc' }])).toEqual([2]);
    expect(await counts('key-pools', [{ product: 'lists,others' }])).toEqual([3]);
    expect(await counts('resources', [{ type: 'several-rc,several-beta', status: 'available,allocated' }])).toEqual([
      2,
    ]);
    expect(await counts('leads', [{ type: 'several-rc,several-beta', status: 'new,lost' }])).toEqual([2]);
    expect(await counts('app-bundles', [{ app_bundle_id: 'several.rc,several.beta', platform: 'rc,beta' }])).toEqual([
      2,
    ]);
    expect(await counts('users', [{ role: 'owner,viewer' }])).toEqual([1]);
    expect(await counts('license-sessions', [{ license: keys }])).toEqual([0]);
    expect(await counts('monitoring/anomalies', [{ license: keys, type: 'excessive_heartbeats' }])).toEqual([0]);
    expect(
      await counts('trials', [{ product: 'lists,others', state: 'running,ended', email: 'a@b.example,c' }]),
    ).toEqual([0]);
  });

  it('finds records by several types, actions and actors', async () => {
    await create('products', { reference: 'recorded', name: 'Recorded' });
    const names = async (path: string, query: Record<string, string>): Promise<string[]> => {
      const { status, body } = await server.asAdmin('GET', `/api/v1/${path}`, { query: { limit: '100', ...query } });
      expect(status).toBe(200);
      return [...new Set<string>(body.items.map((row: Record<string, string>) => row.type ?? row.action))].sort();
    };
    const both = 'product.created,policy.created';
    expect(await names('events', { type: both })).toEqual(['policy.created', 'product.created']);
    expect(await names('events', { type: both, order: 'oldest' })).toEqual(['policy.created', 'product.created']);
    expect(await names('audit', { action: both, actor: 'admin,nobody' })).toEqual([
      'policy.created',
      'product.created',
    ]);
    expect(await names('audit', { action: both, actor: 'nobody,no one' })).toEqual([]);
  });

  it('finds licenses by limits of times and numbers, alone and sorted', async () => {
    const range = { 'expires_at[gt]': '2045-01-01', 'expires_at[lte]': '2045-03-01' };
    expect(await idsOf('licenses', range)).toEqual(ids(2, 1));
    expect(await idsOf('licenses', { ...range, sort: 'expires_at' })).toEqual(ids(1, 2));
    expect(await idsOf('licenses', { ...range, sort: '-key' })).toEqual(ids(2, 1));
    expect(await idsOf('licenses', { 'max_activations[gte]': '50', 'max_activations[lt]': '52' })).toEqual(ids(1, 0));
    expect(await idsOf('licenses', { 'expires_at[lt]': '2045-02-01', 'expires_at[gte]': '2045-01-01' })).toEqual(
      ids(0),
    );
  });

  it('finds rows of every list with dates by limits of them', async () => {
    for (const path of [
      'customers',
      'products',
      'policies',
      'users',
      'api-keys',
      'groups',
      'webhooks',
      'key-pools',
      'app-bundles',
      'products/v2-default/versions',
    ]) {
      const all = await server.asAdmin('GET', `/api/v1/${path}`, { query: { limit: '100' } });
      const some = await server.asAdmin('GET', `/api/v1/${path}`, {
        query: { limit: '100', 'created_at[gt]': '2001-01-01' },
      });
      expect([path, some.status, some.body.items]).toEqual([path, 200, all.body.items]);
      expect(await idsOf(path, { 'created_at[lt]': '2001-01-01' })).toEqual([]);
    }
    expect(await idsOf('activations', { 'activated_at[lt]': '2001-01-01' })).toEqual([]);
  });

  it.each([
    ['expires_at[near]', '2045-01-01', 'expires_at[near]'],
    ['colour[lt]', '2045-01-01', 'colour[lt]'],
    ['product[lt]', 'a', 'product[lt]'],
    ['expires_at', '2045-01-01', 'expires_at'],
    ['expires_at[lt]', 'soon', 'expires_at.lt'],
    ['max_activations[lt]', 'many', 'max_activations.lt'],
    ['max_activations[lt]', '', 'max_activations.lt'],
    ['metadata', 'x', 'metadata'],
    ['metadata[]', 'x', 'metadata'],
    ['metadata[a]', 'x'.repeat(1001), 'metadata'],
    ['metadata[a]', '1e999', 'metadata'],
    ['metadata[a]', '-1e999', 'metadata'],
  ])('refuses %s=%s by name', async (name, value, field) => {
    const { status, body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { [name]: value } });
    expect([status, body.error.details[0].field]).toEqual([400, field]);
  });

  it('finds licenses, customers and products by fields of their metadata', async () => {
    expect(await idsOf('licenses', { 'metadata[order]': '1001' })).toEqual(ids(1, 0));
    expect(await idsOf('licenses', { 'metadata[order]': '1001', 'metadata[paid]': 'true' })).toEqual(ids(0));
    expect(await idsOf('licenses', { 'metadata[__proto__x]': 'y' })).toEqual(ids(2));
    expect(await idsOf('licenses', { 'metadata[order]': '1001', sort: 'key' })).toEqual(ids(0, 1));
    const customer = await server.sdk.customers.create({ name: 'With data', metadata: { crm: 'A-1' } });
    expect(await idsOf('customers', { 'metadata[crm]': 'A-1' })).toEqual([customer.id]);
    const product = await aProduct(server, 'with-data', { metadata: { line: 3 } });
    expect(await idsOf('products', { 'metadata[line]': '3' })).toEqual([product.id]);
  });

  it('takes them from the SDK with their types, and in the filter of a bulk change', async () => {
    const { items } = await server.sdk.licenses.list({
      status: ['unused', 'active'],
      expires_at: { gte: '2045-01-01', lt: '2046-01-01' },
      metadata: { order: '1001' },
      sort: '-expires_at',
    });
    expect(items.map(({ id }) => id)).toEqual(ids(1));
    expect(await server.sdk.licenses.list({ status: 'blocked', max_activations: { gt: 49 } })).toMatchObject({
      items: [{ id: licenses[0]?.id }],
    });
    const preview = await server.sdk.licenses.bulk({
      action: 'disable',
      filter: { status: ['unused', 'blocked'], expires_at: { gte: '2045-01-01' }, metadata: { order: '1001' } },
      preview: true,
    });
    expect(preview).toMatchObject({ matching: 2 });
  });

  it('merges changes of metadata, and removes fields that are null', async () => {
    const [license] = licenses;
    const changed = await server.sdk.licenses.update(license?.id ?? '', { metadata: { paid: null, note: 'x' } });
    expect(changed.metadata).toEqual({ order: 1001, note: 'x' });
    const { id } = await server.sdk.customers.create({ name: 'Merged', metadata: { a: 1, b: 2 } });
    expect((await server.sdk.customers.update(id, { metadata: { b: null, c: 3 } })).metadata).toEqual({ a: 1, c: 3 });
    expect((await server.sdk.customers.update(id, { name: 'Other' })).metadata).toEqual({ a: 1, c: 3 });
    const { reference } = await aProduct(server, 'merged', { metadata: { a: { b: 1 } } });
    expect((await server.sdk.products.update(reference, { metadata: { a: { c: 1 } } })).metadata).toEqual({
      a: { c: 1 },
    });
  });

  it('refuses a change after which metadata would be too large', async () => {
    const { id } = await server.sdk.customers.create({ name: 'Large', metadata: { a: 'x'.repeat(10_000) } });
    const { status, body } = await server.asAdmin('PATCH', `/api/v1/customers/${id}`, {
      body: { metadata: { b: 'x'.repeat(10_000) } },
    });
    expect([status, body.error.details[0].field]).toEqual([400, 'metadata']);
    expect((await server.sdk.customers.get(id)).metadata).toEqual({ a: 'x'.repeat(10_000) });
  });
});

describe('what a request refers to', () => {
  it('is named by a UUID, a reference, a name or an e-mail address when a license is issued', async () => {
    const product = await aProduct(server, 'named-product');
    const policy = await server.sdk.policies.create({ name: 'Named policy' });
    const group = await server.sdk.groups.create({ name: 'Named group' });
    const customer = await server.sdk.customers.create({
      name: 'Named',
      reference: 'N-1',
      email: 'named@shop.example',
    });
    const expected = { product: product.reference, policy: policy.id, group: group.id, customer_id: customer.id };
    for (const names of [
      { product: product.id, policy: policy.id, group: group.id, customer_id: customer.id },
      { product: product.reference, policy: policy.name, group: group.name, customer_id: 'N-1' },
      { product: product.reference, policy: policy.name, group: group.name, customer_id: 'Named@Shop.example' },
    ]) {
      expect(await server.sdk.licenses.issue(names)).toMatchObject(expected);
    }
    const { id } = await issued(server);
    const { product: _product, ...named } = expected;
    expect(
      await server.sdk.licenses.update(id, { policy: 'Named policy', group: 'Named group', customer_id: 'N-1' }),
    ).toMatchObject(named);
    expect(
      await server.sdk.licenses.issue({ product: product.id, products: [product.id, product.reference] }),
    ).toMatchObject({ products: ['named-product'] });
    expect(await idsOf('licenses', { group: 'Named group', product: product.id })).toHaveLength(3);
  });

  it('is named likewise in paths and in other bodies', async () => {
    const policy = await server.sdk.policies.create({ name: 'By path' });
    expect(await server.sdk.policies.get('By path')).toMatchObject({ id: policy.id });
    expect(await server.sdk.policies.update('By path', { max_activations: 7 })).toMatchObject({ max_activations: 7 });
    const group = await server.sdk.groups.create({ name: 'By path' });
    expect(await server.sdk.groups.get('By path')).toMatchObject({ id: group.id });
    const { id } = await server.sdk.customers.create({ name: 'P', email: 'path@shop.example', group: 'By path' });
    expect(await server.sdk.customers.get('path@shop.example')).toMatchObject({ id, group: group.id });
    expect(await server.sdk.customers.update('path@shop.example', { notes: 'x' })).toMatchObject({ id, notes: 'x' });
    expect(await aProduct(server, 'tried-by-name', { trial_policy: 'By path' })).toMatchObject({
      trial_policy: policy.id,
    });
    const { key } = await issued(server);
    const moved = await server.sdk.licenses.bulk({
      action: 'change_policy',
      ids: [key],
      params: { policy: 'By path' },
      preview: true,
    });
    expect(moved).toMatchObject({ matching: 1, will_change: 1 });
    const pool = await server.sdk.keyPools.create({ name: 'Named', product: 'tried-by-name', policy: 'By path' });
    expect(pool).toMatchObject({ policy: policy.id });
    await server.sdk.policies.create({ name: 'To delete' });
    expect((await server.asAdmin('DELETE', '/api/v1/policies/To%20delete')).status).toBe(204);
  });

  it('is refused as ambiguous where several have its name, and as unknown where none has', async () => {
    for (const name of ['Double', 'Double']) {
      await server.sdk.policies.create({ name });
      await server.sdk.groups.create({ name });
      await server.sdk.customers.create({ name, email: 'double@shop.example', allow_duplicate_email: true });
    }
    for (const [field, value] of [
      ['policy', 'Double'],
      ['group', 'Double'],
      ['customer_id', 'double@shop.example'],
    ] as const) {
      const { status, body } = await server.asAdmin('POST', '/api/v1/licenses', {
        body: { product: 'v2-default', [field]: value },
      });
      expect([status, body.error.code, body.error.message]).toEqual([
        409,
        'CONFLICT',
        expect.stringContaining(`Several`),
      ]);
      const unknown = await server.asAdmin('POST', '/api/v1/licenses', {
        body: { product: 'v2-default', [field]: 'nobody@nowhere' },
      });
      expect([unknown.status, unknown.body.error.code]).toEqual([404, 'NOT_FOUND']);
    }
    for (const path of ['policies/Double', 'groups/Double', 'customers/double@shop.example']) {
      expect((await server.asAdmin('GET', `/api/v1/${path}`)).status).toBe(409);
    }
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
    expect(SEARCH_LIMITS.newest).toBe(10_000);
    jest.replaceProperty(SEARCH_LIMITS, 'newest', 20);
    await server.sdk.customers.create({ name: 'Zoë', reference: 'z' });
    await server.sdk.customers.create({ name: 'Zacharias Old' });
    await server.sdk.customers.create({ name: '王伟' });
    await server.dataSource.query(
      `INSERT INTO customers (name, created_at, updated_at) SELECT 'Many', now(), now() FROM generate_series(1, 20)`,
    );
    await server.sdk.customers.create({ name: 'Zacharias New' });
  });
  afterAll(() => jest.restoreAllMocks());

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

describe('lists with one order', () => {
  const paths: Record<string, string> = {};
  beforeAll(async () => {
    const license = await metered(server, { exports: {}, imports: {}, renders: {} });
    await use(server, license.key, { exports: 1, imports: 1, renders: 1 });
    for (const device of ['one', 'two', 'three']) {
      await activate(server, license.key, device);
    }
    const credentials = { username: 'admin', password: ADMIN_PASSWORD };
    await server.call('POST', '/api/v1/auth/login', { body: credentials });
    const ids = (await Promise.all([issued(server), issued(server), issued(server)])).map(({ id }) => id);
    const { body } = await server.asAdmin('POST', '/api/v1/licenses/bulk', {
      body: { ids, action: 'extend', params: { days: 1 } },
    });
    await runQueued(server, RUN_BACKGROUND_JOBS);
    Object.assign(paths, {
      requests: `licenses/${license.id}/requests`,
      usage: `licenses/${license.id}/usage`,
      sessions: 'auth/sessions',
      rows: `jobs/${body.job.id}/rows`,
    });
  });

  async function walk(path: string, sort?: string): Promise<object[]> {
    const found: object[] = [];
    let after: string | undefined;
    do {
      const { status, body } = await server.asAdmin('GET', `/api/v1/${path}`, {
        query: { limit: '1', ...(sort !== undefined && { sort }), ...(after !== undefined && { after }) },
      });
      expect(status).toBe(200);
      found.push(...body.items);
      after = body.next ?? undefined;
    } while (after !== undefined);
    return found;
  }

  it.each([
    ['requests', '-at', 'at'],
    ['usage', '-period_start', 'period_start'],
    ['sessions', '-created_at', 'created_at'],
    ['rows', 'position', '-position'],
  ])('are read from both ends, page by page: %s', async (name, usual, other) => {
    const path = paths[name] ?? '';
    const rows = await walk(path);
    expect(rows.length).toBeGreaterThan(1);
    expect(await walk(path, usual)).toEqual(rows);
    expect(await walk(path, other)).toEqual(rows.toReversed());
    const page = async (query: Record<string, string>) =>
      (await server.asAdmin('GET', `/api/v1/${path}`, { query: { limit: '1', ...query } })).body;
    const { next } = await page({ sort: other });
    const refused = { error: { code: 'VALIDATION_ERROR', details: [{ field: 'after' }] } };
    expect(await page({ sort: usual, after: next })).toMatchObject(refused);
    expect(await page({ after: next })).toMatchObject(refused);
    expect(await page({ sort: other, after: 'nonsense' })).toMatchObject(refused);
    expect(await page({ sort: 'name' })).toMatchObject({ error: { details: [{ field: 'sort' }] } });
  });
});
