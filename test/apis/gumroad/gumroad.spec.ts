import type { License } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { changed, issued, validate } from '../../testkit/issue';
import { expectWhole } from '../../support/lic';
import { tally, verificationsOf } from '../../testkit/records';
import { type Answer, type Call, TestServer } from '../../testkit/server';

const NOW = '2031-05-17T10:11:12.345Z';
const UNKNOWN = { success: false, message: 'That license does not exist for the provided product.' };
const UNAUTHORIZED = { success: false, message: 'The access token is invalid' };
const CHANGES = ['enable', 'disable', 'decrement_uses_count', 'rotate'];

let server: TestServer;
let accessToken: string;
beforeAll(async () => {
  server = await TestServer.shared();
  accessToken = (await keyOf(server, 'internal')).key;
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const form = (fields: Record<string, string>): Call => ({
  body: new URLSearchParams(fields).toString(),
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
});

const verify = (key: string, more: Record<string, string> = {}): Promise<Answer> =>
  server.call('POST', '/v2/licenses/verify', form({ product_id: 'v2-default', license_key: key, ...more }));

const change = (action: string, key: string, more: Record<string, string> = {}): Promise<Answer> => {
  const fields = { access_token: accessToken, product_id: 'v2-default', license_key: key, ...more };
  return server.call('PUT', `/v2/licenses/${action}`, form(fields));
};

const purchaseOf = ({ id, number, key }: License, more: object = {}) => ({
  seller_id: '',
  product_id: 'v2-default',
  product_name: 'V2',
  permalink: 'v2-default',
  product_permalink: 'v2-default',
  short_product_id: 'v2-default',
  email: '',
  price: 0,
  gumroad_fee: 0,
  currency: 'usd',
  quantity: 1,
  discover_fee_charged: false,
  can_contact: true,
  referrer: 'direct',
  card: { visual: null, type: null, bin: null, expiry_month: null, expiry_year: null },
  order_number: number,
  sale_id: id,
  sale_timestamp: '2031-05-17T10:11:12Z',
  variants: '',
  license_key: key,
  is_gift_receiver_purchase: false,
  refunded: false,
  disputed: false,
  dispute_won: false,
  id,
  created_at: '2031-05-17T10:11:12Z',
  custom_fields: [],
  chargebacked: false,
  ...more,
});

it('starts a term that counts from the first use with a use that is counted', async () => {
  const { id: policy } = await server.sdk.policies.create({
    name: 'From use',
    expiry_basis: 'first_use',
    duration_days: 30,
  });
  const { id, key } = await issued(server, { policy });
  await verify(key, { increment_uses_count: 'false' });
  expect(await server.sdk.licenses.get(id)).toMatchObject({ expires_at: null });
  await Promise.all([verify(key), verify(key)]);
  expect(await server.sdk.licenses.get(id)).toMatchObject({ expires_at: '2031-06-16T10:11:12.345Z' });
});

describe('verification', () => {
  let license: License;
  beforeEach(async () => {
    license = await issued(server);
  });

  it('finds a key in any case, with blanks around it', async () => {
    for (const key of [license.key.toLowerCase(), `${license.key} `, ` ${license.key.toLowerCase()}\n`]) {
      const { status, body } = await verify(key);
      expect([status, body.purchase?.license_key]).toEqual([200, license.key]);
    }
    expect((await change('disable', license.key.toLowerCase())).status).toBe(200);
  });

  it('answers the purchase and the count of uses, and needs no credential', async () => {
    expectWhole(await verify(license.key), 200, { success: true, uses: 1, purchase: purchaseOf(license) });
    expect((await verify(license.key)).body.uses).toBe(2);
    expect((await verificationsOf(server, license.key)).map(({ dialect, operation }) => [dialect, operation])).toEqual([
      ['gumroad', 'check'],
      ['gumroad', 'check'],
    ]);
  });

  it.each(['/v2//licenses/verify', '//v2/licenses/verify', '/dialects/gumroad/v2//licenses/verify'])(
    'accepts %s, as a program sends it whose base address ends in a slash',
    async (path) => {
      const body = { product_id: 'v2-default', license_key: license.key };
      expect((await server.call('POST', path, { body })).body).toMatchObject({ success: true, uses: 1 });
    },
  );

  it('counts no use where the program says so, as text or as JSON', async () => {
    await verify(license.key);
    expect((await verify(license.key, { increment_uses_count: 'false' })).body.uses).toBe(1);
    const body = { product_id: 'v2-default', license_key: license.key, increment_uses_count: false };
    expect((await server.call('POST', '/v2/licenses/verify', { body })).body.uses).toBe(1);
    expect((await verify(license.key, { increment_uses_count: 'true' })).body.uses).toBe(2);
  });

  it('counts each of many concurrent uses', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => verify(license.key)));
    const uses = answers.map(({ body }) => body.uses).sort((one, other) => one - other);
    expect(uses).toEqual(Array.from({ length: 8 }, (_none, index) => index + 1));
  });

  it('takes the fields from the query, too, and the permalink by its former names in any case', async () => {
    const query = { product_permalink: 'V2-DEFAULT', license_key: license.key };
    expect((await server.call('POST', '/v2/licenses/verify', { query })).body.success).toBe(true);
    for (const name of ['id', 'link_id']) {
      const fields = { [name]: 'v2-default', product_permalink: 'other', license_key: license.key };
      expect((await server.call('POST', '/v2/licenses/verify', form(fields))).body.success).toBe(true);
    }
  });

  it.each([
    ['an unknown key', { license_key: 'unknown', product_id: 'v2-default' }],
    ['an unknown product', { product_id: 'unknown' }],
    ['another product', { product_id: 'lic-default' }],
    ['an unknown permalink', { product_permalink: 'unknown' }],
    ['an unknown product with a right permalink', { product_id: 'unknown', product_permalink: 'v2-default' }],
    ['no product', {}],
    ['no key', { license_key: '', product_id: 'v2-default' }],
  ])('reports %s, and counts nothing', async (_what, fields: Record<string, string>) => {
    const sent = form({ license_key: license.key, ...fields });
    expectWhole(await server.call('POST', '/v2/licenses/verify', sent), 404, UNKNOWN);
    expect((await verify(license.key, { increment_uses_count: 'false' })).body.uses).toBe(0);
  });

  it.each([
    [{ state: 'disabled' }, 'This license key has been disabled.'],
    [{ state: 'revoked' }, 'This license key has been disabled.'],
    [{ expires_at: '2031-05-16T00:00:00Z' }, 'Access to the purchase associated with this license has expired.'],
  ])('refuses a license with %j, and counts nothing', async (state, message) => {
    await changed(server, license, state);
    expectWhole(await verify(license.key), 404, { success: false, message });
    await changed(server, license, { state: 'active', expires_at: null });
    expect((await verify(license.key)).body.uses).toBe(1);
  });

  it('refuses values that are no texts', async () => {
    const body = { product_id: 'v2-default', license_key: { foo: 'bar' } };
    const answer = await server.call('POST', '/v2/licenses/verify', { body });
    expectWhole(answer, 400, { success: false, message: "The 'license_key' parameter must be a string." });
  });
});

describe('a change', () => {
  it.each(CHANGES)('%s needs an access token', async (action) => {
    const { key } = await issued(server);
    expectWhole(await change(action, key, { access_token: '' }), 401, UNAUTHORIZED);
    const wrong = await change(action, key, { access_token: 'wrong' });
    expect([wrong.status, wrong.body, wrong.headers['www-authenticate']]).toEqual([
      401,
      UNAUTHORIZED,
      'Bearer realm="Doorkeeper", error="invalid_token"',
    ]);
    const { key: external } = await keyOf(server, 'external');
    expect((await change(action, key, { access_token: external })).status).toBe(403);
    expect((await verify(key)).body).toMatchObject({ success: true, uses: 1 });
  });

  it.each(CHANGES)(
    '%s takes an internal key or an admin’s token, in the form, the query or the header',
    async (action) => {
      const url = `/v2/licenses/${action}`;
      const { key } = await issued(server);
      const fields = { product_id: 'v2-default', license_key: key };
      for (const token of [accessToken, await server.adminToken()]) {
        const headers = { authorization: `Bearer ${token}` };
        const license_key = async () => ({ ...fields, license_key: (await issued(server)).key });
        expect((await change(action, (await issued(server)).key, { access_token: token })).status).toBe(200);
        expect(
          (await server.call('PUT', url, { query: { ...(await license_key()), access_token: token } })).status,
        ).toBe(200);
        expect((await server.call('PUT', url, { body: await license_key(), headers })).status).toBe(200);
      }
    },
  );

  it('disables and enables a license', async () => {
    const license = await issued(server);
    await verify(license.key);
    const whole = { success: true, uses: 1, purchase: purchaseOf(license) };
    expectWhole(await change('disable', license.key), 200, whole);
    expect((await validate(server, license.key)).body.code).toBe('DISABLED');
    expectWhole(await change('enable', license.key), 200, whole);
    expect((await validate(server, license.key)).body.valid).toBe(true);
  });

  it('does not enable a revoked license', async () => {
    const license = await issued(server);
    await changed(server, license, { state: 'revoked' });
    expect((await change('enable', license.key)).status).toBe(402);
  });

  it('decreases the count of uses, to no less than zero', async () => {
    const { key } = await issued(server);
    await verify(key);
    await verify(key);
    const counts = [];
    for (let time = 0; time < 3; time++) {
      counts.push((await change('decrement_uses_count', key)).body.uses);
    }
    expect(counts).toEqual([1, 0, 0]);
  });

  it('replaces the key, which is then unknown, and keeps the count', async () => {
    const { key } = await issued(server);
    await verify(key);
    const { status, body } = await change('rotate', key);
    expect([status, body.uses]).toEqual([200, 1]);
    expect(body.purchase.license_key).not.toBe(key);
    expectWhole(await verify(key), 404, UNKNOWN);
    expect((await verify(body.purchase.license_key)).body.uses).toBe(2);
  });

  it.each(CHANGES)('%s reports a license of another product as unknown', async (action) => {
    const { key } = await issued(server);
    expectWhole(await change(action, key, { product_id: 'lic-default' }), 404, UNKNOWN);
    const { key: scoped } = await keyOf(server, 'internal', { product: 'lic-default' });
    expectWhole(await change(action, key, { access_token: scoped }), 404, UNKNOWN);
  });

  it('refuses a body beyond 64 KB, which is read before the token is known', async () => {
    const answer = await change('enable', 'k'.repeat(70_000), { access_token: accessToken });
    expect([answer.status, answer.body.success]).toEqual([413, false]);
  });

  it('lets only one of concurrent rotations replace the key', async () => {
    const { key } = await issued(server);
    const answers = await Promise.all(Array.from({ length: 4 }, () => change('rotate', key)));
    const { 200: rotated = 0, ...others } = tally(answers.map(({ status }) => status));
    expect(rotated).toBeGreaterThan(0);
    expect(Object.keys(others).filter((status) => status !== '404')).toEqual([]);
  });
});

describe('a purchase', () => {
  it('has the names that Gumroad gave the product, and is found by them', async () => {
    const names = {
      seller_id: 'kL0psVL2admJSYRNs-OCMg==',
      product_id: '32-nPAicqbLj8B_WswVlMw==',
      permalink: 'pencil',
      product_permalink: 'https://example.gumroad.com/l/pencil',
      short_product_id: 'QMGY',
    };
    const body = { reference: 'pencils', name: 'Pencils', metadata: { gumroad: names } };
    await server.asAdmin('POST', '/api/v1/products', { body });
    const { key } = await issued(server, { product: 'pencils', type_label: 'Pro' });
    const byName: Record<string, string>[] = [
      { product_id: names.product_id },
      { product_id: 'pencils' },
      { product_id: '', product_permalink: 'QMGY' },
      { product_id: '', product_permalink: 'Pencil' },
    ];
    for (const named of byName) {
      expect((await verify(key, named)).body.purchase).toMatchObject({ ...names, variants: '(Pro)' });
    }
    const imported = await issued(server, { product: 'pencils', type_label: '(Team)' });
    const { body: answer } = await verify(imported.key, { product_id: 'pencils' });
    expect(answer.purchase.variants).toBe('(Team)');
  });

  it('has the facts of the order', async () => {
    const order = {
      external_id: 'FO8TXN-dbxYaBdahG97Y-Q==',
      subscription_id: 'GDzW4_aBdQc-o7Gbjng7lw==',
      customer: { email: 'buyer@example.com', name: 'A Buyer', external_id: '5550321502811' },
      lines: [{ product: 'v2-default', quantity: 2, price: 1900, currency: 'EUR' }],
    };
    const { body } = await server.asAdmin('POST', '/api/v1/orders', { body: order });
    const [{ key }] = body.lines[0].licenses;
    const { purchase } = (await verify(key)).body;
    expect(purchase).toMatchObject({
      email: 'buyer@example.com',
      full_name: 'A Buyer',
      purchaser_id: '5550321502811',
      subscription_id: order.subscription_id,
      sale_id: order.external_id,
      id: order.external_id,
      price: 1900,
      currency: 'eur',
      quantity: 2,
      subscription_ended_at: null,
      subscription_cancelled_at: null,
      subscription_failed_at: null,
    });
    expect(purchase).not.toHaveProperty('chargebacked');
    await server.asAdmin('POST', `/api/v1/orders/${body.id}/cancel`, { body: {} });
    const after = (await verify(key)).body;
    expect(after.success ? after.purchase.subscription_cancelled_at : after.message).not.toBeNull();
  });
});
