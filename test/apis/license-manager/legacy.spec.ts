import { formOf } from '../../testkit/forms';
import { expectWhole, LicenseManager } from '../../support/license-manager';
import { TestServer } from '../../testkit/server';

/** Made by a LicenseBox of this key, for the license AAAA-BBBB-CCCC-DDDD and the client Harness. */
const FOREIGN_KEY = '0123456789abcdef0123';
const FOREIGN_FILE =
  '2fd443bd4b2b390ed2ff6cdb3ca1c6df9f78d8cd11f13e46cba520efa52fcba0274c3287429fc895d244ac23aae064a1b231c567433bac2c' +
  'cc92c992d5036cb7AAECAwQFBgcICQoLDA0OD0yEjeUvdOaN0usLpFfl44tPoqXqw4AFG2LYaFX4R8NxKwMvGU6skClah0hkwsH8jlCuy4Ef8CAN' +
  'NBK+of0ubAU=';

let server: TestServer;
let manager: LicenseManager;
beforeAll(async () => {
  server = await TestServer.start({ LICENSE_DATA_OLD_KEYS: FOREIGN_KEY, LICENSE_DATA_CIPHER: 'legacy' });
  manager = await LicenseManager.on(server);
});
afterAll(() => server.stop());

const SITE = { 'lb-url': 'https://shop.example/install/index.php', 'lb-ip': '192.0.2.5', 'lb-lang': 'english' };
const call = (name: string, body: unknown = {}, headers: Record<string, string> = SITE) =>
  manager.askLegacy(name, body, headers);

const INVALID = 'License is invalid or not assigned to you.';

async function activated(more: Record<string, unknown> = {}) {
  const license = await manager.aLicense(more);
  const { body } = await call('activate_license', {
    product_id: license.product,
    license_code: license.key,
    client_name: 'Ada',
    verify_type: 'non_envato',
  });
  return { license, file: body.lic_response as string };
}

it('answers the connection check, with no body or an empty list', async () => {
  const connected = { status: true, message: 'Connection successful' };
  const json = { ...SITE, 'content-type': 'application/json' };
  expectWhole(await call('check_connection_ext', '[]', json), 200, connected);
  expectWhole(await call('check_connection_ext', '', json), 200, connected);
});

it('activates, and returns a file for the program', async () => {
  const license = await manager.aLicense();
  const answer = await call('activate_license', {
    product_id: license.product,
    license_code: license.key,
    client_name: 'Ada',
    verify_type: 'non_envato',
  });
  const file = answer.body.lic_response;
  expect(file).toMatch(/^[0-9a-f]{128}[A-Za-z0-9+/]+=*$/);
  expectWhole(answer, 200, { status: true, message: 'Activated.', data: null, lic_response: file });
  const claims = { product_id: license.product, license_file: file, license_code: null, client_name: null };
  expectWhole(await call('verify_license', claims), 200, { status: true, message: 'Verified.', data: null });
  expectWhole(await call('deactivate_license', claims), 200, { status: true, message: 'Deactivated.', data: null });
  expectWhole(await call('verify_license', claims), 200, { status: false, message: INVALID, data: null });
});

it('accepts code and client instead of the file', async () => {
  const { license } = await activated();
  const claims = { product_id: license.product, license_file: null, license_code: license.key, client_name: 'Ada' };
  expectWhole(await call('verify_license', claims), 200, { status: true, message: 'Verified.', data: null });
  expectWhole(await call('deactivate_license', claims), 200, { status: true, message: 'Deactivated.', data: null });
});

it('refuses with 200 and status false for any reason', async () => {
  const { license, file } = await activated({ max_activations: 1 });
  const json = { ...SITE, 'content-type': 'application/json' };
  const elsewhere = { ...SITE, 'lb-url': 'https://elsewhere.example' };
  const code = { product_id: license.product, license_code: license.key, client_name: 'Ada' };
  expectWhole(await call('activate_license', { ...code, license_code: 'unknown' }), 200, {
    status: false,
    message: 'Your license code is invalid.',
    data: null,
    lic_response: null,
  });
  expectWhole(await call('activate_license', code, elsewhere), 200, {
    status: false,
    message: expect.stringContaining('License is already active'),
    status_code: 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES',
    data: null,
    lic_response: null,
  });
  const refused = { status: false, message: INVALID, data: null };
  expectWhole(await call('verify_license', { license_file: file }, elsewhere), 200, refused);
  expectWhole(await call('verify_license', { license_file: 'nonsense' }), 200, refused);
  expectWhole(await call('deactivate_license', { ...code, product_id: 'another' }), 200, refused);
  for (const name of ['verify_license', 'deactivate_license']) {
    expectWhole(await call(name, '[]', json), 200, { ...refused, message: expect.any(String) });
  }
  expectWhole(await call('activate_license', {}), 200, {
    status: false,
    message: expect.any(String),
    data: null,
    lic_response: null,
  });
});

it('refuses a wrong key and one of another kind with 403', async () => {
  for (const key of ['wrong', manager.internalKey, '']) {
    const answer = await server.call('POST', '/api/check_connection_ext', { headers: { 'lb-api-key': key } });
    expect([answer.status, answer.body]).toEqual([403, { status: false, message: expect.any(String) }]);
  }
  const answer = await server.call('POST', '/api/check_connection_int', {
    headers: { 'lb-api-key': manager.externalKey },
  });
  expect(answer.status).toBe(403);
});

it('reads files of another LicenseBox for an active site', async () => {
  const license = await manager.aLicense({ key: 'AAAA-BBBB-CCCC-DDDD' });
  const verified = async (headers = SITE) =>
    (await call('verify_license', { license_file: FOREIGN_FILE }, headers)).body.status;
  expect(await verified()).toBe(false);
  await call('activate_license', { license_code: license.key });
  expect(await verified()).toBe(true);
  expect(await verified({ ...SITE, 'lb-url': 'https://elsewhere.example' })).toBe(false);
  const tampered = FOREIGN_FILE.replace(/.=$/, 'A=');
  expect((await call('verify_license', { license_file: tampered })).body).toEqual({
    status: false,
    message: INVALID,
    data: null,
  });
  expect((await call('deactivate_license', { license_file: FOREIGN_FILE })).body.status).toBe(true);
});

it('reads forms as well as JSON', async () => {
  const license = await manager.aLicense();
  const form = await formOf(['license_code', license.key], ['client_name', '']);
  expect((await call('activate_license', form.body, { ...SITE, ...form.headers })).body.status).toBe(true);
  const urlencoded = { ...SITE, 'content-type': 'application/x-www-form-urlencoded' };
  expect((await call('verify_license', `license_code=${license.key}`, urlencoded)).body.status).toBe(true);
});

describe('updates', () => {
  const published = async (more: Record<string, unknown> = {}) => {
    const product = await manager.aProduct(more);
    await server.asAdmin('POST', `/api/v1/products/${product.id}/versions`, {
      body: {
        reference: 'v1.2.0',
        version: '1.2.0',
        released_at: '2024-01-15',
        summary: 'New',
        changelog: '<p>New</p>',
      },
    });
    return product;
  };

  it('are reported', async () => {
    const product = await published();
    expectWhole(await call('latest_version', { product_id: product.reference }), 200, {
      status: true,
      message: expect.any(String),
      product_name: product.name,
      latest_version: '1.2.0',
      release_date: '2024-01-15',
      summary: 'New',
    });
    expectWhole(await call('check_update', { product_id: product.reference, current_version: '1.1' }), 200, {
      status: true,
      message: 'A new update is available.',
      version: '1.2.0',
      release_date: '2024-01-15',
      summary: 'New',
      changelog: '<p>New</p>',
      update_id: 'v1.2.0',
      has_sql: false,
    });
  });

  it('are not reported if the program is up to date or its product unknown; other fields are null', async () => {
    const none = { version: null, release_date: null, summary: null, changelog: null, update_id: null, has_sql: null };
    const product = await published();
    expectWhole(await call('check_update', { product_id: product.reference, current_version: '1.2' }), 200, {
      status: false,
      message: 'You are using the latest version.',
      ...none,
    });
    expectWhole(await call('check_update', { product_id: 'unknown', current_version: '1.2' }), 200, {
      status: false,
      message: expect.any(String),
      ...none,
    });
    expectWhole(await call('latest_version', { product_id: 'unknown' }), 200, {
      status: false,
      message: expect.any(String),
    });
  });
});
