import { createHash } from 'node:crypto';
import { Calendar } from '../../../src/core/common/calendar';
import { aProduct } from '../../testkit/callers';
import { activated, edd, SITE } from '../../support/edd';
import { changed, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const NAME = 'Example Plugin – Pro';
const REFERENCE = 'example-plugin';
const ADA = { email: 'ada@example.com', name: 'Ada Example' };

let server: TestServer;
let itemId: number;
let customer: string;
beforeAll(async () => {
  server = await TestServer.shared();
  jest.replaceProperty(server.app.get(Calendar), 'zone', 'Asia/Shanghai');
  await aProduct(server, REFERENCE, { name: NAME });
  await aProduct(server, 'other', { name: 'Other' });
  [{ id: itemId }] = await server.dataSource.query(`SELECT id::integer FROM products WHERE reference = '${REFERENCE}'`);
  customer = (await server.asAdmin('POST', '/api/v1/customers', { body: ADA })).body.id;
});
beforeEach(() => server.clock.holdAt('2030-01-31T10:00:00.000Z'));
afterAll(() => {
  jest.restoreAllMocks();
  return server.stop();
});

const aLicense = (more: Record<string, unknown> = {}) =>
  issued(server, { product: REFERENCE, customer_id: customer, max_activations: 2, ...more });

/** The text of the answer: its fields, their order and their types. */
async function textOf(action: string, fields: object): Promise<string> {
  const { status, body } = await edd(server, action, fields);
  expect(status).toBe(200);
  return JSON.stringify(body);
}

const md5 = (json: string) => createHash('md5').update(json).digest('hex');
const OWNER = '"payment_id":0,"customer_name":"Ada Example","customer_email":"ada@example.com"';

describe('activate_license', () => {
  it('activates a site, and writes the date in the time zone of the installation', async () => {
    const { key } = await aLicense({ expires_at: '2031-06-30T15:59:59Z' });
    const fields = { license: key, item_id: itemId, item_name: NAME, url: 'https://shop.example/' };
    // The arguments by their length in bytes, with slashes and letters beyond ASCII escaped, as PHP writes them.
    const checksum = md5(
      `["Example Plugin \\u2013 Pro","https:\\/\\/shop.example\\/","${key}","production",${itemId}]`,
    );
    expect(await textOf('activate_license', fields)).toBe(
      `{"success":true,"license":"valid","item_id":${itemId},"item_name":"${NAME}","license_limit":2,"site_count":1,` +
        `"expires":"2031-06-30 23:59:59","activations_left":1,"checksum":"${checksum}",${OWNER},"price_id":false}`,
    );
  });

  it('answers the same for a site that is active, whatever the scheme, the path and www', async () => {
    const { key } = await aLicense();
    const call = { license: key, item_name: NAME };
    await edd(server, 'activate_license', { ...call, url: 'http://www.example.com' });
    const { body } = await edd(server, 'activate_license', { ...call, url: 'https://Example.com/blog/' });
    expect(body).toMatchObject({ success: true, site_count: 1, activations_left: 1, expires: 'lifetime' });
  });

  it('reads the last of repeated fields in a URL: WordPress adds the body of a GET to its URL', async () => {
    const { key } = await aLicense();
    const inUrl = `edd_action=activate_license&license=${key}&item_name=Example+Plugin+%E2%80%93+Pro`;
    const body = `edd_action=activate_license&license=${key}&item_name=Example%2BPlugin%2B%25E2%2580%2593%2BPro`;
    const headers = { 'user-agent': `WordPress/6.8; ${SITE}` };
    const answer = await server.call('GET', `/?${inUrl}&${body}`, { headers });
    expect([answer.status, answer.body]).toMatchObject([200, { success: true, license: 'valid', site_count: 1 }]);
  });

  it('says that the limit is unlimited', async () => {
    const { key } = await aLicense({ max_activations: null });
    const { body } = await edd(server, 'activate_license', { license: key, item_name: NAME, url: SITE });
    expect(body).toMatchObject({ license_limit: 0, site_count: 1, activations_left: 'unlimited' });
  });

  it('refuses a site beyond the limit', async () => {
    const { key } = await aLicense({ max_activations: 1 });
    await edd(server, 'activate_license', { license: key, item_name: NAME, url: SITE });
    const { body } = await edd(server, 'activate_license', { license: key, item_name: NAME, url: 'two.example' });
    const { checksum: _, ...answer } = body;
    expect(JSON.stringify(answer)).toBe(
      `{"success":false,"license":"invalid","item_id":false,"item_name":"${NAME}","error":"no_activations_left",` +
        `"max_sites":1,"license_limit":1,"site_count":1,"expires":"lifetime","activations_left":0,${OWNER},"price_id":false}`,
    );
  });

  it('names an expired license with its date', async () => {
    const { key } = await aLicense({ expires_at: '2029-12-31T16:00:00Z' });
    const { body } = await edd(server, 'activate_license', { license: key, item_id: itemId, url: SITE });
    const { checksum: _, ...answer } = body;
    expect(JSON.stringify(answer)).toBe(
      `{"success":false,"license":"invalid","item_id":${itemId},"item_name":"${NAME}","error":"expired",` +
        `"expires":"2030-01-01 00:00:00","license_limit":2,"site_count":0,"activations_left":2,${OWNER},"price_id":false}`,
    );
  });

  it('says nothing of a license that it does not know', async () => {
    const checksum = md5('["https:\\/\\/a.example","production","UNKNOWN",false,false]');
    expect(await textOf('activate_license', { license: 'UNKNOWN', url: 'https://a.example' })).toBe(
      `{"success":false,"license":"invalid","item_id":false,"item_name":"","error":"missing","checksum":"${checksum}"}`,
    );
    expect(JSON.parse(await textOf('activate_license', {}))).toMatchObject({ error: 'missing' });
  });

  it.each([
    ['disabled', { state: 'disabled' }, {}],
    ['disabled', { state: 'blocked' }, {}],
    ['disabled', { state: 'revoked' }, {}],
    ['disabled', { starts_at: '2031-01-01T00:00:00Z' }, {}],
    ['site_inactive', { allowed_domains: ['other.example'] }, {}],
    ['item_name_mismatch', {}, { item_name: 'Other' }],
    ['item_name_mismatch', {}, { item_name: '' }],
    ['invalid_item_id', {}, { item_id: 1 }],
    ['invalid_item_id', {}, { item_id: 987_654 }],
    ['missing_url', {}, { url: '' }],
    ['missing_url', {}, { url: 'x'.repeat(600) }],
  ])('answers %s for %j and %j', async (error, change, fields) => {
    const license = await aLicense();
    await changed(server, license, change);
    const { body } = await edd(server, 'activate_license', {
      license: license.key,
      item_name: NAME,
      url: SITE,
      ...fields,
    });
    expect(body).toMatchObject({ success: false, license: 'invalid', error, site_count: 0 });
  });

  it.each(['example plugin - pro', 'Example%20Plugin%20%E2%80%93%20Pro', 'Example+Plugin+Pro', REFERENCE])(
    'knows the product by %s',
    async (item_name) => {
      const { key } = await aLicense();
      const { body } = await edd(server, 'activate_license', { license: ` ${key} `, item_name, url: SITE });
      expect(body).toMatchObject({ success: true });
    },
  );

  it('reads the site from the user agent of WordPress', async () => {
    const { key } = await aLicense();
    const headers = { 'user-agent': 'WordPress/6.8; https://agent.example' };
    const { body } = await edd(server, 'activate_license', { license: key, item_name: NAME }, { headers });
    expect(body).toMatchObject({ success: true, site_count: 1 });
    const check = await edd(server, 'check_license', { license: key, item_name: NAME, url: 'agent.example' });
    expect(check.body.license).toBe('valid');
  });

  it('takes the ID of a computer for a site', async () => {
    const { key } = await aLicense();
    const call = { license: key, item_name: NAME, url: 'System 4711 / Zürich' };
    expect((await edd(server, 'activate_license', call)).body).toMatchObject({ success: true, site_count: 1 });
    expect((await edd(server, 'check_license', call)).body).toMatchObject({ license: 'valid' });
    expect((await edd(server, 'check_license', { ...call, url: 'System 4712' })).body.license).toBe('site_inactive');
  });

  it('counts no site of a developer, by the policy', async () => {
    const { key } = await aLicense({ max_activations: 1 });
    const call = { license: key, item_name: NAME };
    const local = await edd(server, 'activate_license', { ...call, url: 'http://shop.test' });
    expect(local.body).toMatchObject({ success: true, is_local: true, site_count: 0, activations_left: 1 });
    const staging = { ...call, url: 'https://staging.example', environment: 'staging' };
    expect((await edd(server, 'activate_license', staging)).body).toMatchObject({ success: true, site_count: 1 });
  });

  it('counts no site of an environment that is not production, if the policy says so', async () => {
    const overrides = { development_hosts: 'without_seat' };
    const { key } = await aLicense({ max_activations: 1, policy_overrides: overrides });
    const staging = { license: key, item_name: NAME, url: 'https://staging.example', environment: 'staging' };
    const { body } = await edd(server, 'activate_license', staging);
    expect(body).toMatchObject({ success: true, is_local: true, site_count: 0 });
  });

  it('gives the last activation to one of two sites that race for it', async () => {
    const { key } = await aLicense({ max_activations: 1 });
    const sites = ['one.example', 'two.example', 'three.example'];
    const answers = await Promise.all(
      sites.map((url) => edd(server, 'activate_license', { license: key, item_name: NAME, url })),
    );
    expect(answers.map(({ body }) => body.error ?? 'done').sort()).toEqual([
      'done',
      'no_activations_left',
      'no_activations_left',
    ]);
  });
});

/** Known products stay as they are. */
async function knownProduct(reference: string, name: string): Promise<void> {
  await server.asAdmin('POST', '/api/v1/products', { body: { reference, name } });
}

describe('check_license', () => {
  it('describes a license that is active at the site', async () => {
    const key = await activated(
      server,
      { item_name: NAME },
      { product: REFERENCE, customer_id: customer, max_activations: 3 },
    );
    const checksum = md5(`["https:\\/\\/www.example.com\\/blog","Example Plugin \\u2013 Pro","${key}",false]`);
    expect(await textOf('check_license', { license: key, item_name: NAME, url: SITE })).toBe(
      `{"success":true,"license":"valid","item_id":false,"item_name":"${NAME}","checksum":"${checksum}","expires":"lifetime",` +
        `${OWNER},"license_limit":3,"site_count":1,"activations_left":2,"price_id":false}`,
    );
  });

  it('says nothing of a license that it does not know', async () => {
    expect(await textOf('check_license', { license: 'UNKNOWN', item_id: itemId, url: SITE })).toMatch(
      new RegExp(
        `^{"success":false,"license":"invalid","item_id":${itemId},"item_name":"${NAME}","checksum":"[0-9a-f]{32}"}$`,
      ),
    );
  });

  it('tells a license that is active nowhere from one that is active elsewhere', async () => {
    const { key } = await aLicense();
    const call = { license: key, item_name: NAME, url: SITE };
    expect((await edd(server, 'check_license', call)).body).toMatchObject({ success: true, license: 'inactive' });
    await edd(server, 'activate_license', { ...call, url: 'elsewhere.example' });
    expect((await edd(server, 'check_license', call)).body).toMatchObject({ success: true, license: 'site_inactive' });
    await edd(server, 'activate_license', call);
    await edd(server, 'deactivate_license', call);
    expect((await edd(server, 'check_license', call)).body).toMatchObject({ license: 'site_inactive', site_count: 1 });
    await edd(server, 'deactivate_license', { ...call, url: 'elsewhere.example' });
    expect((await edd(server, 'check_license', call)).body).toMatchObject({ license: 'inactive', site_count: 0 });
  });

  it.each([
    'Forms &#8211; Pro &amp; Co',
    'Forms &#x2013; Pro &#038; Co',
    'Forms &ndash; Pro &amp;amp; Co',
    'Forms &amp;#8211; Pro & Co',
    '&quot;Forms&quot;&nbsp;Pro Co',
  ])('takes %s for a name with entities of HTML', async (item_name) => {
    await knownProduct('forms', 'Forms – Pro & Co');
    const { key } = await issued(server, { product: 'forms' });
    expect((await edd(server, 'activate_license', { license: key, item_name, url: SITE })).body.license).toBe('valid');
    const { body } = await server.call('GET', '/', { query: { edd_action: 'get_version', item_name } });
    expect(body.name).toBe('Forms – Pro & Co');
  });

  it('compares letters that are written as entities', async () => {
    await knownProduct('cafe', 'Café Größe Ørsted');
    const { key } = await issued(server, { product: 'cafe' });
    for (const item_name of ['Caf&eacute; Gr&ouml;&szlig;e &Oslash;rsted', 'Caf&#233; Gr&#xF6;&#223;e &#216;rsted']) {
      const call = { license: key, item_name, url: SITE };
      expect((await edd(server, 'activate_license', call)).body.license).toBe('valid');
    }
    const other = { license: key, item_name: '&hellip;', url: SITE };
    expect((await edd(server, 'activate_license', other)).body.error).toBe('item_name_mismatch');
  });

  it.each([
    ['expired', { expires_at: '2029-12-31T16:00:00Z' }, {}],
    ['disabled', { state: 'disabled' }, {}],
    ['disabled', { state: 'revoked' }, {}],
    ['item_name_mismatch', {}, { item_name: 'Other' }],
    ['invalid_item_id', {}, { item_id: 1 }],
    ['valid', {}, { item_name: 'example-plugin' }],
    ['valid', {}, { url: '' }],
  ])('answers %s for %j and %j', async (status, change, fields) => {
    const license = await aLicense();
    const call = { license: license.key, item_name: NAME, url: SITE };
    await edd(server, 'activate_license', call);
    await changed(server, license, change);
    expect((await edd(server, 'check_license', { ...call, ...fields })).body).toMatchObject({
      success: true,
      license: status,
    });
  });
});

describe('deactivate_license', () => {
  it('releases the activation of the site', async () => {
    const { key } = await aLicense({ expires_at: '2031-06-30T15:59:59Z' });
    const call = { license: key, item_name: NAME, url: SITE };
    await edd(server, 'activate_license', call);
    const { body } = await edd(server, 'deactivate_license', call);
    const { checksum: _, ...answer } = body;
    expect(JSON.stringify(answer)).toBe(
      `{"success":true,"license":"deactivated","item_id":false,"item_name":"${NAME}","expires":1940601599,${OWNER},"price_id":false}`,
    );
    expect((await edd(server, 'check_license', call)).body).toMatchObject({ license: 'inactive', site_count: 0 });
  });

  it.each([
    ['a site that is not active', {}],
    ['another product', { item_name: 'Other' }],
    ['an unknown license', { license: 'UNKNOWN' }],
    ['no site', { url: '' }],
  ])('fails for %s', async (_what, fields) => {
    const { key } = await aLicense();
    const call = { license: key, item_name: NAME, url: SITE, ...fields };
    expect((await edd(server, 'deactivate_license', call)).body).toMatchObject({ success: false, license: 'failed' });
  });
});

describe('a request', () => {
  it('may be a GET', async () => {
    const { key } = await aLicense();
    const query = { edd_action: 'activate_license', license: key, item_id: String(itemId), url: SITE };
    const { status, body, headers } = await server.call('GET', '/', { query });
    expect([status, body.license, headers['cache-control']]).toEqual([200, 'valid', 'no-store']);
  });

  it('is logged as one of this API', async () => {
    const { key } = await aLicense();
    await edd(server, 'check_license', { license: key, item_name: NAME, url: SITE });
    const [entry] = await server.dataSource.query(
      `SELECT dialect, operation, outcome FROM verifications WHERE key = '${key}'`,
    );
    expect(entry).toEqual({ dialect: 'edd', operation: 'check', outcome: 'NOT_ACTIVATED' });
  });

  it.each([{ license: 'x'.repeat(2_001) }, { url: ['a'] }, { item_id: { a: 1 } }])(
    'with an invalid field is refused: %j',
    async (body) => {
      const answer = await server.call('POST', '/?edd_action=check_license', { body });
      expect([answer.status, answer.body]).toEqual([
        400,
        { success: false, error: 'validation_error', message: expect.any(String) },
      ]);
    },
  );

  it('with characters that no text has is no error', async () => {
    for (const license of ['%00', '%ff%fe', '%E2%80%A8', "' OR 1=1 --", '\u{1f600}'.repeat(300)]) {
      const { status, body } = await edd(server, 'activate_license', { license, item_name: '%00%', url: '%00' });
      expect([status, body.error]).toEqual([200, 'missing']);
    }
  });
});
