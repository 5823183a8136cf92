import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formOf } from '../testkit/forms';
import { activate, issued } from '../testkit/issue';
import { LicenseManager } from '../support/license-manager';
import { php, type PhpAnswer, phpCalls, type PhpCall } from '../support/php';
import { TestServer } from '../testkit/server';

const OLD_KEY = 'a key of sixteen or more';
const LARAVEL_KEYS = { 16: randomBytes(16).toString('base64'), 32: randomBytes(32).toString('base64') };

let server: TestServer;
let manager: LicenseManager;
let address: string;
let folder: string;
beforeAll(async () => {
  server = await TestServer.start({
    LICENSE_DATA_OLD_KEYS: [OLD_KEY, `base64:${LARAVEL_KEYS[16]}`, `base64:${LARAVEL_KEYS[32]}`].join(','),
  });
  manager = await LicenseManager.on(server);
  address = await server.listen();
  folder = mkdtempSync(join(tmpdir(), 'keyward-php-'));
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await server.stop();
});

const json = ({ bytes }: PhpAnswer) => JSON.parse(bytes.toString());

const legacyHeaders = () => [
  'Content-Type: application/json',
  `LB-API-KEY: ${manager.externalKey}`,
  'LB-URL: https://shop.example/install/',
  'LB-IP: 192.0.2.5',
  'LB-LANG: english',
];
const legacy = (name: string, fields: unknown, as: PhpCall['as'] = 'json'): PhpCall => ({
  url: `${address}/api/${name}`,
  headers: as === 'json' ? legacyHeaders() : legacyHeaders().slice(1),
  as,
  fields,
});

it('serves a LicenseBox program from its first check of the connection to its last download', async () => {
  const product = await manager.aProduct();
  const license = await manager.aLicense({ product: product.reference });
  const archive = join(folder, 'update.zip');
  const bytes = randomBytes(3_000_000);
  writeFileSync(archive, bytes);

  const [published] = await phpCalls({
    url: `${address}/api/internal/products/${product.reference}/versions`,
    headers: [`X-API-KEY: ${manager.internalKey}`],
    as: 'form',
    fields: { version_id: 'v1.2.0', version: '1.2.0', summary: 'New', is_active: '1', main_file: `@${archive}` },
  });
  expect(published.status).toBe(201);

  const claims = { product_id: product.reference, license_code: license.key, client_name: 'Ada' };
  const [connected, activated, update, size, refused] = await phpCalls(
    legacy('check_connection_ext', []),
    legacy('activate_license', { ...claims, verify_type: 'non_envato' }),
    legacy('check_update', { product_id: product.reference, current_version: '1.0.0' }),
    legacy('get_update_size/main/v1.2.0', null, 'head'),
    legacy('download_update/main/v1.2.0', null, 'nothing'),
  );
  expect(json(connected).status).toBe(true);
  expect(json(update)).toMatchObject({ status: true, version: '1.2.0', update_id: 'v1.2.0' });
  expect(size).toMatchObject({ status: 200, length: bytes.length });
  expect(refused).toMatchObject({ status: 401, length: 0 });

  const file = json(activated).lic_response;
  const shown = { license_file: file, license_code: null, client_name: null };
  const [verified, downloaded, deactivated, verifiedAgain] = await phpCalls(
    legacy('verify_license', { ...shown, product_id: product.reference }),
    legacy('download_update/main/v1.2.0', shown, 'form'),
    legacy('deactivate_license', { ...shown, product_id: product.reference }),
    legacy('verify_license', shown),
  );
  expect(json(verified)).toEqual({ status: true, message: 'Verified.', data: null });
  expect(downloaded.bytes.equals(bytes)).toBe(true);
  expect(downloaded.headers['x-lm-checksum-sha256']).toBe(createHash('sha256').update(bytes).digest('hex'));
  expect(json(deactivated).status).toBe(true);
  expect(verifiedAgain.status).toBe(200);
  expect(json(verifiedAgain).status).toBe(false);
});

it('serves a program that knows nothing but its license code, as the samples of License Manager do', async () => {
  const license = await manager.aLicense();
  const headers = ['Content-Type: application/json', 'Accept: application/json', `X-API-KEY: ${manager.externalKey}`];
  const call = (path: string, more: string[] = []): PhpCall => ({
    url: `${address}/api/external${path}`,
    headers: [...headers, ...more],
    as: 'json',
    fields: { license_code: license.key },
  });
  const [before, activated, verified] = await phpCalls(
    call('/license/verify'),
    call('/license/activate', ['X-API-URL: shop.example', 'X-API-IP: 127.0.0.1']),
    call('/license/verify'),
  );
  expect(before.status).toBe(400);
  expect(json(activated)).toMatchObject({ is_active: true, message: 'Activated.' });
  expect(json(verified)).toEqual({ status: true, is_active: true, message: 'Verified.', data: null });
});

describe('what PHP encrypted', () => {
  const isVerified = async (license_data: string) => {
    const { body } = await manager.ask('POST', 'license/verify', {
      body: { license_data },
      headers: { 'x-api-url': 'https://shop.example' },
    });
    return body.is_active as boolean;
  };
  let key: string;
  beforeAll(async () => {
    ({ key } = await manager.aLicense());
    await manager.ask('POST', 'license/activate', {
      body: { license_code: key },
      headers: { 'x-api-url': 'https://shop.example' },
    });
  });

  it('opens where LicenseBox wrote it', async () => {
    const text = JSON.stringify({ license: key, client: 'Ada' });
    const file = await php('legacy-file.php', [OLD_KEY, randomBytes(16).toString('hex'), text]);
    expect(await isVerified(file)).toBe(true);
    expect(await isVerified(await php('legacy-file.php', ['another key entirely', '00'.repeat(16), text]))).toBe(false);
  });

  it.each([
    ['aes-128-cbc', 16, 'php'],
    ['aes-128-cbc', 16, 'json'],
    ['aes-256-cbc', 32, 'php'],
    ['aes-128-gcm', 16, 'json'],
    ['aes-256-gcm', 32, 'php'],
    ['aes-256-gcm', 32, 'json'],
  ] as const)(
    'opens where Laravel wrote it with %s, a key of %i bytes and the fields as %s',
    async (cipher, length, format) => {
      expect(
        await isVerified(await php('laravel-payload.php', [cipher, LARAVEL_KEYS[length], key, 'C-1', format])),
      ).toBe(true);
      const foreign = randomBytes(length).toString('base64');
      expect(await isVerified(await php('laravel-payload.php', [cipher, foreign, key, 'C-1', format]))).toBe(false);
    },
  );
});

describe('the WordPress plugin', () => {
  const zip = randomBytes(10_000);
  const SITE = 'https://shop.example/blog';
  let publicKey: string;
  beforeAll(async () => {
    const { body: product } = await server.asAdmin('POST', '/api/v1/products', {
      body: { reference: 'studio', name: 'Studio' },
    });
    const path = `/api/v1/products/${product.id}/versions`;
    await server.asAdmin('POST', path, { body: { version: '1.1.0', changelog: 'Faster' } });
    const sent = await formOf(['kind', 'plugin'], ['file', zip, 'studio.zip']);
    expect((await server.asAdmin('POST', `${path}/v1.1.0/artifacts`, sent)).status).toBe(201);
    publicKey = (await server.call('GET', '/.well-known/jwks.json')).body.keys[0].x;
  });

  /** Posts these forms, one after the other; null is a visit alone. */
  async function visits(steps: readonly (Record<string, string> | null)[], to = address) {
    return JSON.parse(await php('wordpress-plugin.php', [to, publicKey, SITE, JSON.stringify(steps)]));
  }

  it('activates the license for the site on its page, and gives it up', async () => {
    const { key } = await issued(server, { product: 'studio', max_activations: 1 });
    const [unlicensed, unknown, active, released] = await visits([
      null,
      { do: 'activate', license_key: 'UNKNOWN' },
      { do: 'activate', license_key: ` ${key} ` },
      { do: 'release' },
    ]);
    expect(unlicensed).toMatchObject({ usable: false, page: expect.stringContaining('Enter your license key.') });
    expect(unlicensed.page).toContain('<h1>Studio &lt;b&gt;</h1>');
    expect(unlicensed.page).toContain('<a href="https://shop.example/?a&amp;b">Buy or renew</a>');
    expect(unknown).toMatchObject({ usable: false, page: expect.stringContaining('License not found') });
    expect(active).toMatchObject({
      usable: true,
      redirect: `${SITE}/wp-admin/options-general.php?page=keyward_studio`,
    });
    expect(active.page).toContain('The license is active on this site.');
    expect(active.page).not.toContain(key);
    expect(released).toMatchObject({ usable: false, page: expect.stringContaining('Enter your license key.') });
    expect((await activate(server, key, 'another.example')).status).toBe(201);
  });

  it('says that all seats are in use, works by a license file, and starts a trial', async () => {
    const { sdk } = server;
    const { id } = await sdk.policies.create({ name: 'Trial of Studio', duration_days: 14, trial_requires: 'device' });
    await sdk.products.update('studio', { trial_policy: id });
    const { key } = await issued(server, { product: 'studio', max_activations: 1 });
    const license = await issued(server, { product: 'studio', max_activations: 1 });
    const { file } = (
      await server.asAdmin('POST', `/api/v1/licenses/${license.id}/files`, { body: { hardware_id: 'shop.example' } })
    ).body;
    await activate(server, key, 'another.example');
    const [full, request, changed, filed] = await visits([
      { do: 'activate', license_key: key },
      { do: 'request', license_key: license.key },
      { do: 'file', license_key: license.key, file: `${file.slice(0, 60)}${file.slice(80)}` },
      { do: 'file', license_key: license.key, file },
    ]);
    expect(full.page).toContain('The license is in use on all of its sites');
    expect(request.page).toMatch(/use the license file that you get: KWR1\./);
    expect(changed).toMatchObject({ usable: false, page: expect.stringContaining('notice-error') });
    expect(filed).toMatchObject({ usable: true, page: expect.stringContaining('The license is active on this site.') });
    const [trial] = await visits([{ do: 'trial', email: '' }]);
    expect(trial).toMatchObject({ usable: true, page: expect.stringContaining('Deactivate on this site') });
  });

  it('changes nothing for a forged post, nor for users who may not', async () => {
    const { key } = await issued(server, { product: 'studio' });
    const form = { do: 'activate', license_key: key };
    const [forged, subscriber] = await visits([
      { ...form, _wpnonce: 'forged' },
      { ...form, user: 'subscriber' },
    ]);
    expect(forged).toMatchObject({ usable: false, stopped: 'The link has expired' });
    expect(subscriber).toMatchObject({ usable: false, stopped: 'You may not do that.' });
  });

  it('is updated with a license, and shown the update without one', async () => {
    const { key } = await issued(server, { product: 'studio' });
    const [unlicensed, licensed] = await visits([null, { do: 'activate', license_key: key }]);
    expect(unlicensed).toMatchObject({
      is_newer: true,
      update: { version: '1.1.0', package: '' },
      package_sha256: null,
    });
    expect(licensed).toMatchObject({
      is_newer: true,
      update: { slug: 'studio', plugin: 'studio/studio.php', new_version: '1.1.0' },
      details: { name: 'Studio', version: '1.1.0', sections: { changelog: '<p>Faster</p>' } },
      other: false,
      package_sha256: createHash('sha256').update(zip).digest('hex'),
    });
  });

  it('works on without an update where nobody answers', async () => {
    const [visit] = await visits([{ do: 'activate', license_key: 'ANY' }], 'http://127.0.0.1:9');
    expect(visit).toMatchObject({ usable: false, update: null, details: null });
    expect(visit.page).toContain('notice-error');
  });
});
