import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { aProduct } from '../../testkit/callers';
import { Browser } from '../../testkit/browser';
import { formOf } from '../../support/edd';
import { running } from '../../testkit/leftovers';
import { eventsOf } from '../../testkit/records';
import { single } from '../../testkit/rows';
import type { Call, TestServer } from '../../testkit/server';
import { ShadowPair } from '../../support/shadow-pair';

const KEY = 'SHAD-OW00-LEAR-NING';
const [PAST, FUTURE] = ['2020-01-31', '2099-01-31'];

let pair: ShadowPair;
let server: TestServer;
let url: string;
let answer: object;
/** Requests that the old server got. */
let asked: string[];
/** The API that is shadowed now. */
let shadowed: string | undefined;
let isEmpty = false;
beforeAll(async () => {
  pair = await ShadowPair.start();
  ({ server } = pair);
  url = await oldServer((request, response) => {
    asked.push(`${String(request.method)} ${String(request.url)}`);
    // Some releases of plugins say that their JSON is a page.
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(JSON.stringify(answer));
  });
  await aProduct(server, '8', { name: 'Example Plugin' });
});
afterAll(async () => {
  await answerAlone();
  await pair.stop();
});
beforeEach(async () => {
  asked = [];
  if (!isEmpty) {
    await pair.emptyTables();
    isEmpty = true;
  }
});

async function oldServer(listener: RequestListener): Promise<string> {
  const old = createServer(listener);
  await new Promise<void>((listening) => old.listen(0, '127.0.0.1', listening));
  running.add({ stop: () => new Promise<void>((closed) => old.close(() => closed()).closeAllConnections()) });
  return `http://127.0.0.1:${(old.address() as AddressInfo).port}`;
}

/** The license that is learned from this answer to the call; undefined if none is. */
async function learned(api: string, path: string, call: Call, answered: object) {
  answer = answered;
  if (api !== shadowed) {
    await answerAlone();
    await pair.shadow(api, { url, learn: 'v2-default' });
    shadowed = api;
  }
  const sent = await server.call('POST', path, call);
  expect(sent.status).toBe(200);
  await pair.settled();
  const rows = await server.dataSource.query<object[]>('SELECT FROM licenses WHERE key = $1', [KEY]);
  isEmpty &&= rows.length === 0;
  return rows.length === 0 ? undefined : single(await pair.here(KEY));
}

async function answerAlone(): Promise<void> {
  if (shadowed !== undefined) {
    await pair.endShadow(shadowed);
    shadowed = undefined;
  }
}

describe('EDD', () => {
  const valid = {
    success: true,
    license: 'valid',
    item_name: 'Example Plugin',
    expires: `${FUTURE} 23:59:59`,
    license_limit: 2,
    customer_name: 'Ada Example',
    customer_email: 'Ada@shop.example',
  };
  const call = (action = 'check_license') =>
    formOf({ edd_action: action, license: KEY, item_id: '8', url: 'https://shop.example' });

  it('has its end and its limit in the answer, and its product in the request', async () => {
    expect(await learned('edd', '/', call('activate_license'), valid)).toMatchObject({
      product: '8',
      expires_at: `${FUTURE}T23:59:59.000Z`,
      max_activations: 2,
      duration_days: null,
    });
  });

  it('has no end and no limit if the shop says so', async () => {
    const unlimited = { ...valid, expires: 'lifetime', license_limit: 0 };
    expect(await learned('edd', '/', call(), unlimited)).toMatchObject({ expires_at: null, max_activations: null });
  });

  it.each<object>([
    ...['expired', 'disabled', 'inactive', 'site_inactive', 'item_name_mismatch', 'new'].map((license) => ({
      license,
    })),
    ...[undefined, null, 7, 'soon', '0000-00-00'].map((expires) => ({ expires })),
    ...[undefined, null, -1, 'many'].map((license_limit) => ({ license_limit })),
    { success: false },
  ])('is not learned with %j', async (changes) => {
    expect(await learned('edd', '/', call(), { ...valid, ...changes })).toBeUndefined();
  });

  it('is not learned from its deactivation, or from an update', async () => {
    expect(await learned('edd', '/', call('deactivate_license'), { ...valid, license: 'deactivated' })).toBeUndefined();
    expect(await learned('edd', '/', call('get_version'), valid)).toBeUndefined();
  });
});

describe('Software License Manager', () => {
  const active = {
    result: 'success',
    license_key: KEY,
    status: 'active',
    max_allowed_domains: '3',
    date_expiry: FUTURE,
    email: 'ada@shop.example',
    first_name: 'Ada',
    last_name: 'Example',
    company_name: 'Shop',
    product_ref: '8',
    registered_domains: [
      { registered_domain: 'www.one.example', item_reference: 'Plugin' },
      { registered_domain: 'two.example' },
    ],
  };
  const call = (slm_action: string) =>
    [`/?${new URLSearchParams({ slm_action, license_key: KEY, secret_key: 'hush' }).toString()}`, {}] as const;

  it('is described by a check if it is activated, with all its domains', async () => {
    const license = await learned('slm', ...call('slm_activate'), active);
    expect(license).toMatchObject({ product: '8', max_activations: 3, expires_at: `${FUTURE}T23:59:59.000Z` });
    expect(asked[1]).toBe(`GET /?slm_action=slm_check&license_key=${KEY}&secret_key=hush`);
    const domains = 'SELECT fingerprint, name FROM activations ORDER BY 1';
    expect(await server.dataSource.query(domains)).toEqual([
      { fingerprint: 'two.example', name: null },
      { fingerprint: 'www.one.example', name: 'Plugin' },
    ]);
    expect((await server.asAdmin('GET', '/api/v1/customers')).body.items).toEqual([
      expect.objectContaining({ email: 'ada@shop.example', name: 'Ada Example', company: 'Shop' }),
    ]);
  });

  it('has no end if the date is empty', async () => {
    const endless = { ...active, date_expiry: '0000-00-00' };
    expect(await learned('slm', ...call('slm_check'), endless)).toMatchObject({ expires_at: null });
  });

  it.each([
    { status: 'expired' },
    { status: 'blocked' },
    { result: 'error' },
    { date_expiry: '' },
    { status: undefined },
  ])('is not learned with %j', async (changes) => {
    expect(await learned('slm', ...call('slm_check'), { ...active, ...changes })).toBeUndefined();
    expect(await learned('slm', ...call('slm_activate'), { ...active, ...changes })).toBeUndefined();
  });

  it('is found in a form, too, whose action names the API', async () => {
    const form = formOf({ slm_action: 'slm_check', license_key: KEY, secret_key: 'hush' });
    expect(await learned('slm', '/', form, active)).toMatchObject({ product: '8' });
  });
});

describe('Lemon Squeezy', () => {
  const ID = '47596ad9-a811-4ebf-ac8a-03fc7b6d2a17';
  const valid = {
    valid: true,
    error: null,
    instance: { id: ID, name: 'desk' },
    license_key: { key: KEY, status: 'active', activation_limit: 2, expires_at: `${FUTURE}T10:00:00.000000Z` },
    meta: { product_id: 8, customer_name: 'Ada', customer_email: 'ada@shop.example' },
  };
  const validate = (changes: object = {}) =>
    learned('lemon-squeezy', '/v1/licenses/validate', formOf({ license_key: KEY, instance_id: ID }), {
      ...valid,
      ...changes,
    });
  const withKey = (changes: object) => ({ license_key: { ...valid.license_key, ...changes } });

  it('keeps the ID of its instance, by which programs ask again', async () => {
    expect(await validate()).toMatchObject({ product: '8', expires_at: `${FUTURE}T10:00:00.000Z`, max_activations: 2 });
    await answerAlone();
    const again = await server.call('POST', '/v1/licenses/validate', formOf({ license_key: KEY, instance_id: ID }));
    expect(again.body).toMatchObject({ valid: true, instance: { id: ID, name: 'desk' } });
  });

  it('has no end and any number of instances if both are null', async () => {
    const endless = withKey({ activation_limit: null, expires_at: null });
    expect(await validate(endless)).toMatchObject({ expires_at: null, max_activations: null });
  });

  it.each([
    [{ valid: false }],
    [withKey({ status: 'expired' })],
    [withKey({ status: 'disabled' })],
    [withKey({ expires_at: undefined })],
    [withKey({ activation_limit: 'any' })],
  ])('is not learned with %j', async (changes) => {
    expect(await validate(changes)).toBeUndefined();
  });

  it('is noted where the old server shows another instance with the name of a stored one', async () => {
    const OTHER = '5c1f7a30-2d0f-4c52-9d0e-6f3b8f3c9a11';
    const shared = async () => (await server.asAdmin('GET', '/api/v1/shadows/lemon-squeezy/agreement')).body;
    const browser = new Browser(server);
    await browser.signIn();
    const page = () => browser.get('/console/api-compatibility/lemon-squeezy/differences');
    const license = await validate();
    await validate();
    await validate({ instance: { id: OTHER, name: 'shelf' } });
    await validate({ valid: false, instance: { id: OTHER, name: 'desk' } });
    await validate({ instance: { id: OTHER } });
    expect(await shared()).toMatchObject({ names_shared: 0 });
    expect((await page()).html).not.toContain('one_instance_per_name');
    const noted = await validate({ instance: { id: OTHER, name: 'desk' } });
    expect(noted?.metadata).toEqual({ learned_from: 'lemon-squeezy', names_shared: 'lemon-squeezy' });
    await validate({ valid: undefined, activated: true, instance: { id: OTHER, name: 'desk' } });
    expect(await shared()).toMatchObject({ names_shared: 1 });
    expect((await page()).html).toContain(`href="/license/edit/${license?.id}"`);
    expect((await eventsOf(server, license?.id ?? '')).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['license.issued', 'license.updated']),
    );
    expect((await eventsOf(server, license?.id ?? '')).filter(({ name }) => name === 'license.updated')).toHaveLength(
      1,
    );
  });
});

describe('Gumroad', () => {
  const paid = { license_key: KEY, product_id: '8', email: 'ada@shop.example', refunded: false, chargebacked: false };
  const verify = (changes: object = {}) =>
    learned('gumroad', '/v2/licenses/verify', formOf({ license_key: KEY, product_id: '8' }), {
      success: true,
      uses: 5,
      purchase: { ...paid, ...changes },
    });

  it('goes on counting its uses', async () => {
    expect(await verify()).toMatchObject({ product: '8', expires_at: null, max_activations: null });
    await answerAlone();
    const again = await server.call('POST', '/v2/licenses/verify', formOf({ license_key: KEY, product_id: '8' }));
    expect(again.body).toMatchObject({ success: true, uses: 6 });
  });

  it('ends with a subscription that was cancelled, and not before', async () => {
    const cancelled = { subscription_ended_at: null, subscription_cancelled_at: `${FUTURE}T10:00:00Z` };
    expect(await verify(cancelled)).toMatchObject({ expires_at: `${FUTURE}T10:00:00.000Z` });
  });

  it.each([
    { refunded: true },
    { refunded: undefined },
    { chargebacked: true },
    { disputed: true },
    { subscription_ended_at: `${PAST}T10:00:00Z` },
    { subscription_cancelled_at: `${PAST}T10:00:00Z` },
    { subscription_failed_at: `${PAST}T10:00:00Z` },
    { subscription_ended_at: 'soon' },
  ])('is not learned with %j', async (changes) => {
    expect(await verify(changes)).toBeUndefined();
  });

  it('is learned if the dispute was won', async () => {
    expect(await verify({ disputed: true, dispute_won: true })).toMatchObject({ key: KEY });
  });
});

describe('License Manager', () => {
  const call = { body: { product_id: '8', license_code: KEY }, headers: { 'lb-url': 'https://shop.example' } };
  const activated = { status: true, is_active: true, data: { expires_at: FUTURE }, expires_at: FUTURE };
  const at = (path: string, changes: object = {}) =>
    learned('license-manager', `/api/external/license/${path}`, call, { ...activated, ...changes });

  it('has its product in the request, and its end in the answer', async () => {
    expect(await at('activate')).toMatchObject({ product: '8', expires_at: `${FUTURE}T23:59:59.000Z` });
  });

  it('has the end of its policy if LicenseBox tells none', async () => {
    expect(await learned('license-manager', '/api/verify_license', call, { status: true, data: null })).toMatchObject({
      product: '8',
      expires_at: null,
    });
  });

  it.each([
    ['deactivate', {}],
    ['activate', { status: false }],
    ['activate', { is_active: false }],
    ['activate', { expires_at: 'soon', data: {} }],
    ['verify', { status: 'true' }],
  ])('is not learned from %s with %j', async (path, changes) => {
    expect(await at(path, changes)).toBeUndefined();
  });
});

describe('LIC and ProGran3', () => {
  const machine = { license_key: KEY, machine_code: 'M-1' };
  const verified = { success: true, data: { license_key: KEY, status: 'active', expires_at: `${FUTURE} 23:59:59` } };
  const valid = { ...verified.data, valid: true, expires_at: `${FUTURE}T00:00:00Z`, user_email: 'ada@shop.example' };
  const validate = { license_key: KEY, system_fingerprint: 'S-1' };

  it('are learned with their ends', async () => {
    expect(await learned('lic', '/api/verify', { body: machine }, verified)).toMatchObject({
      expires_at: `${FUTURE}T23:59:59.000Z`,
    });
    await pair.emptyTables();
    const progran3 = await learned(
      'progran3',
      '/api/licenses/validate',
      { body: validate },
      { success: true, data: valid },
    );
    expect(progran3).toMatchObject({ expires_at: `${FUTURE}T00:00:00.000Z`, customer_id: expect.any(String) });
  });

  it.each([{ status: 'disabled' }, { expires_at: 'soon' }, { valid: false }])(
    'are not learned with %j',
    async (changes) => {
      const answered = { success: true, data: { ...valid, ...changes } };
      expect(await learned('progran3', '/api/licenses/validate', { body: validate }, answered)).toBeUndefined();
      const refused = { success: !('valid' in changes), data: { ...verified.data, ...changes } };
      expect(await learned('lic', '/api/verify', { body: machine }, refused)).toBeUndefined();
    },
  );
});
