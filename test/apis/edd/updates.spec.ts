import { activated, aPackage, aPlugin, aVersion, edd, SITE } from '../../support/edd';
import { changed, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let count = 0;
const name = () => `plugin-${(count += 1)}`;
beforeAll(async () => {
  server = await TestServer.shared({ PUBLIC_URL: 'https://licenses.example' });
});
beforeEach(() => server.clock.holdAt('2030-02-01T10:00:00.000Z'));
afterAll(() => server.stop());

const NOTHING = '"homepage":"","package":"","icons":[],"banners":[]';
const version = async (fields: object) => (await edd(server, 'get_version', fields)).body;

describe('get_version', () => {
  it('answers the latest version with the address of its file to an active site', async () => {
    const { reference, id } = await aPlugin(server, name(), { name: 'Shop Ünion' });
    const wordpress = {
      homepage: 'https://vendor.example/p',
      tested: '6.8',
      requires: '6.0',
      requires_php: '7.4',
      icon_1x: 'https://vendor.example/1.png',
    };
    await server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { metadata: { public: { wordpress } } } });
    const license = await activated(server, { item_name: reference }, { product: reference });
    const { package: address, ...answer } = await version({
      license,
      item_name: 'Shop Ünion',
      url: SITE,
      slug: 'shop',
    });
    expect(address).toMatch(/^https:\/\/licenses\.example\/edd-sl\/package_download\/.+\/plugin\.zip$/);
    expect(JSON.stringify({ ...answer, download_link: answer.download_link === address })).toBe(
      '{"new_version":"1.2.0","stable_version":"1.2.0","name":"Shop Ünion","slug":"shop",' +
        '"url":"https://vendor.example/p?changelog=1","last_updated":"2030-01-31 00:00:00","homepage":"https://vendor.example/p",' +
        '"download_link":true,' +
        '"sections":"a:2:{s:11:\\"description\\";s:21:\\"<p>Adds examples.</p>\\";s:9:\\"changelog\\";s:36:\\"<p>Faster &lt;b&gt;&amp; smaller</p>\\";}",' +
        '"banners":"a:2:{s:4:\\"high\\";s:0:\\"\\";s:3:\\"low\\";s:0:\\"\\";}",' +
        '"icons":"a:1:{s:2:\\"1x\\";s:28:\\"https://vendor.example/1.png\\";}",' +
        '"requires":"6.0","requires_php":"7.4","tested":"6.8"}',
    );
  });

  it('answers the version without its file where the license may not be used', async () => {
    const { reference } = await aPlugin(server, name());
    const license = await issued(server, { product: reference });
    const call = { license: license.key, item_name: reference, url: SITE };
    expect(await version(call)).toMatchObject({ new_version: '1.2.0', package: '', download_link: '' });
    await edd(server, 'activate_license', call);
    expect((await version(call)).package).not.toBe('');
    expect((await version({ ...call, url: 'https://other.example' })).package).toBe('');
    await changed(server, license, { expires_at: '2030-01-01T00:00:00Z' });
    expect(await version(call)).toMatchObject({ new_version: '1.2.0', package: '' });
  });

  it('answers without a license, and says so', async () => {
    const { reference } = await aPlugin(server, name());
    expect(await version({ item_name: reference })).toMatchObject({
      new_version: '1.2.0',
      package: '',
      msg: 'No license key has been provided.',
    });
  });

  it('gives the file to everybody if the updates of the product need no license', async () => {
    const { reference } = await aPlugin(server, name(), { updates_need_license: false });
    const { package: address } = await version({ item_name: reference });
    const { status, body } = await server.call('GET', new URL(address).pathname);
    expect([status, body]).toEqual([200, 'the plugin']);
  });

  it.each([
    ['No item provided', { license: 'X' }],
    ['No item provided', { item_id: '0', item_name: '' }],
    ['Item name provided does not match a valid Download', { item_name: 'Nobody sells this' }],
    ['License key is not valid for v2-default', { item_name: 'v2-default', license: 'UNKNOWN' }],
  ])('says "%s" for %j', async (message, fields) => {
    expect(JSON.stringify(await version(fields))).toBe(
      `{"new_version":"","stable_version":"","sections":"","license_check":"","msg":"${message}",${NOTHING}}`,
    );
  });

  it('refuses the license of another product', async () => {
    const { reference } = await aPlugin(server, name());
    const { key } = await issued(server);
    expect(await version({ license: key, item_name: reference })).toMatchObject({
      new_version: '',
      msg: `License key is not valid for ${reference}`,
    });
  });

  it('offers beta versions to sites that ask for them', async () => {
    const product = await aPlugin(server, name());
    await aVersion(server, product, { version: '2.0.0-beta.1', file: 'beta', channel: 'beta' });
    const call = { item_name: product.reference };
    expect(await version({ ...call, beta: '0' })).toMatchObject({ new_version: '1.2.0', stable_version: '1.2.0' });
    expect(await version({ ...call, beta: '1' })).toMatchObject({
      new_version: '2.0.0-beta.1',
      stable_version: '1.2.0',
    });
  });

  it('offers a site that is too old the version that it has', async () => {
    const { reference, id } = await aPlugin(server, name());
    const wordpress = { requires: '6.2', requires_php: '8.1' };
    await server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { metadata: { public: { wordpress } } } });
    const call = { item_name: reference, version: '1.0.0' };
    const newVersion = async (fields: object) => (await version({ ...call, ...fields })).new_version;
    expect(await newVersion({ php_version: '8.0.30', wp_version: '6.8' })).toBe('1.0.0');
    expect(await newVersion({ php_version: '8.2.1', wp_version: '6.1.9' })).toBe('1.0.0');
    expect(await newVersion({ php_version: '8.1', wp_version: '6.2' })).toBe('1.2.0');
    expect(await newVersion({})).toBe('1.2.0');
  });

  it('answers for several products at once', async () => {
    const one = await aPlugin(server, name());
    const other = await aPlugin(server, name(), { version: '3.1' });
    const body = new URLSearchParams({
      edd_action: 'get_version',
      'products[one][item_name]': one.reference,
      'products[one][slug]': 'first',
      'products[two][item_name]': other.reference,
      'products[none][item_name]': '',
    }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await server.call('POST', '/', { body, headers });
    expect(answer.body).toMatchObject({
      one: { new_version: '1.2.0', slug: 'first' },
      two: { new_version: '3.1' },
      none: { msg: 'No item provided' },
    });
  });

  it('answers for 20 products at most', async () => {
    const products = Object.fromEntries(Array.from({ length: 21 }, (_, index) => [`p${index}`, { item_name: 'x' }]));
    const { status } = await server.call('POST', '/', { body: { edd_action: 'get_version', products } });
    expect(status).toBe(400);
  });
});

describe('a package', () => {
  const fileAt = (address: string) => server.call('GET', new URL(address).pathname);

  it('is downloaded with its ticket alone', async () => {
    const { url } = await aPackage({ server, name });
    const { status, body, headers } = await fileAt(url);
    expect([status, body, headers['content-disposition']]).toEqual([
      200,
      'the plugin',
      'attachment; filename="plugin.zip"',
    ]);
  });

  it('is refused after the site was deactivated', async () => {
    const { url, query } = await aPackage({ server, name });
    await edd(server, 'deactivate_license', query);
    const { status, body } = await fileAt(url);
    expect([status, body]).toEqual([
      401,
      {
        success: false,
        error: 'not_activated',
        message: 'Your license has not been activated for this domain, please activate it first.',
      },
    ]);
  });

  it('is refused after two days, and with the ticket of another file', async () => {
    const { url } = await aPackage({ server, name });
    const other = await aPackage({ server, name });
    const [, ticket = ''] = /package_download\/[^/]+\/[^/]+\/([^/]+)/.exec(other.url) ?? [];
    const mixed = url.replace(/(package_download\/[^/]+\/[^/]+\/)[^/]+/, `$1${ticket}`);
    expect((await fileAt(mixed)).status).toBe(401);
    server.clock.advance(2 * 86_400_000);
    expect((await fileAt(url)).status).toBe(401);
  });
});
