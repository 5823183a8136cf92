import { issued, validate } from '../../testkit/issue';
import { Randomness } from '../../../src/core/common/randomness';
import { TestServer } from '../../testkit/server';

const DEFAULT_KEY = /^[A-Z0-9]{4}(-[A-Z0-9]{4}){3}$/;
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

const issue = (body: unknown) => server.asAdmin('POST', '/api/v1/licenses', { body });
const countLicenses = async (): Promise<number> =>
  (await server.dataSource.query(`SELECT count(*)::integer AS n FROM licenses`))[0].n;

it('takes what is left out from the policy', async () => {
  expect(await issued(server)).toEqual({
    id: expect.any(String),
    number: expect.any(Number),
    key: expect.stringMatching(DEFAULT_KEY),
    product: 'v2-default',
    products: ['v2-default'],
    customer_id: null,
    group: null,
    order_id: null,
    policy: expect.any(String),
    policy_version: 1,
    policy_overrides: {},
    type: 'perpetual',
    type_label: null,
    state: 'active',
    status: 'unused',
    starts_at: null,
    expires_at: null,
    duration_days: null,
    duration_months: null,
    expiry_basis: 'fixed',
    updates_until: null,
    support_until: null,
    last_seen_at: null,
    max_activations: 5,
    max_users: null,
    max_sessions: null,
    uses_limit: null,
    seats_used: 0,
    free_hosts: 0,
    uses: 0,
    features: [],
    entitlements: {},
    meters: {},
    credits: {},
    allowed_domains: [],
    allowed_ips: [],
    restricted_to_email: null,
    restricted_to_client_name: null,
    description: '',
    metadata: {},
    batch: null,
    first_activated_at: null,
    checked_in_at: null,
    created_at: expect.any(String),
    updated_at: expect.any(String),
    archived_at: null,
    restorable_until: null,
  });
});

it('keeps every field that is given', async () => {
  const given = {
    key: 'ACME-1',
    type: 'subscription',
    type_label: 'Regular License',
    state: 'disabled',
    starts_at: '2027-01-01T00:00:00.000Z',
    expires_at: '2028-01-01T00:00:00.000Z',
    duration_days: 365,
    updates_until: '2027-06-01T00:00:00.000Z',
    support_until: '2027-07-01T00:00:00.000Z',
    max_activations: 3,
    max_users: 10,
    max_sessions: 2,
    uses_limit: 4,
    features: ['export'],
    allowed_domains: ['*.shop.example'],
    allowed_ips: ['10.0.0.0/8', '192.0.2.*'],
    restricted_to_email: 'it@acme.example',
    restricted_to_client_name: 'Acme',
    description: 'Two\nlines',
    metadata: { order: 17, lines: [{ sku: 'A' }], toString: 'kept' },
    policy_overrides: { grace_days: 7, heartbeat_timeout: null, when_full: 'deactivate_oldest' },
  };
  const license = await issued(server, given);
  expect(license).toMatchObject(given);
  expect(await server.sdk.licenses.get(license.id)).toEqual(license);
});

it('takes null for unlimited where the policy has a limit', async () => {
  expect(await issued(server, { max_activations: null })).toMatchObject({ max_activations: null });
});

it('writes keys in the format of the policy that is named', async () => {
  const product = await server.sdk.products.create({ reference: 'own keys', name: 'Own keys' });
  await server.dataSource.query(`UPDATE policies SET key_format = 'LIC-%Z{16}' WHERE uid = $1`, [product.policy]);
  expect((await issued(server, { policy: product.policy })).key).toMatch(/^LIC-[A-Z0-9]{16}$/);
  expect((await issued(server, { product: 'own keys' })).key).toMatch(/^LIC-[A-Z0-9]{16}$/);
});

it('issues a thousand licenses at once, each with a key of its own', async () => {
  const { status, body } = await server.asAdmin('POST', '/api/v1/licenses/batch', {
    body: { product: 'v2-default', count: 1000, batch: 'Spring fair', max_activations: 2, features: ['export'] },
  });
  expect(status).toBe(201);
  expect(new Set(body.items.map(({ key }: { key: string }) => key)).size).toBe(1000);
  expect(body.items[999]).toMatchObject({ batch: 'Spring fair', max_activations: 2, features: ['export'] });
  expect((await validate(server, body.items[500].key)).body).toMatchObject({ valid: true });
});

it('draws keys that exist already anew', async () => {
  const drawn = ['AAAA', 'AAAA', 'AAAA', 'AAAA', 'AAAA', 'AAAA', 'AAAA', 'AAAA', 'BBBB', 'BBBB', 'BBBB', 'BBBB'];
  const text = jest.spyOn(server.app.get(Randomness), 'text').mockImplementation(() => drawn.shift() ?? 'CCCC');
  const keys = [(await issued(server)).key, (await issued(server)).key];
  text.mockRestore();
  expect(keys).toEqual(['AAAA-AAAA-AAAA-AAAA', 'BBBB-BBBB-BBBB-BBBB']);
});

it.each([0, 1001, 1.5, '10', null])('refuses a batch of %j', async (count) => {
  const { status, body } = await server.asAdmin('POST', '/api/v1/licenses/batch', {
    body: { product: 'v2-default', count },
  });
  expect([status, body.error.details[0].field]).toEqual([400, 'count']);
});

it('refuses a key that exists with 409', async () => {
  await issued(server, { key: 'TAKEN' });
  expect(await issue({ product: 'v2-default', key: 'TAKEN' })).toMatchObject({
    status: 409,
    body: { error: { code: 'CONFLICT' } },
  });
});

it('gives a key to only one of two that ask for it at once', async () => {
  const answers = await Promise.all([1, 2].map(() => issue({ product: 'v2-default', key: 'CONTESTED' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});

it.each(['', 'with space', 'tab\there', 'line\nbreak', 'no-break\u00a0space', 'x'.repeat(256), 7, null, {}])(
  'refuses the key %j',
  async (key) => {
    const { status, body } = await issue({ product: 'v2-default', key });
    expect([status, body.error.details[0].field]).toEqual([400, 'key']);
  },
);

it.each([
  [{ product: 'no such product' }, 404],
  [{ product: 'v2-default', policy: NOBODY }, 404],
  [{ product: 'v2-default', customer_id: NOBODY }, 404],
])('answers %j with %i and issues nothing', async (body, status) => {
  const before = await countLicenses();
  expect(await issue(body)).toMatchObject({ status, body: { error: { code: 'NOT_FOUND' } } });
  expect(await countLicenses()).toBe(before);
});

it.each([
  ['product', {}],
  ['product', { product: '' }],
  ['type', { product: 'v2-default', type: 'eternal' }],
  ['state', { product: 'v2-default', state: 'expired' }],
  ['max_activations', { product: 'v2-default', max_activations: 0 }],
  ['max_users', { product: 'v2-default', max_users: 2_147_483_648 }],
  ['uses_limit', { product: 'v2-default', uses_limit: 1.5 }],
  ['features', { product: 'v2-default', features: 'export' }],
  ['features', { product: 'v2-default', features: [''] }],
  ['features', { product: 'v2-default', features: null }],
  ['allowed_domains', { product: 'v2-default', allowed_domains: ['not a domain'] }],
  ['allowed_domains', { product: 'v2-default', allowed_domains: 'shop.example' }],
  ['allowed_ips', { product: 'v2-default', allowed_ips: ['10.0.0.0/33'] }],
  ['restricted_to_email', { product: 'v2-default', restricted_to_email: 'nobody' }],
  ['description', { product: 'v2-default', description: 'x'.repeat(2001) }],
  ['metadata', { product: 'v2-default', metadata: [] }],
  ['metadata', { product: 'v2-default', metadata: { text: 'x'.repeat(16 * 1024) } }],
  ['policy_overrides.grace_days', { product: 'v2-default', policy_overrides: { grace_days: -1 } }],
  ['policy_overrides.max_activations', { product: 'v2-default', policy_overrides: { max_activations: 1 } }],
  ['policy_overrides', { product: 'v2-default', policy_overrides: [] }],
  ['colour', { product: 'v2-default', colour: 'red' }],
])('refuses a wrong %s by its name', async (field, body) => {
  const before = await countLicenses();
  const refused = await issue(body);
  expect([refused.status, refused.body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
  expect(refused.body.error.details.map((detail: { field: string }) => detail.field)).toContain(field);
  expect(await countLicenses()).toBe(before);
});

it.each(['.', '..'])('refuses the key %j, which no path contains', async (key) => {
  expect((await issue({ product: 'v2-default', key })).status).toBe(400);
});

describe('a whole number that JSON readers round', () => {
  const LARGE = '9007199254740993';
  const send = (method: 'POST' | 'PATCH', path: string, body: string) =>
    server.asAdmin(method, `/api/v1/${path}`, { body, headers: { 'content-type': 'application/json' } });

  it.each([
    ['metadata', `{"metadata":{"order":${LARGE}}}`],
    ['metadata', `{"metadata":{"orders":[{"id":-${LARGE}}]}}`],
    ['metadata', '{"metadata":{"order":1e20}}'],
    ['entitlements', `{"entitlements":{"storage":${LARGE}}}`],
  ])('is refused in %s: %s', async (field, body) => {
    const license = await issued(server);
    const answer = await send('PATCH', `licenses/${license.id}`, body);
    expect([answer.status, answer.body.error]).toMatchObject([
      400,
      { code: 'VALIDATION_ERROR', details: [{ field, reason: 'format_invalid' }] },
    ]);
  });

  it('is refused in what a program sends, and kept as a text or up to 2^53', async () => {
    const license = await issued(server, { max_activations: null });
    const fields = `"license_key":"${license.key}"`;
    for (const more of [
      `"hardware_id":{"serial":${LARGE}}`,
      `"hardware_id":"desk","feature_usage":{"bytes":${LARGE}}`,
    ]) {
      const path = more.includes('usage') ? 'heartbeat' : 'activate';
      const answer = await server.call('POST', `/api/v1/${path}`, {
        body: `{${fields},${more}}`,
        headers: { 'content-type': 'application/json' },
      });
      expect([path, answer.status]).toEqual([path, 400]);
    }
    const metadata = { text: LARGE, number: Number.MAX_SAFE_INTEGER, share: 0.1 };
    const { body } = await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { metadata } });
    expect(body.metadata).toEqual(metadata);
  });
});
