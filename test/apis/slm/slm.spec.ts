import { aProduct, keyOf } from '../../testkit/callers';
import { changed, issued } from '../../testkit/issue';
import { SoftwareLicenseManager } from '../../support/slm';
import { TestServer } from '../../testkit/server';

const REFERENCE = 'example-plugin';

let server: TestServer;
let slm: SoftwareLicenseManager;
beforeAll(async () => {
  server = await TestServer.shared();
  slm = await SoftwareLicenseManager.on(server);
  await aProduct(server, REFERENCE, { name: 'Example Plugin' });
});
beforeEach(() => server.clock.holdAt('2030-01-31T10:00:00.000Z'));
afterAll(() => server.stop());

const aLicense = (more: Record<string, unknown> = {}) =>
  issued(server, { product: REFERENCE, max_activations: 2, ...more });

async function textOf(action: string, fields: Record<string, string> = {}): Promise<string> {
  const { status, body, headers } = await slm.send(action, fields);
  expect([status, headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  return JSON.stringify(body);
}

const error = (code: number, message: string) => `{"result":"error","message":"${message}","error_code":${code}}`;
const success = (message: string) => `{"result":"success","message":"${message}"}`;

describe('slm_activate', () => {
  it('activates a domain', async () => {
    const { key } = await aLicense();
    const fields = { license_key: key, registered_domain: 'www.example.com', item_reference: 'Example Plugin' };
    expect(await textOf('slm_activate', fields)).toBe(success('License key activated'));
  });

  it('refuses a domain that is active, and leaves it active', async () => {
    const license = await aLicense();
    const fields = { license_key: license.key, registered_domain: 'example.com' };
    await slm.send('slm_activate', fields);
    expect(await textOf('slm_activate', fields)).toBe(error(40, 'License key already in use on example.com'));
    await slm.send('slm_activate', { ...fields, registered_domain: 'other.example' });
    expect(await textOf('slm_activate', fields)).toBe(
      error(110, 'Reached maximum activation. License key already in use on example.com'),
    );
    expect(await textOf('slm_activate', { ...fields, registered_domain: 'third.example' })).toBe(
      error(50, 'Reached maximum allowable domains'),
    );
    const { body } = await slm.send('slm_check', { license_key: license.key });
    expect(body.registered_domains).toHaveLength(2);
  });

  it('activates a domain once, however many ask at the same time', async () => {
    const { key } = await aLicense();
    const fields = { license_key: key, registered_domain: 'example.com' };
    const answers = await Promise.all([1, 2, 3, 4].map(() => slm.send('slm_activate', fields)));
    expect(answers.map(({ body }) => body.error_code ?? 0).sort()).toEqual([0, 40, 40, 40]);
  });

  it('activates a domain again after it was deactivated', async () => {
    const { key } = await aLicense();
    const fields = { license_key: key, registered_domain: 'example.com' };
    await slm.send('slm_activate', fields);
    await slm.send('slm_deactivate', fields);
    expect(await textOf('slm_activate', fields)).toBe(success('License key activated'));
  });

  it.each([
    [20, 'Your License key is blocked', { state: 'blocked' }],
    [20, 'Your License key is blocked', { state: 'revoked' }],
    [20, 'Your License key is blocked', { allowed_domains: ['other.example'] }],
    [30, 'Your License key has expired', { expires_at: '2030-01-01T00:00:00Z' }],
  ])('answers %d, %s, for %j', async (code, message, change) => {
    const license = await aLicense();
    await changed(server, license, change);
    const fields = { license_key: license.key, registered_domain: 'example.com' };
    expect(await textOf('slm_activate', fields)).toBe(error(code, message));
  });

  it('finds a key in small letters, and one that was issued in small letters in capitals', async () => {
    const { key } = await aLicense();
    await aLicense({ key: '5bd8f3a2c1e4f' });
    for (const license_key of [key.toLowerCase(), '5BD8F3A2C1E4F ']) {
      const fields = { license_key, registered_domain: 'case.example' };
      expect(await textOf('slm_activate', fields)).toBe(success('License key activated'));
      expect((await slm.send('slm_check', fields)).body.registered_domains).toHaveLength(1);
    }
  });

  it('answers 60 for an unknown license', async () => {
    for (const license_key of ['UNKNOWN', '', '\u{1f600}']) {
      const fields = { license_key, registered_domain: 'example.com' };
      expect(await textOf('slm_activate', fields)).toBe(error(60, 'Invalid license key'));
    }
  });
});

describe('slm_deactivate', () => {
  it('deactivates a domain', async () => {
    const { key } = await aLicense();
    const fields = { license_key: key, registered_domain: 'example.com' };
    await slm.send('slm_activate', fields);
    expect(await textOf('slm_deactivate', fields)).toBe(
      success('The license key has been deactivated for this domain'),
    );
    expect(await textOf('slm_deactivate', fields)).toBe(
      error(80, 'The license key on this domain is already inactive'),
    );
  });

  it('answers 70 without a domain, and 80 for an unknown license', async () => {
    const { key } = await aLicense();
    expect(await textOf('slm_deactivate', { license_key: key })).toBe(
      error(70, 'Registered domain information is missing'),
    );
    expect(await textOf('slm_deactivate', { license_key: 'UNKNOWN', registered_domain: 'example.com' })).toBe(
      error(80, 'The license key on this domain is already inactive'),
    );
  });
});

describe('slm_check', () => {
  it('describes a license with its domains, all as texts', async () => {
    const ada = { email: 'ada@example.com', name: 'Ada van Example', company: 'Example Ltd' };
    const { id } = (await server.asAdmin('POST', '/api/v1/customers', { body: ada })).body;
    const license = await aLicense({ customer_id: id, expires_at: '2031-06-30T23:59:59Z' });
    const item_reference = 'Example Plugin';
    for (const registered_domain of ['example.com', 'second.example']) {
      await slm.send('slm_activate', { license_key: license.key, registered_domain, item_reference });
    }
    const { number, key } = license;
    const { body } = await slm.send('slm_check', { license_key: key });
    const domains = body.registered_domains.map(({ id: row, ...domain }: { id: string }) => [
      /^\d+$/.test(row),
      domain,
    ]);
    const row = { lic_key_id: String(number), lic_key: key, item_reference };
    expect(domains).toEqual([
      [true, { ...row, registered_domain: 'example.com' }],
      [true, { ...row, registered_domain: 'second.example' }],
    ]);
    expect(JSON.stringify({ ...body, registered_domains: [] })).toBe(
      `{"result":"success","message":"License key details retrieved.","license_key":"${key}","status":"active",` +
        '"max_allowed_domains":"2","email":"ada@example.com","registered_domains":[],"date_created":"2030-01-31",' +
        '"date_renewed":"0000-00-00","date_expiry":"2031-06-30","date":"2030-01-31","product_ref":"example-plugin",' +
        '"first_name":"Ada","last_name":"van Example","company_name":"Example Ltd","txn_id":"","subscr_id":""}',
    );
  });

  it('answers domains as they were sent, because programs compare them with their own', async () => {
    const { key } = await aLicense();
    const domains = ['www.Example.com', 'example.com:8443'];
    for (const registered_domain of domains) {
      const { body } = await slm.send('slm_activate', { license_key: key, registered_domain });
      expect(body.result).toBe('success');
    }
    const { body } = await slm.send('slm_check', { license_key: key });
    expect(body.registered_domains.map((row: { registered_domain: string }) => row.registered_domain)).toEqual(domains);
    const { body: again } = await slm.send('slm_activate', { license_key: key, registered_domain: 'EXAMPLE.com' });
    expect(again.error_code).toBe(110);
  });

  it.each([
    ['pending', {}],
    ['blocked', { state: 'disabled' }],
    ['blocked', { state: 'revoked' }],
    ['expired', { expires_at: '2030-01-01T00:00:00Z' }],
  ])('answers the status %s for %j', async (status, change) => {
    const license = await aLicense();
    await changed(server, license, change);
    const { body } = await slm.send('slm_check', { license_key: license.key });
    expect(body).toMatchObject({ result: 'success', status });
  });

  it('answers 60 for an unknown license', async () => {
    expect(await textOf('slm_check', { license_key: 'UNKNOWN' })).toBe(error(60, 'Invalid license key'));
  });
});

describe('slm_create_new', () => {
  it('creates a license', async () => {
    const fields = {
      product_ref: REFERENCE,
      first_name: 'Grace',
      last_name: 'Example',
      email: 'grace@example.com',
      company_name: 'Example Ltd',
      max_allowed_domains: '3',
      date_expiry: '2031-12-31',
      txn_id: 'TXN-1',
      subscr_id: 'SUB-1',
    };
    const { body } = await slm.send('slm_create_new', fields);
    expect(JSON.stringify(body)).toBe(
      `{"result":"success","message":"License successfully created","key":"${body.key}"}`,
    );
    const { body: checked } = await slm.send('slm_check', { license_key: body.key });
    expect(checked).toMatchObject({
      status: 'pending',
      max_allowed_domains: '3',
      date_expiry: '2031-12-31',
      first_name: 'Grace',
      last_name: 'Example',
      email: 'grace@example.com',
      company_name: 'Example Ltd',
      txn_id: 'TXN-1',
      subscr_id: 'SUB-1',
    });
  });

  it('takes the key of the shop, and the status blocked', async () => {
    const fields = { product_ref: REFERENCE, license_key: 'SHOP-1', lic_status: 'blocked' };
    expect((await slm.send('slm_create_new', fields)).body.key).toBe('SHOP-1');
    expect((await slm.send('slm_check', { license_key: 'SHOP-1' })).body.status).toBe('blocked');
    expect(await textOf('slm_create_new', fields)).toBe(error(10, 'License creation failed'));
  });

  it.each(['Example Plugin', 'example PLUGIN', 'Example&nbsp;Plugin', 'EXAMPLE-plugin'])(
    'takes %s for the name or the reference of a product',
    async (product_ref) => {
      const { body } = await slm.send('slm_create_new', { product_ref });
      const { body: checked } = await slm.send('slm_check', { license_key: body.key });
      expect(checked.product_ref).toBe(REFERENCE);
    },
  );

  it('creates nothing for a name that two products have', async () => {
    await aProduct(server, 'twin-1', { name: 'Twin' });
    await aProduct(server, 'twin-2', { name: 'Twin' });
    expect(await textOf('slm_create_new', { product_ref: 'Twin' })).toBe(error(10, 'License creation failed'));
  });

  it.each([
    ['2031/12/31', '2031-12-31'],
    ['2031.1.5', '2031-01-05'],
    ['2031-12-31 00:00:00', '2031-12-31'],
    ['2031-12-31T23:59:59Z', '2031-12-31'],
    ['20311231', '2031-12-31'],
    ['31^12^31', '2031-12-31'],
    ['0000/00/00', '0000-00-00'],
    ['0000-00-00 00:00:00', '0000-00-00'],
  ])('reads the date %s as MySQL does', async (date_expiry, read) => {
    const { body } = await slm.send('slm_create_new', { product_ref: REFERENCE, date_expiry });
    expect((await slm.send('slm_check', { license_key: body.key })).body.date_expiry).toBe(read);
  });

  it.each([
    [{ product_ref: 'unknown' }],
    [{ product_ref: '' }],
    [{ email: 'no address' }],
    [{ max_allowed_domains: '-1' }],
    [{ date_expiry: '2031-02-30' }],
    [{ date_expiry: '31/12/2031' }],
    [{ date_expiry: 'tomorrow' }],
    [{ lic_status: 'lost' }],
    [{ license_key: 'two words' }],
  ])('answers 10 for %j, and creates nothing', async (fields) => {
    const count = () =>
      server.dataSource.query('SELECT count(*) FROM licenses UNION ALL SELECT count(*) FROM customers');
    const before = await count();
    const sent = { product_ref: REFERENCE, email: 'new@example.com', ...fields };
    expect(await textOf('slm_create_new', sent)).toBe(error(10, 'License creation failed'));
    expect(await count()).toEqual(before);
  });
});

describe('the secret keys', () => {
  const check = { slm_action: 'slm_check', license_key: 'UNKNOWN' };
  const create = { slm_action: 'slm_create_new', product_ref: REFERENCE };
  const WRONG = error(90, 'Verification API secret key is invalid');
  const NO_CREATOR = error(100, 'License Creation API secret key is invalid');

  it.each([
    [90, check, {}],
    [90, check, { secret_key: 'wrong' }],
    [100, create, {}],
    [100, create, { secret_key: 'wrong' }],
  ])('are required: %d', async (code, fields, more) => {
    const { status, body } = await server.call('GET', '/', { query: { ...fields, ...more } });
    expect([status, JSON.stringify(body)]).toEqual([200, code === 90 ? WRONG : NO_CREATOR]);
  });

  it('open what they are for', async () => {
    const ask = async (fields: object, secret_key: string) => {
      const { body } = await server.call('POST', '/', { body: { ...fields, secret_key } });
      return JSON.stringify(body);
    };
    expect(await ask(create, slm.verificationKey)).toBe(NO_CREATOR);
    expect(await ask(check, slm.creationKey)).toBe(WRONG);
    expect(await ask(check, slm.verificationKey)).toBe(error(60, 'Invalid license key'));
    expect(await ask(create, slm.creationKey)).toMatch(/"result":"success"/);
  });

  it('of one product create its licenses, without a product_ref', async () => {
    await aProduct(server, 'own');
    const { key: secret_key } = await keyOf(server, 'internal', { product: 'own' });
    const { body } = await server.call('POST', '/', { body: { slm_action: 'slm_create_new', secret_key } });
    const { body: checked } = await slm.send('slm_check', { license_key: body.key });
    expect(checked).toMatchObject({ result: 'success', product_ref: 'own', email: '', status: 'pending' });
  });

  it('of one product see no other', async () => {
    await aProduct(server, 'scoped');
    const { key: secret_key } = await keyOf(server, 'external', { product: 'scoped' });
    const { key: license_key } = await aLicense();
    const query = { slm_action: 'slm_check', license_key, secret_key };
    expect(JSON.stringify((await server.call('GET', '/', { query })).body)).toBe(error(60, 'Invalid license key'));
  });
});
