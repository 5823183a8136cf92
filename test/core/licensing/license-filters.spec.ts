import type { License } from '../../../sdk/src/generated/native';
import { fillTables } from '../../testkit/fill-tables';
import { aProduct, keyOf } from '../../testkit/callers';
import { EFFECTIVE_TYPE } from '../../../src/core/licenses/licenses/license-status';
import { changed, issued } from '../../testkit/issue';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

async function found(query: Record<string, string>): Promise<License[]> {
  const { status, body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { limit: '100', ...query } });
  expect([status, body.next]).toEqual([200, null]);
  return body.items;
}
const keysOf = (licenses: { key: string }[]) => licenses.map(({ key }) => key);

describe('a filter', () => {
  it('by product, customer, policy, type, key or batch finds what has it, the newest first', async () => {
    await aProduct(server, 'filtered');
    const post = async (path: string, body: object) => (await server.asAdmin('POST', `/api/v1/${path}`, { body })).body;
    const customer = await post('customers', { name: 'Ada' });
    const policy = await post('policies', { name: 'Special' });
    const both = { customer_id: customer.id, policy: policy.id, type: 'trial' };
    const one = await issued(server, { product: 'filtered', key: 'one', ...both });
    const two = await issued(server, { key: 'two', ...both });
    const { items: batch } = await post('licenses/batch', { product: 'filtered', count: 3, batch: 'Spring fair' });
    await issued(server, { key: 'another' });

    expect(keysOf(await found({ product: 'filtered' }))).toEqual(keysOf([...batch.toReversed(), one]));
    expect(keysOf(await found({ customer_id: customer.id }))).toEqual(['two', 'one']);
    expect(keysOf(await found({ policy: policy.id }))).toEqual(['two', 'one']);
    expect(keysOf(await found({ type: 'trial' }))).toEqual(['two', 'one']);
    expect(keysOf(await found({ key: 'one' }))).toEqual(['one']);
    expect(keysOf(await found({ batch: 'Spring fair' }))).toEqual(keysOf(batch.toReversed()));

    expect(await found({ product: 'filtered', customer_id: customer.id })).toEqual([one]);
    expect(await found({ type: 'trial', policy: policy.id, key: 'two', state: 'active', status: 'unused' })).toEqual([
      two,
    ]);
    expect(await found({ product: 'filtered', key: 'two' })).toEqual([]);
  });

  it('by type finds licenses as they are shown: one with an end is a subscription', async () => {
    const product = 'typed';
    await aProduct(server, product);
    const expires_at = '2090-01-01T00:00:00.000Z';
    const made = {
      forever: { type: 'perpetual' },
      'lifetime-of-a-year': { type: 'lifetime', expires_at },
      'lifetime-of-use': { type: 'lifetime', duration_days: 30 },
      'perpetual-until-2090': { type: 'perpetual', expires_at },
      renewed: { type: 'subscription' },
      tried: { type: 'trial', expires_at },
    };
    for (const [key, fields] of Object.entries(made)) {
      await issued(server, { product, key, ...fields });
    }
    const typesOf = async (query: Record<string, string> = {}) =>
      Object.fromEntries((await found({ product, ...query })).map(({ key, type }) => [key, type]));
    const subscriptions = {
      'lifetime-of-a-year': 'subscription',
      'lifetime-of-use': 'subscription',
      'perpetual-until-2090': 'subscription',
      renewed: 'subscription',
    };
    expect(await typesOf()).toEqual({ forever: 'perpetual', ...subscriptions, tried: 'trial' });
    expect(await typesOf({ type: 'subscription' })).toEqual(subscriptions);
    expect(await typesOf({ type: 'perpetual,lifetime' })).toEqual({ forever: 'perpetual' });
    const { body: csv } = await server.asAdmin('GET', '/api/v1/licenses/export', {
      query: { product, type: 'subscription', columns: 'key,type' },
    });
    expect(csv.trim().split(/\r?\n/)).toEqual([
      'key,type',
      ...Object.keys(subscriptions)
        .toReversed()
        .map((key) => `${key},subscription`),
    ]);
  });

  it('by type follows a change of the end, which events show, and other APIs keep the type that was issued', async () => {
    const license = await issued(server, { type: 'perpetual', expires_at: '2090-01-01T00:00:00.000Z' });
    const endless = await changed(server, license, { expires_at: null });
    expect([license.type, endless.type]).toEqual(['subscription', 'perpetual']);
    expect(await found({ key: license.key, type: 'perpetual' })).toHaveLength(1);
    const again = await changed(server, license, { expires_at: '2091-01-01T00:00:00.000Z' });
    expect(again.type).toBe('subscription');
    const events = await eventsOf(server, license.id);
    expect(events.filter(({ data }) => 'type' in data).map(({ name, data }) => [name, data.type])).toEqual([
      ['license.issued', 'subscription'],
      ['license.updated', 'perpetual'],
      ['license.updated', 'subscription'],
    ]);
    const { body } = await server.withKey('GET', `/api/license/info/${license.key}`);
    expect(body.license.type).toBe('perpetual');
  });

  it('holds on every page', async () => {
    const { items } = await server.sdk.licenses.issueBatch({ product: 'v2-default', count: 5, batch: 'pages' });
    await issued(server);
    const keys: string[] = [];
    for await (const { key } of server.sdk.licenses.list({ batch: 'pages', limit: 2 })) {
      keys.push(key);
    }
    expect(keys).toEqual(keysOf(items.toReversed()));
  });

  it.each([
    'product=no%20such%20product',
    `customer_id=${NOBODY}`,
    `policy=${NOBODY}`,
    'key=nobody%20has%20this%20key',
    'batch=no%20such%20batch',
    'type=lifetime',
    'policy=mine',
    'customer=nobody@example.com',
    'q=nobody has this',
    'expires_before=1999-01-01',
  ])('finds nothing by %s', async (query) => {
    const { status, body } = await server.asAdmin('GET', `/api/v1/licenses?${query}`);
    expect([status, body]).toEqual([200, { items: [], next: null }]);
  });

  it.each([
    ['type', 'type=eternal'],
    ['type', 'type='],
    ['type', 'type=trial,'],
    ['status', 'status=gone'],
    ['status', 'status=Active'],
    ['state', 'state=expired'],
    ['customer_id', 'customer_id=7'],
    ['policy', 'policy='],
    ['customer', 'customer='],
    ['q', 'q='],
    ['q', 'q=---'],
    ['q', 'q=a&q=b'],
    ['expires_before', 'expires_before=soon'],
    ['created_after', 'created_after='],
    ['product', 'product='],
    ['product', 'product=a&product='],
    ['key', `key=${'x'.repeat(256)}`],
    ['batch', 'batch='],
    ['colour', 'colour=red'],
    ['max_users', 'max_users=3'],
    ['product[]', 'product[]=a'],
  ])('with a wrong %s is refused: %s', async (field, query) => {
    for (const path of ['/api/v1/licenses', '/api/v1/licenses/export']) {
      const { status, body } = await server.asAdmin('GET', `${path}?${query}`);
      expect([status, body.error.code, body.error.details[0].field]).toEqual([400, 'VALIDATION_ERROR', field]);
    }
  });

  it.each(['key=%00', "key='; DROP TABLE licenses; --", 'product=%25', 'batch=_'])(
    'does no harm: %s',
    async (query) => {
      const { status, body } = await server.asAdmin('GET', `/api/v1/licenses?${query}`);
      expect(status === 400 || body.items.length === 0).toBe(true);
    },
  );

  it("shows a key of one product that product's licenses alone, whatever it asks for", async () => {
    await aProduct(server, 'mine');
    const mine = await issued(server, { product: 'mine', type: 'lifetime' });
    await issued(server, { type: 'lifetime' });
    const { key } = await keyOf(server, 'internal', { product: 'mine' });
    const seen = async (query: Record<string, string>) =>
      (await server.withKey('GET', '/api/v1/licenses', { query }, key)).body.items;
    expect(await seen({ type: 'lifetime' })).toEqual([mine]);
    expect(await seen({ product: 'v2-default' })).toEqual([]);
  });
});

describe('a status or a state', () => {
  const PAST = '2001-01-01T00:00:00.000Z';
  const FUTURE = '2090-01-01T00:00:00.000Z';

  /** Every mixture of what makes a status, in a batch of its own. */
  beforeAll(async () => {
    const choices = { state: ['active', 'disabled', 'blocked', 'revoked'] as const, starts: [null, PAST, FUTURE] };
    for (const state of choices.state) {
      for (const starts_at of choices.starts) {
        for (const expires_at of choices.starts) {
          await issued(server, { state, starts_at, expires_at, description: 'mixed' });
        }
      }
    }
    await server.dataSource.query(`
      INSERT INTO licenses (key, product_id, policy_id, description, starts_at, expires_at, disabled_at, blocked_at, revoked_at,
                            first_activated_at, created_at, updated_at)
      SELECT 'used ' || id, product_id, policy_id, description, starts_at, expires_at, disabled_at, blocked_at, revoked_at,
             now(), now(), now()
      FROM licenses WHERE description = 'mixed';
      INSERT INTO licenses (key, product_id, policy_id, description, disabled_at, blocked_at, revoked_at, created_at, updated_at)
      SELECT 'all ' || n, p.id, p.policy_id, 'mixed', CASE WHEN n & 1 = 1 THEN now() END, CASE WHEN n & 2 = 2 THEN now() END,
             CASE WHEN n & 4 = 4 THEN now() END, now(), now()
      FROM products p, generate_series(0, 7) AS n WHERE p.reference = 'v2-default'
    `);
  });

  const mixed = (licenses: License[]): License[] => licenses.filter(({ description }) => description === 'mixed');

  it.each(['revoked', 'blocked', 'disabled', 'not_started', 'expired', 'unused', 'active'])(
    'of %s is found as it is shown',
    async (status) => {
      const all = await everything();
      const wanted = all.filter((license) => license.status === status);
      expect(wanted.length).toBeGreaterThan(0);
      expect(keysOf(mixed(await found({ status })))).toEqual(keysOf(wanted));
    },
  );

  it.each(['revoked', 'blocked', 'disabled', 'active'])('set as %s is found as it is shown', async (state) => {
    const wanted = (await everything()).filter((license) => license.state === state);
    expect(wanted.length).toBeGreaterThan(0);
    expect(keysOf(mixed(await found({ state })))).toEqual(keysOf(wanted));
  });

  it('is that of this moment', async () => {
    const { key } = await issued(server, { expires_at: '2085-01-01T00:00:00.000Z' });
    const { key: internal } = await keyOf(server, 'internal');
    const findBy = async (status: string) =>
      keysOf((await server.withKey('GET', '/api/v1/licenses', { query: { status, key } }, internal)).body.items);
    expect([await findBy('unused'), await findBy('expired')]).toEqual([[key], []]);
    server.clock.holdAt('2085-01-01T00:00:00.000Z');
    expect([await findBy('unused'), await findBy('expired')]).toEqual([[], [key]]);
    server.clock.reset();
  });

  async function everything(): Promise<License[]> {
    const rows: License[] = [];
    for await (const license of server.sdk.licenses.list({ limit: 100 })) {
      rows.push(license);
    }
    return mixed(rows);
  }
});

const EFFECTIVE_TYPE_OF_L = EFFECTIVE_TYPE.replace(
  /license\.(\w+)/g,
  (_all, name: string) => `l.${name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`,
);

describe('a long list', () => {
  beforeAll(async () => {
    await fillTables(
      server.dataSource,
      ['licenses'],
      `INSERT INTO licenses (key, product_id, policy_id, type, batch, starts_at, first_activated_at, created_at, updated_at)
       SELECT 'many ' || n, p.id, p.policy_id, 'perpetual', 'batch ' || (n % 100), NULL, now(), now(), now()
       FROM products p, generate_series(1, 990) AS n WHERE p.reference = 'v2-default'`,
    );
    await server.dataSource.query(`ANALYZE licenses`);
  });

  it.each([
    ['a batch', `l.batch = 'batch 7'`],
    ['a rare type', `${EFFECTIVE_TYPE_OF_L} = 'trial'`],
    ['an unused license', `l.first_activated_at IS NULL`],
    ['one not started yet', `l.starts_at > now()`],
    ['a revoked one', `l.revoked_at IS NOT NULL`],
    ['a customer', `l.customer_id = (SELECT id FROM customers WHERE uid = '${NOBODY}')`],
  ])('is not read through for %s', async (_what, condition) => {
    const rows = await server.dataSource.query(
      `EXPLAIN SELECT l.* FROM licenses l WHERE ${condition} ORDER BY l.id DESC LIMIT 21`,
    );
    const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toMatch(/Seq Scan on licenses|licenses_pkey/);
  });
});
