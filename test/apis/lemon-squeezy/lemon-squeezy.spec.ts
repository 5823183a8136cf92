import { activateLicense, deactivateLicense, validateLicense } from '@lemonsqueezy/lemonsqueezy.js';
import type { License } from '../../../sdk/src/generated/native';
import { aProduct } from '../../testkit/callers';
import { changed, issued, validate } from '../../testkit/issue';
import { expectWhole } from '../../support/lic';
import { tally, verificationsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';
import { lemonEvent, lemonOrder, lemonSqueezy } from '../../support/sample-shops/lemon-squeezy';
import { BUYER } from '../../testkit/sample-shop';
import { aShop, map, post, processEvents } from '../../testkit/shops';

const NOW = '2031-05-17T10:11:12.345Z';
const UUID = '47596ad9-a811-4ebf-ac8a-03fc7b6d2a17';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

/** Sends a form, as the documentation of the API says. */
function send(action: string, fields: Record<string, string>): Promise<Answer> {
  return server.call('POST', `/v1/licenses/${action}`, {
    body: new URLSearchParams(fields).toString(),
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
  });
}

const activate = (key: string, name = 'Test') => send('activate', { license_key: key, instance_name: name });

/** The part of an answer that describes a license of the product of V2. */
const licenseKey = ({ number, key }: License, more: object = {}) => ({
  id: number,
  status: 'active',
  key,
  activation_limit: 2,
  activation_usage: 1,
  created_at: '2031-05-17T10:11:12.000000Z',
  expires_at: null,
  test_mode: false,
  ...more,
});

const metaOf = ({ number }: License, more: object = {}) => ({
  store_id: 1,
  order_id: number,
  order_item_id: number,
  product_id: expect.any(Number),
  product_name: 'V2',
  variant_id: expect.any(Number),
  variant_name: 'v2-default',
  customer_id: 0,
  customer_name: '',
  customer_email: '',
  ...more,
});

describe('the documented calls', () => {
  let license: License;
  beforeEach(async () => {
    license = await issued(server, { max_activations: 2 });
  });

  it('activate, validate and deactivate an instance', async () => {
    const instance = { id: expect.any(String), name: 'Test', created_at: '2031-05-17T10:11:12.000000Z' };
    const meta = metaOf(license);
    const activated = await activate(license.key);
    expectWhole(activated, 200, {
      activated: true,
      error: null,
      license_key: licenseKey(license),
      instance,
      meta,
    });
    expect(activated.body.instance.id).toMatch(/^[0-9a-f-]{36}$/);

    const { id } = activated.body.instance;
    expectWhole(await send('validate', { license_key: license.key, instance_id: id }), 200, {
      valid: true,
      error: null,
      license_key: licenseKey(license),
      instance: { ...instance, id },
      meta,
    });
    expectWhole(await send('deactivate', { license_key: license.key, instance_id: id }), 200, {
      deactivated: true,
      error: null,
      license_key: licenseKey(license, { status: 'inactive', activation_usage: 0 }),
      meta,
    });
  });

  it('validate a key without an instance', async () => {
    expectWhole(await send('validate', { license_key: license.key }), 200, {
      valid: true,
      error: null,
      license_key: licenseKey(license, { status: 'inactive', activation_usage: 0 }),
      instance: null,
      meta: metaOf(license),
    });
  });

  it('report an unknown key', async () => {
    const unknown = { license_key: 'unknown', instance_name: 'Test', instance_id: UUID };
    const error = 'license_key not found.';
    expectWhole(await send('activate', unknown), 404, { activated: false, error });
    expectWhole(await send('validate', unknown), 404, { valid: false, error });
    expectWhole(await send('deactivate', unknown), 404, { deactivated: false, error });
    expect((await verificationsOf(server, 'unknown')).map(({ outcome }) => outcome)).toEqual(
      Array(3).fill('NOT_FOUND'),
    );
  });

  it('refuse an instance beyond the limit', async () => {
    await activate(license.key, 'a');
    await activate(license.key, 'b');
    expectWhole(await activate(license.key, 'c'), 400, {
      activated: false,
      error: 'This license key has reached the activation limit.',
      license_key: licenseKey(license, { activation_usage: 2 }),
      instance: null,
      meta: metaOf(license),
    });
    // A name is a label: the instance that has it does not count for it.
    expect((await activate(license.key, 'b')).status).toBe(400);
  });

  it.each([
    ['disabled', { state: 'disabled' }, 'disabled', null],
    ['disabled', { state: 'revoked' }, 'disabled', null],
    ['expired', { expires_at: '2031-05-16T00:00:00Z' }, 'expired', '2031-05-16T00:00:00.000000Z'],
  ])('refuse a license that is %s (%j)', async (word, change, status, expires_at) => {
    await changed(server, license, change);
    const rest = {
      error: `This license key is ${word}.`,
      license_key: licenseKey(license, { status, expires_at, activation_usage: 0 }),
      instance: null,
      meta: metaOf(license),
    };
    expectWhole(await activate(license.key), 400, { activated: false, ...rest });
    expectWhole(await send('validate', { license_key: license.key }), 400, { valid: false, ...rest });
  });

  it('deactivate an instance of an expired license', async () => {
    const { body } = await activate(license.key);
    await changed(server, license, { expires_at: '2031-05-16T00:00:00Z' });
    const answer = await send('deactivate', { license_key: license.key, instance_id: body.instance.id });
    expect([answer.status, answer.body.deactivated, answer.body.license_key.status]).toEqual([200, true, 'expired']);
  });

  it('report missing and invalid fields', async () => {
    const key = 'The license key field is required.';
    const name = 'The instance name field is required.';
    expectWhole(await send('activate', { license_key: license.key }), 422, {
      message: name,
      errors: { instance_name: [name] },
    });
    expectWhole(await send('activate', { license_key: ' ', instance_name: '' }), 422, {
      message: `${key} (and 1 more error)`,
      errors: { license_key: [key], instance_name: [name] },
    });
    expectWhole(await send('deactivate', { license_key: license.key }), 422, {
      message: 'The instance id field is required.',
      errors: { instance_id: ['The instance id field is required.'] },
    });
    const body = { license_key: 7, instance_name: 'n'.repeat(256) };
    expectWhole(await server.call('POST', '/v1/licenses/activate', { body }), 422, {
      message: 'The license key field must be a string. (and 1 more error)',
      errors: {
        license_key: ['The license key field must be a string.'],
        instance_name: ['The instance name field must not be greater than 255 characters.'],
      },
    });
  });
});

describe('an instance', () => {
  it.each([
    ['unknown', () => Promise.resolve(UUID)],
    ['no ID', () => Promise.resolve('instance 1')],
    ['of another license', async () => (await activate((await issued(server)).key)).body.instance.id],
  ])('that is %s is not found, and takes no seat', async (_what, idOf) => {
    // The policy lets checks take free seats.
    const { key, id } = await issued(server, { product: 'lic-default' });
    const fields = { license_key: key, instance_id: await idOf() };
    const validated = await send('validate', fields);
    expect([validated.status, validated.body.valid, validated.body.error, validated.body.instance]).toEqual([
      404,
      false,
      'license_key instance not found.',
      null,
    ]);
    const deactivated = await send('deactivate', fields);
    expect([deactivated.status, deactivated.body.deactivated, deactivated.body.error]).toEqual([
      404,
      false,
      'license_key instance not found.',
    ]);
    expect(deactivated.body).not.toHaveProperty('instance');
    expect((await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body.seats_used).toBe(0);
  });

  it('that was deactivated is not found any more', async () => {
    const { key } = await issued(server);
    const { id } = (await activate(key)).body.instance;
    const fields = { license_key: key, instance_id: id };
    await send('deactivate', fields);
    expect((await send('validate', fields)).body.error).toBe('license_key instance not found.');
    expect((await send('deactivate', fields)).status).toBe(404);
    expect((await activate(key)).body.instance.id).not.toBe(id);
  });

  it('is the device with its id at the native API', async () => {
    const { key } = await issued(server);
    const { id } = (await activate(key, 'Desk')).body.instance;
    expect((await validate(server, key, id)).body.valid).toBe(true);
  });

  it('is another one with each activation, whatever its name', async () => {
    const { key } = await issued(server, { max_activations: 2 });
    const answers = await Promise.all([1, 2, 3].map(() => activate(key, 'Mac')));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 2, 400: 1 });
    const ids = answers.flatMap(({ body }) => body.instance?.id ?? []);
    expect(new Set(ids).size).toBe(2);
    await send('deactivate', { license_key: key, instance_id: ids[0] });
    expect((await send('validate', { license_key: key, instance_id: ids[0] })).status).toBe(404);
    expect((await send('validate', { license_key: key, instance_id: ids[1] })).body).toMatchObject({
      valid: true,
      instance: { id: ids[1], name: 'Mac' },
      license_key: { activation_usage: 1 },
    });
  });

  it('is one for each name, if the product says so', async () => {
    const metadata = { lemon_squeezy: { one_instance_per_name: true } };
    await aProduct(server, 'named-instances', { metadata });
    const { key } = await issued(server, { product: 'named-instances', max_activations: 1 });
    const { id } = (await activate(key, 'Mac')).body.instance;
    expect((await activate(key, 'Mac')).body.instance.id).toBe(id);
    expect((await activate(key, 'Other')).status).toBe(400);
    await send('deactivate', { license_key: key, instance_id: id });
    expect((await activate(key, 'Mac')).body.instance.id).toBe(id);
  });

  it('is found by a key that was replaced and is still valid', async () => {
    const { key, id } = await issued(server);
    const { body } = await activate(key);
    const rotated = await server.asAdmin('POST', `/api/v1/licenses/${id}/rotate-key`, { body: { overlap_days: 1 } });
    expect(rotated.status).toBe(200);
    const fields = { license_key: key, instance_id: body.instance.id };
    expect((await send('validate', fields)).body).toMatchObject({ valid: true, license_key: { key } });
  });

  it('gets the last seat once if several race for it', async () => {
    const { key } = await issued(server, { max_activations: 1 });
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => activate(key, name)));
    expect(tally(answers.map(({ status }) => status))).toEqual({ 200: 1, 400: 3 });
  });
});

describe('a request', () => {
  const post = (action: string, query: Record<string, string>, body?: object) =>
    server.call('POST', `/v1/licenses/${action}`, { query, body, headers: { accept: 'application/json' } });

  it('has its fields in the query, in the body or in both, of which the body counts first', async () => {
    const { key } = await issued(server);
    const activated = await post('activate', { license_key: key, instance_name: 'My Mac' });
    expect(activated.body).toMatchObject({ activated: true, instance: { name: 'My Mac' } });
    const { id } = activated.body.instance;
    const fields = { license_key: key, instance_id: id };
    expect((await post('validate', fields)).body).toMatchObject({ valid: true, instance: { id } });
    expect((await post('validate', { ...fields, license_key: 'unknown' }, { license_key: key })).status).toBe(200);
    expect((await post('deactivate', { license_key: key }, { instance_id: id })).body.deactivated).toBe(true);
  });

  it('may have null in place of a missing field', async () => {
    const { key } = await issued(server);
    const validated = await post('validate', {}, { license_key: key, instance_id: null });
    expect(validated.body).toMatchObject({ valid: true, instance: null });
    expect((await post('activate', {}, { license_key: key, instance_name: null })).status).toBe(422);
  });

  it('finds a key with blanks around it and in any case, except where several keys differ in it', async () => {
    const keys = ['5bd8f3a2-c1e4f', 'UPPER-CASE-1', 'Mixed-case-1', 'Twice-1', 'twICE-1'];
    for (const key of keys) {
      await issued(server, { key });
    }
    const keyFoundBy = async (license_key: string) => (await send('validate', { license_key })).body.license_key?.key;
    expect(await keyFoundBy(' 5BD8F3A2-c1e4f ')).toBe('5bd8f3a2-c1e4f');
    expect(await keyFoundBy('upper-Case-1')).toBe('UPPER-CASE-1');
    expect(await keyFoundBy('MIXED-CASE-1')).toBe('Mixed-case-1');
    expect(await keyFoundBy('Twice-1')).toBe('Twice-1');
    expect(await keyFoundBy('TWICE-1')).toBeUndefined();
  });

  it('may have a slash at the end of its path', async () => {
    const { key } = await issued(server);
    for (const path of ['/v1/licenses/validate/', '/dialects/lemon-squeezy/v1/licenses/validate//']) {
      expect((await server.call('POST', path, { query: { license_key: key } })).body.valid).toBe(true);
    }
  });
});

describe('the ids of an answer', () => {
  const ids = async (key: string) => (await send('validate', { license_key: key })).body.meta;

  it('are those of Lemon Squeezy where the license was sold there', async () => {
    const shop = await aShop(server, 'lemon_squeezy', { secret: lemonSqueezy.secret });
    await map(server, shop, lemonSqueezy.plans.basic, { product: 'v2-default' });
    const event = lemonEvent('order_created', 'orders', '91', lemonOrder());
    const { headers } = lemonSqueezy.deliver(event, server.clock.now());
    expect((await post(server, shop, event, headers as Record<string, string>)).status).toBe(200);
    await processEvents(server);
    const { body } = await server.asAdmin('GET', '/api/v1/orders', { query: { shop: shop.name } });
    const order = (await server.asAdmin('GET', `/api/v1/orders/${body.items[0].id}`)).body;
    expect(await ids(order.lines[0].licenses[0].key)).toMatchObject({
      order_id: 91,
      order_item_id: 501,
      customer_id: 33,
      customer_name: BUYER.name,
      customer_email: BUYER.email,
    });
  });

  it('are those in the metadata of the license, then of the product', async () => {
    const metadata = { lemon_squeezy: { store_id: 11, product_id: 22, variant_id: 33, order_id: 'none' } };
    const { body: product } = await server.asAdmin('POST', '/api/v1/products', {
      body: { reference: 'lemons', name: 'Lemons', metadata },
    });
    const { key, number } = await issued(server, {
      product: product.reference,
      type_label: 'Pro',
      metadata: { lemon_squeezy: { variant_id: 44 } },
    });
    expect(await ids(key)).toMatchObject({
      store_id: 11,
      product_id: 22,
      product_name: 'Lemons',
      variant_id: 44,
      variant_name: 'Pro',
      order_id: number,
    });
  });
});

describe('the client of Lemon Squeezy', () => {
  const realFetch = globalThis.fetch;
  // It sends JSON with the media type of another API.
  beforeAll(() => {
    globalThis.fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const headers = Object.fromEntries(new Headers(init?.headers));
      const { status, body } = await server.call('POST', pathname, { body: init?.body, headers });
      return Response.json(body, { status });
    };
  });
  afterAll(() => {
    globalThis.fetch = realFetch;
  });

  it('activates, validates and deactivates', async () => {
    const { key } = await issued(server, { max_activations: 1 });
    const activated = await activateLicense(key, 'Desk');
    expect([activated.statusCode, activated.error, activated.data?.activated]).toEqual([200, null, true]);
    const id = activated.data?.instance?.id ?? '';
    expect((await validateLicense(key, id)).data?.valid).toBe(true);
    const refused = await activateLicense(key, 'Laptop');
    expect([refused.statusCode, refused.error?.cause]).toEqual([
      400,
      'This license key has reached the activation limit.',
    ]);
    expect((await deactivateLicense(key, id)).data?.deactivated).toBe(true);
    expect((await activateLicense(key, 'Laptop')).data?.activated).toBe(true);
    expect((await validateLicense('unknown')).error?.cause).toBe('license_key not found.');
  });
});
