import { expectWhole, LicenseManager } from '../../support/license-manager';
import { licenseOf, race } from '../../testkit/race';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let manager: LicenseManager;
beforeAll(async () => {
  server = await TestServer.shared();
  manager = await LicenseManager.withProduct(server);
});
afterAll(() => server.stop());

const HERE = { 'x-api-url': 'https://client-site.com', 'x-api-ip': '192.168.1.100' };
const at = (url: string): Record<string, string> => ({ ...HERE, 'x-api-url': url });

const activate = (body: unknown, headers: Record<string, string> = HERE) =>
  manager.ask('POST', 'license/activate', { body, headers });
const verify = (body: unknown, headers: Record<string, string> = HERE) =>
  manager.ask('POST', 'license/verify', { body, headers });
const deactivate = (body: unknown, headers: Record<string, string> = HERE) =>
  manager.ask('POST', 'license/deactivate', { body, headers });
const check = (body: unknown, headers: Record<string, string> = {}) =>
  manager.ask('POST', 'license/check', { body, headers });

/** A header as node hands it over: a character for each byte that came. */
const asBytes = (text: string) => Buffer.from(text).toString('latin1');

const invalidCode = (message: unknown = 'Your license code is invalid.') => ({
  status: false,
  is_active: false,
  message,
  lic_response: null,
  data: null,
});
const NOT_YOURS = { status: false, is_active: false, message: 'License is invalid or not assigned to you.' };
const INVALID = { ...NOT_YOURS, data: null };
const VERIFIED = { status: true, is_active: true, message: 'Verified.', data: null };
const DEACTIVATED = { status: true, is_active: true, message: 'Deactivated.' };
const NO_TERMS = { expires_at: null, updates_until: null, support_until: null };

const activationsOf = async (license: { id: string }, query: Record<string, string> = {}) => {
  const { body } = await server.asAdmin('GET', '/api/v1/activations', { query: { license: license.id, ...query } });
  return body.items as { fingerprint: string; kind: string }[];
};
const liveOf = async (license: { id: string }) =>
  (await activationsOf(license, { active: 'true' })).map(({ fingerprint }) => fingerprint);

const setting = (values: Record<string, unknown>) => server.asAdmin('PATCH', '/api/v1/settings', { body: values });

describe('activate', () => {
  it('activates the caller’s domain and returns encrypted license data, identical when repeated', async () => {
    const license = await manager.aLicense();
    const answer = await activate({
      product_id: license.product,
      license_code: license.key,
      client_name: 'Customer Name',
      verify_type: 'non_envato',
    });
    const data = answer.body.lic_response;
    expect(data).toEqual(expect.stringMatching(/^[A-Za-z0-9+/]+=*$/));
    expectWhole(answer, 200, {
      status: true,
      is_active: true,
      message: 'Activated.',
      lic_response: data,
      data: { license_data: data, ...NO_TERMS },
      ...NO_TERMS,
    });
    expect(await liveOf(license)).toEqual(['client-site.com']);
  });

  it('returns the end dates of the license, its updates and its support', async () => {
    const terms = { expires_at: '2031-01-02', updates_until: '2030-12-31', support_until: '2030-06-30' };
    const license = await manager.aLicense(terms);
    const { body } = await activate({ license_code: license.key });
    expect(body).toMatchObject({ ...terms, data: terms });
  });

  it('uses the product of the code if none is sent', async () => {
    const license = await manager.aLicense();
    expect(await activate({ license_code: license.key })).toMatchObject({ status: 200 });
  });

  it.each([
    ['an unknown code', () => ({ license_code: 'LICENSE-CODE-HERE', product_id: 'PROD-001' })],
    ['another product', async () => ({ license_code: (await manager.aLicense()).key, product_id: 'no-such-product' })],
    [
      'another case of letters',
      async () => ({ license_code: (await manager.aLicense({ key: `Code-${manager.name()}` })).key.toLowerCase() }),
    ],
    [
      'another client',
      async () => ({
        license_code: (await manager.aLicense({ restricted_to_client_name: 'Ada' })).key,
        client_name: 'Bob',
      }),
    ],
  ])('refuses %s with the contract’s text', async (_name, body) => {
    expectWhole(await activate(await body()), 400, invalidCode());
  });

  it('compares clients case-insensitively, and only if both are present', async () => {
    const { key } = await manager.aLicense({ restricted_to_client_name: 'Ada Lovelace' });
    expect((await activate({ license_code: key, client_name: ' ADA lovelace ' })).status).toBe(200);
    expect((await activate({ license_code: key, client_name: null })).status).toBe(200);
    expect((await activate({ license_code: key })).status).toBe(200);
  });

  it('requires a code', async () => {
    const { status, body } = await activate({ product_id: 'PROD-001' });
    expect(status).toBe(422);
    expect(body).toEqual({
      ...invalidCode(expect.any(String)),
      errors: { license_code: [expect.any(String), expect.any(String)] },
    });
  });

  it('reports that all installations are in use with the message that programs search for', async () => {
    const { key } = await manager.aLicense({ max_activations: 1 });
    await activate({ license_code: key }, at('https://one.example'));
    const { status, body } = await activate({ license_code: key }, at('https://two.example'));
    expect(status).toBe(400);
    expect(body).toEqual({
      ...invalidCode(expect.stringContaining('License is already active')),
      status_code: 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES',
    });
    const used = await manager.aLicense({ uses_limit: 1 });
    const blob = (await activate({ license_code: used.key }, at('https://one.example'))).body.lic_response;
    await deactivate({ license_data: blob }, at('https://one.example'));
    expect((await activate({ license_code: used.key }, at('https://two.example'))).body.status_code).toBe(
      'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES',
    );
  });

  it.each([
    [{ max_activations: 1 }, 'License is already active on the maximum number of installations.'],
    [{ uses_limit: 1 }, 'License is already active on as many installations as its lifetime limit allows.'],
  ])('names the limit of %j that is reached', async (limit, message) => {
    const { key } = await manager.aLicense(limit);
    await activate({ license_code: key }, at('https://one.example'));
    const { body } = await activate({ license_code: key }, at('https://two.example'));
    expect(body.message).toBe(message);
  });

  it('gives the same domain the same seat in any spelling', async () => {
    const license = await manager.aLicense({ max_activations: 1 });
    for (const url of [
      'https://shop.example/checkout?x=1',
      'http://www.SHOP.example:8080/',
      'shop.example',
      '//shop.example',
    ]) {
      expect(await activate({ license_code: license.key }, at(url))).toMatchObject({ status: 200 });
    }
    expect(await activationsOf(license)).toMatchObject([{ fingerprint: 'shop.example', kind: 'domain' }]);
  });

  it.each([
    ['x-api-url', 'electron://my-app', 'my-app'],
    ['x-api-url', 'https://0a1b2c.local', '0a1b2c.local'],
    ['x-api-url', '{4C4C4544-0042}+AB/=.hwid', '{4c4c4544-0042}+ab/=.hwid'],
    ['x-url', 'https://by-another-name.example', 'by-another-name.example'],
    ['lb-url', 'https://legacy.example/install/index.php', 'legacy.example'],
    ['x-api-url', 'https://xn--mnchen-3ya.example', 'xn--mnchen-3ya.example'],
    ['x-api-url', asBytes('https://München.example/'), 'xn--mnchen-3ya.example'],
    ['lb-url', asBytes('http://xn--mnchen-3ya.example/straße'), 'xn--mnchen-3ya.example'],
    ['x-api-url', 'http://München.example', 'xn--mnchen-3ya.example'],
    ['x-api-url', 'http:///index.php', '127.0.0.1'],
    ['x-other', 'https://not-looked-at.example', '127.0.0.1'],
  ])('reads the location from %s: %s as %s', async (header, value, fingerprint) => {
    const license = await manager.aLicense();
    expect(await activate({ license_code: license.key }, { [header]: value })).toMatchObject({ status: 200 });
    expect(await liveOf(license)).toEqual([fingerprint]);
  });

  it('refuses an invalid address', async () => {
    const { key } = await manager.aLicense();
    const { status, body } = await activate({ license_code: key }, at('https://exa mple.com'));
    expect([status, Object.keys(body.errors)]).toEqual([422, ['X-API-URL']]);
  });

  it.each([
    [{ allowed_domains: ['*.example.com'] }, 'https://a.b.example.com', 200],
    [{ allowed_domains: ['*.example.com'] }, 'https://example.com', 400],
    [{ allowed_domains: ['*.example.com'] }, 'https://badexample.com', 400],
    [{ allowed_domains: ['example.com'] }, 'https://www.example.com/shop', 200],
    [{ allowed_domains: ['example.com'] }, 'https://a.example.com', 400],
    [{ allowed_ips: ['192.168.1.0/24'] }, 'https://example.com', 200],
    [{ allowed_ips: ['192.168.1.*'] }, 'https://example.com', 200],
    [{ allowed_ips: ['10.0.0.0/8'] }, 'https://example.com', 400],
  ])('holds %j against %s: %i', async (limits, url, status) => {
    const { key } = await manager.aLicense(limits);
    expect((await activate({ license_code: key }, at(url))).status).toBe(status);
  });

  it('gives three seats to three of seven concurrent domains', async () => {
    const license = await manager.aLicense({ max_activations: 3 });
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from(
        { length: 7 },
        (_, index) => () => activate({ license_code: license.key }, at(`https://shop-${index}.example`)),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 400)).toHaveLength(4);
    expect(await liveOf(license)).toHaveLength(3);
  });

  it('shows its seat in every other API', async () => {
    const license = await manager.aLicense();
    await activate({ license_code: license.key });
    const { body } = await server.withKey('GET', `/api/license/info/${license.key}`);
    expect(JSON.stringify(body.activations)).toContain('client-site.com');
  });

  it('refuses by the first violated rule in the order of evaluation', async () => {
    const past = '2020-01-01T00:00:00Z';
    const product = await manager.aProduct();
    const license = await manager.aLicense({
      product: product.reference,
      state: 'blocked',
      starts_at: '2999-01-01',
      allowed_domains: ['other.example'],
      allowed_ips: ['10.1.1.1'],
      expires_at: past,
      restricted_to_client_name: 'Ada',
      max_activations: 1,
      uses_limit: 2,
    });
    await setting({ lm_blacklisted_license_codes: [license.key] });
    await server.asAdmin('PATCH', `/api/v1/products/${product.id}`, { body: { is_active: false } });
    const texts: string[] = [];
    const ask = async () => {
      const { status, body } = await activate({ license_code: license.key, client_name: 'Bob' });
      texts.push(body.message);
      return status;
    };
    const mend = (change: object) => server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: change });
    expect(await ask()).toBe(400);
    await server.asAdmin('PATCH', `/api/v1/products/${product.id}`, { body: { is_active: true } });
    expect(await ask()).toBe(400);
    await setting({ lm_blacklisted_license_codes: null });
    for (const change of [
      { state: 'disabled' },
      { state: 'active' },
      { starts_at: null },
      { allowed_domains: [] },
      { allowed_ips: [] },
      { expires_at: null },
      { restricted_to_client_name: null },
    ]) {
      expect(await ask()).toBe(400);
      await mend(change);
    }
    expect(await ask()).toBe(200);
    expect(texts).toEqual([
      'The product of this license is not active',
      'This license may not be used here',
      'This license is blocked',
      'This license is disabled',
      'This license is not valid yet',
      'This license may not be used on this domain',
      'This license may not be used from this address',
      'This license has expired',
      'Your license code is invalid.',
      'Activated.',
    ]);
  });
});

describe('verify', () => {
  it('accepts the license data of the site', async () => {
    const license = await manager.aLicense();
    const { body } = await activate({ license_code: license.key });
    const claims = { product_id: license.product, license_data: body.lic_response, client_name: 'Customer Name' };
    expectWhole(await verify(claims), 200, VERIFIED);
    expectWhole(await verify({ license_file: body.lic_response }), 200, VERIFIED);
  });

  it('refuses the license data of one site at another, even if that site has a seat', async () => {
    const { key } = await manager.aLicense();
    const first = (await activate({ license_code: key }, at('https://a.example'))).body.lic_response;
    const second = (await activate({ license_code: key }, at('https://b.example'))).body.lic_response;
    expectWhole(await verify({ license_data: first }, at('https://b.example')), 400, INVALID);
    expectWhole(await verify({ license_data: first }, at('https://a.example')), 200, VERIFIED);
    expectWhole(await verify({ license_data: second }, at('https://b.example')), 200, VERIFIED);
    expectWhole(await deactivate({ license_data: first }, at('https://b.example')), 400, NOT_YOURS);
  });

  it('accepts the code alone if the license is active anywhere, as in the samples of the contract', async () => {
    const { key } = await manager.aLicense();
    expectWhole(await verify({ license_code: key }, {}), 400, INVALID);
    await activate({ license_code: key });
    expectWhole(await verify({ license_code: key }, {}), 200, VERIFIED);
    expectWhole(await verify({ license_code: key }), 200, VERIFIED);
    expectWhole(await verify({ license_code: key }, at('https://elsewhere.example')), 400, INVALID);
  });

  it('accepts the code alone of a license for some domains, but not for another domain', async () => {
    const license = await manager.aLicense({ allowed_domains: ['client-site.com'], allowed_ips: ['127.0.0.1'] });
    const { key } = license;
    const from = { 'x-api-url': 'https://client-site.com', 'x-api-ip': '127.0.0.1' };
    expectWhole(await verify({ license_code: key }, {}), 400, INVALID);
    expect((await activate({ license_code: key }, from)).status).toBe(200);
    expectWhole(await verify({ license_code: key }, {}), 200, VERIFIED);
    expectWhole(await verify({ license_code: key }, { 'x-api-ip': '127.0.0.2' }), 400, INVALID);
    expectWhole(await verify({ license_code: key }, { ...from, 'x-api-url': 'https://other.example' }), 400, INVALID);

    await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { allowed_domains: ['other.example'] } });
    expectWhole(await verify({ license_code: key }, from), 400, INVALID);
  });

  it('requires license data or a code', async () => {
    for (const body of [{}, { product_id: 'PROD-001' }, { license_data: null, license_code: '' }, '[]']) {
      const { status, body: answer } = await verify(body, { ...HERE, 'content-type': 'application/json' });
      expect([status, answer]).toEqual([
        422,
        { ...INVALID, message: expect.any(String), errors: { license_data: [expect.any(String)] } },
      ]);
    }
  });

  it('gives no reason why license data is unreadable', async () => {
    const { key } = await manager.aLicense();
    const blob: string = (await activate({ license_code: key })).body.lic_response;
    const last = blob.at(-10) === 'A' ? 'B' : 'A';
    const tampered = `${blob.slice(0, -10)}${last}${blob.slice(-9)}`;
    for (const license_data of [tampered, blob.slice(0, -4), 'nonsense', 'e30=', key]) {
      expectWhole(await verify({ license_data }), 400, INVALID);
      expectWhole(await deactivate({ license_data }), 400, NOT_YOURS);
    }
    expectWhole(await verify({ license_data: blob }), 200, VERIFIED);
  });

  it.each([
    ['expired', { expires_at: '2020-01-01' }],
    ['blocked', { state: 'blocked' }],
    ['disabled', { state: 'disabled' }],
    ['tied to another domain', { allowed_domains: ['other.example'] }],
    ['tied to another address', { allowed_ips: ['10.9.9.9'] }],
  ])('refuses a license that was %s after activation', async (_name, change) => {
    const license = await manager.aLicense();
    const { lic_response } = (await activate({ license_code: license.key })).body;
    await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: change });
    expectWhole(await verify({ license_data: lic_response }), 400, INVALID);
  });

  it('refuses another product, also an unknown one', async () => {
    const license = await manager.aLicense();
    const { lic_response } = (await activate({ license_code: license.key })).body;
    expectWhole(await verify({ license_data: lic_response, product_id: 'no-such-product' }), 400, INVALID);
  });
});

describe('deactivate', () => {
  it('frees the seat, once', async () => {
    const license = await manager.aLicense({ max_activations: 1 });
    const { lic_response } = (await activate({ license_code: license.key })).body;
    expectWhole(await deactivate({ license_data: lic_response }), 200, DEACTIVATED);
    expect(await liveOf(license)).toEqual([]);
    expectWhole(await deactivate({ license_data: lic_response }), 400, NOT_YOURS);
    expectWhole(await verify({ license_data: lic_response }), 400, INVALID);
    expect((await activate({ license_code: license.key }, at('https://next.example'))).status).toBe(200);
  });

  it('accepts the code for the caller’s location', async () => {
    const license = await manager.aLicense();
    await activate({ license_code: license.key }, at('https://a.example'));
    expectWhole(await deactivate({ license_code: license.key }, at('https://b.example')), 400, NOT_YOURS);
    expectWhole(await deactivate({ license_code: license.key }, at('https://a.example')), 200, DEACTIVATED);
  });

  it('requires license data or a code', async () => {
    expect((await deactivate({})).status).toBe(422);
  });
});

describe('check', () => {
  it('returns the status of a license and takes no seat', async () => {
    const license = await manager.aLicense();
    expectWhole(await check({ license_code: license.key }), 200, {
      status: true,
      is_active: true,
      message: 'License is valid',
    });
    await server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: { state: 'blocked' } });
    expectWhole(await check({ license_code: license.key }), 200, {
      status: false,
      is_active: false,
      message: 'This license is blocked',
    });
    expect(await activationsOf(license)).toEqual([]);
  });

  it('checks the domains of a license if a domain is sent', async () => {
    const { key } = await manager.aLicense({ allowed_domains: ['client-site.com'] });
    const isActive = async (headers = {}) => (await check({ license_code: key }, headers)).body.is_active as boolean;
    expect(await isActive()).toBe(true);
    expect(await isActive(at('https://client-site.com'))).toBe(true);
    expect(await isActive(at('https://elsewhere.example'))).toBe(false);
  });

  it('refuses an unknown code', async () => {
    expectWhole(await check({ license_code: 'LICENSE-CODE-HERE' }), 400, {
      status: false,
      is_active: false,
      message: 'Your license code is invalid.',
    });
  });
});

describe('callers', () => {
  const refused = (status: number, message: unknown) => ({ status, body: { ...invalidCode(message) } });

  it('need a key for client programs', async () => {
    const url = '/api/external/license/activate';
    expect(await server.call('POST', url, { body: {} })).toMatchObject(refused(401, 'Invalid or missing API key'));
    expect(await server.withKey('POST', url, { body: {} }, 'wrong')).toMatchObject(
      refused(401, 'Invalid or missing API key'),
    );
    expect(await server.withKey('POST', url, { body: {} }, manager.internalKey)).toMatchObject(
      refused(403, expect.any(String)),
    );
    expect(await server.withKey('GET', '/api/internal/connection-check', {}, manager.externalKey)).toMatchObject({
      status: 403,
      body: { status: false },
    });
  });

  it.each([
    ['x-api-language', 'de_DE', 'Aktiviert.', 'Ihr Lizenzcode ist ungültig.', 'Diese Lizenz wurde widerrufen.'],
    ['x-api-language', 'zh', '已激活。', '您的许可证代码无效。', undefined],
    ['lb-lang', 'german', 'Aktiviert.', 'Ihr Lizenzcode ist ungültig.', 'Diese Lizenz wurde widerrufen.'],
    ['lb-lang', 'french', 'Activated.', 'Your license code is invalid.', 'This license was revoked'],
    ['x-api-language', 'constructor', 'Activated.', 'Your license code is invalid.', 'This license was revoked'],
    ['x-api-language', '', 'Activated.', 'Your license code is invalid.', 'This license was revoked'],
  ])(
    'get messages in the language of %s: %s, at both generations of calls',
    async (header, word, done, unknown, revoked) => {
      const license = await manager.aLicense();
      const headers = { [header]: word, 'x-api-url': 'https://language.example' };
      const sent = async (path: string, license_code: string) =>
        (await server.withKey('POST', path, { body: { license_code }, headers }, manager.externalKey)).body.message;
      for (const path of ['/api/external/license/activate', '/api/activate_license']) {
        expect([await sent(path, license.key), await sent(path, 'NOBODY-HAS-THIS')]).toEqual([done, unknown]);
      }
      const verified = await server.withKey(
        'POST',
        '/api/external/license/verify',
        { body: { license_code: 'NOBODY-HAS-THIS' }, headers },
        manager.externalKey,
      );
      expect([verified.status, verified.body.message === 'License is invalid or not assigned to you.']).toEqual([
        400,
        done === 'Activated.',
      ]);
      await server.sdk.licenses.revoke(license.id);
      const { body } = await server.withKey(
        'POST',
        '/api/external/license/check',
        { body: { license_code: license.key }, headers },
        manager.externalKey,
      );
      expect(body.message).toEqual(revoked ?? expect.stringMatching(/^[^a-z]+$/));
    },
  );

  it('may use the older header names at the modern endpoints', async () => {
    const license = await manager.aLicense({ allowed_ips: ['203.0.113.7'] });
    const headers = {
      'lb-api-key': manager.externalKey,
      'lb-url': 'https://legacy.example/page',
      'lb-ip': '203.0.113.7',
      'lb-lang': 'english',
    };
    const answer = await server.call('POST', '/api/external/license/activate', {
      body: { license_code: license.key },
      headers,
    });
    expect(answer.status).toBe(200);
    expect(await liveOf(license)).toEqual(['legacy.example']);
  });

  it('are located by the modern header if both are sent', async () => {
    const license = await manager.aLicense({ allowed_ips: ['203.0.113.7'] });
    const from = (modern: string, older: string) => ({
      'lb-ip': older,
      'x-api-ip': modern,
      'x-url': 'https://oldest.example',
      'lb-url': 'https://older.example',
      'x-api-url': 'https://modern.example',
    });
    const refused = await activate({ license_code: license.key }, from('203.0.113.8', '203.0.113.7'));
    expect([refused.status, await liveOf(license)]).toEqual([400, []]);
    expect((await activate({ license_code: license.key }, from('203.0.113.7', '203.0.113.8'))).status).toBe(200);
    expect(await liveOf(license)).toEqual(['modern.example']);
    const older = { 'lb-ip': '203.0.113.7', 'x-api-ip': ' ', 'x-url': 'oldest.example', 'lb-url': 'older.example' };
    expect((await activate({ license_code: license.key }, older)).status).toBe(200);
    expect((await liveOf(license)).sort()).toEqual(['modern.example', 'older.example']);
  });

  it('can check their connection', async () => {
    expectWhole(await manager.ask('GET', 'connection-check'), 200, {
      status: true,
      is_active: true,
      message: 'Connection successful',
    });
    expectWhole(await server.call('GET', '/api/health-check'), 200, { status: 'ok' });
  });
});

describe('settings', () => {
  afterEach(() =>
    setting({
      lm_verify_license_ip: null,
      lm_normalize_domain_variants: null,
      lm_add_domain_of_first_activation_as_licensed_domain: null,
      lm_deactivate_old_activations_on_new_activation: null,
      lm_blacklisted_buyers: null,
      lm_blacklisted_domains: null,
      lm_blacklisted_ips: null,
    }),
  );

  it('can ignore addresses', async () => {
    const { key } = await manager.aLicense({ allowed_ips: ['10.1.1.1'] });
    expect((await activate({ license_code: key })).status).toBe(400);
    await setting({ lm_verify_license_ip: false });
    expect((await activate({ license_code: key })).status).toBe(200);
  });

  it('can distinguish www. from its parent domain', async () => {
    await setting({ lm_normalize_domain_variants: false });
    const license = await manager.aLicense({ max_activations: 2 });
    await activate({ license_code: license.key }, at('https://www.example.com'));
    await activate({ license_code: license.key }, at('https://example.com'));
    expect((await liveOf(license)).sort()).toEqual(['example.com', 'www.example.com']);
  });

  it('can restrict a license to its first domain', async () => {
    await setting({ lm_add_domain_of_first_activation_as_licensed_domain: true });
    const { key } = await manager.aLicense();
    expect((await activate({ license_code: key }, at('https://first.example'))).status).toBe(200);
    expect((await activate({ license_code: key }, at('https://second.example'))).status).toBe(400);
    expect((await activate({ license_code: key }, at('https://www.first.example'))).status).toBe(200);
  });

  it('can let a new installation replace the oldest', async () => {
    await setting({ lm_deactivate_old_activations_on_new_activation: true });
    const license = await manager.aLicense({ max_activations: 1 });
    const { lic_response } = (await activate({ license_code: license.key }, at('https://old.example'))).body;
    expect((await activate({ license_code: license.key }, at('https://new.example'))).status).toBe(200);
    expect(await liveOf(license)).toEqual(['new.example']);
    expectWhole(await verify({ license_data: lic_response }, at('https://old.example')), 400, INVALID);
  });

  it.each([
    [{ lm_blacklisted_buyers: ['bob'] }],
    [{ lm_blacklisted_domains: ['*.client-site.com', 'client-site.com'] }],
    [{ lm_blacklisted_ips: ['192.168.0.0/16'] }],
    [{ lm_blacklisted_ips: ['127.0.0.1'] }],
  ])('block what %j lists', async (values) => {
    const { key } = await manager.aLicense();
    await setting(values);
    const { status, body } = await activate({ license_code: key, client_name: 'Bob' });
    expect([status, body]).toEqual([400, invalidCode('This license may not be used here')]);
  });
});

it.each([
  ['under its own prefix', '/dialects/license-manager/api/external/license/activate', 200],
  ['where a base address ends in a slash', '//api/external/license/activate', 200],
  ['where a base address with the prefix does', '/dialects/license-manager//api/external/license/activate', 200],
  ['nowhere else', '/api//external/license/activate', 404],
])('answers every call %s', async (_where, path, expected) => {
  const { key } = await manager.aLicense();
  const call = { body: { license_code: key }, headers: HERE };
  const { status, body } = await server.withKey('POST', path, call, manager.externalKey);
  expect([status, body.is_active ?? null]).toEqual([expected, expected === 200 ? true : null]);
});

it('reads forms as well as JSON', async () => {
  const { key } = await manager.aLicense();
  const { status } = await activate(`license_code=${key}&client_name=&verify_type=non_envato`, {
    ...HERE,
    'content-type': 'application/x-www-form-urlencoded',
  });
  expect(status).toBe(200);
});
