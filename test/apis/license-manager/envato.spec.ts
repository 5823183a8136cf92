import { randomUUID } from 'node:crypto';
import { envatoAdapter } from '../../../src/plugins/sales/shops/adapters/envato/envato.adapter';
import { captureLog } from '../../testkit/captured-log';
import { keyOf } from '../../testkit/callers';
import { envatoSale, fakeEnvato, type FakeEnvato } from '../../support/envato';
import { expectWhole, LicenseManager } from '../../support/license-manager';
import { TestServer } from '../../testkit/server';
import { aShop, type ConnectedShop, map, processEvents, sendEvent } from '../../testkit/shops';

const TOKEN = 'personal-token-kept-from-everybody';
const ITEM = '1234567';

let server: TestServer;
let manager: LicenseManager;
let envato: FakeEnvato;
let log: { text: string };
let shop: ConnectedShop & { readonly name: string };
let product: string;
beforeAll(async () => {
  log = captureLog();
  const fake = await fakeEnvato();
  envato = fake;
  jest.spyOn(envatoAdapter, 'findPurchase').mockImplementation((...code) => fake.adapter.findPurchase(...code));
  jest.spyOn(envatoAdapter, 'interpret').mockImplementation((...event) => fake.adapter.interpret(...event));
  jest.spyOn(envatoAdapter, 'verify').mockImplementation((...request) => fake.adapter.verify(...request));
  server = await TestServer.start({ RATE_LIMIT_FACTOR: '1', LOG_LEVEL: 'debug' });
  manager = await LicenseManager.withProduct(server);
  product = (await manager.aProduct()).reference;
});
beforeEach(() => {
  Object.assign(envato, { failure: undefined });
  envato.asked.length = 0;
  envato.timeouts.length = 0;
  envato.sales.clear();
  // Limits count anew.
  server.clock.advance(60_000);
});
afterAll(async () => {
  jest.restoreAllMocks();
  await server.stop();
});

const HERE = { 'x-api-url': 'https://client-site.com' };
const activate = (code: string, more: Record<string, unknown> = {}, remoteAddress = '192.0.2.1') =>
  manager.ask('POST', 'license/activate', {
    body: { license_code: code, verify_type: 'envato', ...more },
    headers: HERE,
    remoteAddress,
  });
const activateLegacy = (code: string, headers = { 'lb-url': 'https://client-site.com' }) =>
  manager.askLegacy('activate_license', { license_code: code, verify_type: 'envato' }, headers);

/** Its purchase code. */
function sold(more: Parameters<typeof envatoSale>[0] = {}, token = TOKEN): string {
  const code = randomUUID();
  envato.sales.set(`${token} ${code}`, envatoSale(more));
  return code;
}

const refused = (message = 'Your license code is invalid.') => ({
  status: false,
  is_active: false,
  message,
  lic_response: null,
  data: null,
});
const UNVERIFIED = 'The purchase code cannot be verified now: try again later';

const listed = async (path: string, query: Record<string, string>) =>
  (await server.asAdmin('GET', `/api/v1/${path}`, { query: { limit: '100', ...query } })).body.items;
const ordersOf = (code: string) => listed('orders', { external_id: code });
const keysOf = async ({ id }: { id: string }): Promise<string[]> =>
  (await server.dataSource.query('SELECT key FROM licenses WHERE order_id = $1', [id])).map(
    ({ key }: { key: string }) => key,
  );

it('asks nobody while no Envato shop with a token is connected', async () => {
  expectWhole(await activate(sold()), 400, refused());
  await aShop(server, 'envato');
  expectWhole(await activate(sold()), 400, refused());
  expect(envato.asked).toEqual([]);
});

describe('with a connected shop', () => {
  beforeAll(async () => {
    shop = await aShop(server, 'envato', { settings: { api_key: TOKEN } });
    await map(server, shop, ITEM, { product });
  });

  it('issues the license of a purchase code and activates it', async () => {
    const code = sold();
    const answer = await activate(code, { product_id: product, client_name: 'Ada' });
    const data = answer.body.lic_response;
    const terms = { expires_at: null, updates_until: null, support_until: '2026-07-08' };
    expectWhole(answer, 200, {
      status: true,
      is_active: true,
      message: 'Activated.',
      lic_response: data,
      data: { license_data: data, ...terms },
      ...terms,
    });
    expect(envato.asked).toEqual([`${TOKEN} ${code}`]);
    expect(envato.timeouts).toEqual([10_000]);
    const [order, ...others] = await ordersOf(code);
    expect([order, others]).toMatchObject([
      { shop: shop.name, external_id: code, state: 'paid', total: 2900, currency: 'USD' },
      [],
    ]);
    expect(await manager.natively(code)).toMatchObject({
      key: code,
      product,
      order_id: order.id,
      type_label: 'Regular License',
      support_until: '2026-07-08T15:54:28.000Z',
      metadata: { purchased_at: '2026-01-07T00:54:28.000Z' },
    });
    const { body: managed } = await manager.manage('GET', `product-licenses/${code}`);
    expect(managed.data).toMatchObject({ license_code: code, is_envato: true });
    expect(await listed('customers', { reference: 'envato:ada_l' })).toMatchObject([{ name: 'ada_l', email: null }]);
    const verified = await manager.ask('POST', 'license/verify', { body: { license_code: code }, headers: HERE });
    expect(verified.body.message).toBe('Verified.');
  });

  it('answers LicenseBox’s programs in their form', async () => {
    const answer = await activateLegacy(sold());
    const file = answer.body.lic_response;
    expectWhole(answer, 200, { status: true, message: 'Activated.', data: null, lic_response: file });
    const { message, lic_response, data } = refused();
    expectWhole(await activateLegacy(randomUUID()), 200, { status: false, message, data, lic_response });
    envato.failure = (response) => response.writeHead(500).end();
    expectWhole(await activateLegacy(randomUUID()), 503, { status: false, message: UNVERIFIED, data, lic_response });
  });

  it('asks once for a code, however often and in which letters it is sent', async () => {
    const code = sold();
    const answers = [
      await activate(code),
      await activate(code.toUpperCase()),
      await activate(` ${code} `, { client_name: 'Bob' }),
      await activateLegacy(code),
    ];
    expect(answers.map(({ status, body }) => [status, body.message])).toEqual(Array(4).fill([200, 'Activated.']));
    expect(envato.asked).toEqual([`${TOKEN} ${code}`]);
    expect(await ordersOf(code)).toHaveLength(1);
  });

  it('issues one license to calls at the same time', async () => {
    const code = sold();
    const answers = await Promise.all([activate(code), activate(code), activateLegacy(code)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [order, ...others] = await ordersOf(code);
    expect(others).toEqual([]);
    expect(await keysOf(order)).toEqual([code]);
  });

  it('gives all purchases of a buyer to one customer, and one without a name to another', async () => {
    const [first, second, nameless] = [sold({ buyer: 'grace' }), sold({ buyer: 'grace' }), sold({ buyer: undefined })];
    const codes = [first, second, nameless];
    const answers = await Promise.all(codes.map((code) => activate(code)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const owners = await Promise.all(codes.map(async (code) => (await manager.natively(code)).customer_id));
    expect(new Set(owners).size).toBe(2);
    expect(owners[0]).toBe(owners[1]);
  });

  it.each([
    ['non_envato', randomUUID()],
    ['gumroad', randomUUID()],
    ['Envato', randomUUID()],
    [undefined, randomUUID()],
    ['envato', 'LICENSE-CODE-HERE'],
    ['envato', randomUUID().replaceAll('-', '')],
    ['envato', `${randomUUID()}0`],
  ])('does not ask with verify_type %s for %s', async (verifyType, code) => {
    envato.sales.set(`${TOKEN} ${code}`, envatoSale());
    expectWhole(await activate(code, { verify_type: verifyType }), 400, refused());
    expect(envato.asked).toEqual([]);
  });

  it('does not ask for a code that is a license already', async () => {
    const { key } = await manager.aLicense({ key: randomUUID() });
    expect((await activate(key)).status).toBe(200);
    expect(envato.asked).toEqual([]);
  });

  it('activates the license that the shop has given for the code under another key', async () => {
    const code = sold();
    const body = JSON.stringify({ code, email: 'ada@example.com' });
    expect((await sendEvent(server, shop, body, { headers: {}, token: shop.secret })).status).toBe(200);
    await processEvents(server);
    envato.asked.length = 0;
    expect((await activate(code)).status).toBe(200);
    expect(envato.asked).toEqual([]);
    const [order] = await ordersOf(code);
    expect(await listed('activations', { order_id: order.id, fingerprint: 'client-site.com' })).not.toEqual([]);
  });

  it('refuses a code that Envato does not know, such as that of a refunded sale, and asks for it again after a minute', async () => {
    const code = randomUUID();
    expectWhole(await activate(code), 400, refused());
    expectWhole(await activate(code.toUpperCase()), 400, refused());
    expect(envato.asked).toEqual([`${TOKEN} ${code}`]);
    envato.sales.set(`${TOKEN} ${code}`, envatoSale());
    server.clock.advance(60_000);
    expect((await activate(code)).status).toBe(200);
  });

  it('refuses an item without a mapping until it has one', async () => {
    const code = sold({ item: { id: 7654321, name: 'Theme' } });
    expectWhole(await activate(code), 400, refused());
    expect(await ordersOf(code)).toEqual([]);
    const events = await listed(`shops/${shop.id}/events`, { state: 'unmapped' });
    expect(events).toMatchObject([{ type: 'purchase_code', reason: 'No mapping for 7654321:regular' }]);
    await map(server, shop, '7654321:regular', { product });
    await server.asAdmin('POST', `/api/v1/shops/${shop.id}/replay`);
    await processEvents(server);
    expect((await activate(code)).status).toBe(200);
    expect(await keysOf((await ordersOf(code))[0])).toEqual([code]);
  });

  it('refuses a code for another product', async () => {
    const other = (await manager.aProduct()).reference;
    expectWhole(await activate(sold(), { product_id: other }), 400, refused());
  });

  it('does not issue a deleted license again', async () => {
    const code = sold();
    await activate(code);
    await server.asAdmin('DELETE', `/api/v1/licenses/${code}`);
    expectWhole(await activate(code), 400, refused());
    expect(await ordersOf(code)).toHaveLength(1);
  });

  it.each<[string, FakeEnvato['failure']]>([
    ['429', (response) => response.writeHead(429).end()],
    ['500', (response) => response.writeHead(500).end(TOKEN)],
    ['403, because the token lacks a permission', (response) => response.writeHead(403).end(TOKEN)],
    ['no JSON', (response) => response.writeHead(200).end('<html>')],
    ['no sale', (response) => response.writeHead(200).end('{"amount": "1.00"}')],
    ['no time', (response) => response.writeHead(200).end(JSON.stringify(envatoSale({ sold_at: 'yesterday' })))],
    ['what cannot be stored', (response) => response.writeHead(200).end(JSON.stringify(envatoSale({ buyer: '\0' })))],
    ['nothing in time', () => undefined],
    ['a lost connection', (response) => response.destroy()],
  ])('answers 503 and issues nothing if Envato answers %s', async (_name, failure) => {
    const code = sold();
    envato.failure = failure;
    const answer = await activate(code);
    expectWhole(answer, 503, refused(UNVERIFIED));
    expect(answer.headers['retry-after']).toBe('60');
    expect(await ordersOf(code)).toEqual([]);
  });

  it('issues the license once Envato answers again', async () => {
    const code = sold();
    envato.failure = (response) => response.writeHead(500).end();
    expect((await activate(code)).status).toBe(503);
    Object.assign(envato, { failure: undefined });
    expect((await activate(code)).status).toBe(200);
  });

  it('says so in the language of the program', async () => {
    envato.failure = (response) => response.writeHead(500).end();
    const headers = { ...HERE, 'x-api-language': 'de_DE' };
    const { body } = await manager.ask('POST', 'license/activate', {
      body: { license_code: randomUUID(), verify_type: 'envato' },
      headers,
    });
    expect(body.message).toBe('Der Kaufcode kann jetzt nicht geprüft werden. Versuchen Sie es später erneut.');
  });

  it('stops asking for an address that guesses, and not for codes that are licenses', async () => {
    const known = sold();
    expect((await activate(known)).status).toBe(200);
    await server.asAdmin('PATCH', '/api/v1/settings', {
      body: { 'limits.license-manager.unknown_purchase_codes': 2 },
    });
    const guesses = [await activate(randomUUID()), await activate(randomUUID())];
    const refusal = await activate(sold());
    expect(guesses.map(({ status }) => status)).toEqual([400, 400]);
    expectWhole(refusal, 429, refused('Rate limit exceeded. Try again later.'));
    expect(envato.asked).toHaveLength(3);
    expect((await activate(known)).status).toBe(200);
    expect((await activate(sold(), {}, '192.0.2.2')).status).toBe(200);
    server.clock.advance(60_000);
    expect((await activate(sold())).status).toBe(200);
  });

  it('bounds the requests to Envato of all addresses together', async () => {
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.license-manager.purchase_codes': 2 } });
    const answers = [];
    for (let host = 1; host <= 3; host++) {
      answers.push(await activate(sold(), {}, `198.51.100.${host}`));
    }
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(answers[2]?.headers['retry-after']).toEqual(expect.any(String));
    expect(envato.asked).toHaveLength(2);
    await server.asAdmin('PATCH', '/api/v1/settings', { body: { 'limits.license-manager.purchase_codes': null } });
  });

  it('asks all connected shops, and refuses only what none of them knows', async () => {
    const other = await aShop(server, 'envato', { settings: { api_key: 'other-token' } });
    await map(server, other, ITEM, { product });
    const code = sold({}, 'other-token');
    expect((await activate(code)).status).toBe(200);
    expect(await ordersOf(code)).toMatchObject([{ shop: other.name }]);
    envato.failure = (response) =>
      envato.asked.at(-1)?.startsWith('other') ? response.writeHead(500).end() : response.writeHead(404).end('{}');
    expect((await activate(randomUUID())).status).toBe(503);
    await server.asAdmin('DELETE', `/api/v1/shops/${other.id}`);
  });

  it('issues a license of the item for a caller that is restricted to another product, and does not activate it', async () => {
    const other = await manager.aProduct();
    const { key } = await keyOf(server, 'external', { product: other.reference });
    const code = sold();
    const { status, body } = await server.withKey(
      ...(['POST', '/api/external/license/activate'] as const),
      { body: { license_code: code, verify_type: 'envato' }, headers: HERE },
      key,
    );
    expect([status, body]).toEqual([400, refused()]);
    expect((await activate(code)).status).toBe(200);
  });

  it('erases the name of a buyer who is deleted for good', async () => {
    const code = sold({ buyer: 'joan_c' });
    await activate(code);
    const stored = async () => JSON.stringify(await server.dataSource.query('SELECT payload, facts FROM shop_events'));
    expect(await stored()).toContain('joan_c');
    const [{ id }] = await listed('customers', { reference: 'envato:joan_c' });
    await server.asAdmin('DELETE', `/api/v1/licenses/${code}`);
    expect((await server.asAdmin('DELETE', `/api/v1/customers/${id}?final=true`)).status).toBe(204);
    expect(await stored()).not.toContain('joan_c');
    expectWhole(await activate(code), 400, refused());
  });

  it('keeps the token out of the log, the events and the audit log', async () => {
    const kept = [await listed('audit', {}), await listed('events', {}), await listed(`shops/${shop.id}/events`, {})];
    const stored = await server.dataSource.query('SELECT payload, facts, reason FROM shop_events');
    expect(JSON.stringify([kept, stored])).not.toContain(TOKEN);
    expect(log.text).toContain('was asked for a purchase code in vain');
    expect(log.text).not.toContain(TOKEN);
  });
});
