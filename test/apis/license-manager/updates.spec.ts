import { createHash, createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { expectWhole, LicenseManager } from '../../support/license-manager';
import { TestServer } from '../../testkit/server';

const HERE = { 'x-api-url': 'https://client-site.com' };
const MAIN = Buffer.from('PK\x03\x04 the program itself');
const SQL = Buffer.from('ALTER TABLE things ADD COLUMN colour text;');

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let server: TestServer;
let manager: LicenseManager;
beforeAll(async () => {
  server = await TestServer.shared();
  manager = await LicenseManager.withProduct(server);
});
afterAll(() => server.stop());

interface Made {
  reference: string;
  id: string;
}

const ask = (path: string, body: unknown = {}, headers: Record<string, string> = HERE) =>
  manager.ask('POST', path, { body, headers });

async function aVersion(product: Made, version: string, more: Record<string, unknown> = {}) {
  const { body } = await server.asAdmin('POST', `/api/v1/products/${product.id}/versions`, {
    body: { reference: `v${version}`, version, released_at: '2024-01-15', ...more },
  });
  return body;
}

async function aFile(product: Made, version: { id: string }, type: string, name: string, content: Buffer) {
  const path = `/api/v1/products/${product.id}/versions/${version.id}/files/${type}`;
  const { status } = await server.asAdmin('PUT', path, await formOf(['file', content, name]));
  expect(status).toBe(200);
}

/** With a version that has both files, and a license that is active here. */
async function aPublished(product: Made, version = '1.2.0') {
  const published = await aVersion(product, version, {
    summary: 'New features and improvements',
    changelog: '<ul><li>Feature A</li><li>Bug fix B</li></ul>',
  });
  await aFile(product, published, 'main', 'app.zip', MAIN);
  await aFile(product, published, 'sql', 'update.sql', SQL);
  const license = await manager.aLicense({ product: product.reference });
  const { body } = await ask('license/activate', { license_code: license.key });
  return { published, license, data: body.lic_response as string };
}

const NOT_FOUND = { status: false, is_active: false, message: expect.any(String) };
const REFUSED = { status: false, is_active: false, message: 'License is invalid or not assigned to you.' };

describe('a check for updates', () => {
  it('returns all fields of the contract, signed', async () => {
    const product = await manager.aProduct();
    await aPublished(product);
    const answer = await ask('update/check', { product_id: product.reference, current_version: '1.0.0' });
    const manifest =
      `lm-manifest-v1\nproduct=${product.reference}\nversion=1.2.0\nsha256=${sha256(MAIN)}\nsize=${MAIN.length}\n` +
      `sql_sha256=${sha256(SQL)}\nreleased_at=2024-01-15`;
    const { key_id, value } = answer.body.signature;
    const facts = {
      version: '1.2.0',
      released_at: '2024-01-15',
      release_date: '2024-01-15',
      summary: 'New features and improvements',
      changelog: '<ul><li>Feature A</li><li>Bug fix B</li></ul>',
      update_id: 'v1.2.0',
      has_sql: true,
      file_size: MAIN.length,
      checksum: { algo: 'sha256', value: sha256(MAIN) },
      signature: { algo: 'ed25519', key_id, value, manifest },
    };
    expectWhole(answer, 200, {
      status: true,
      is_active: true,
      message: 'A new update is available.',
      update_available: true,
      ...facts,
    });
    expectWhole(await ask('update/latest', { product_id: product.reference }), 200, {
      status: true,
      is_active: true,
      message: expect.any(String),
      data: facts,
    });
    const { body } = await server.call('GET', '/api/v1/update-signing-keys');
    const { public_key } = body.items.find((key: { key_id: string }) => key.key_id === key_id);
    const x = Buffer.from(public_key, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    expect(verify(null, Buffer.from(manifest), key, Buffer.from(value, 'base64'))).toBe(true);
  });

  it('returns no update if the program is up to date or newer', async () => {
    const product = await manager.aProduct();
    await aVersion(product, '1.10');
    for (const current_version of ['1.10.0', 'v1.10', '2.0']) {
      expectWhole(await ask('update/check', { product_id: product.reference, current_version }), 200, {
        status: true,
        is_active: true,
        message: 'You are using the latest version.',
        update_available: false,
        version: null,
      });
    }
  });

  it('returns the newest active version by number, or the next one if the product says so', async () => {
    const newest = await manager.aProduct();
    const next = await manager.aProduct({ serve_latest_updates: false });
    for (const product of [newest, next]) {
      for (const version of ['1.9', '1.10', '1.2']) {
        await aVersion(product, version);
      }
      await aVersion(product, '9.9', { is_active: false });
    }
    const offered = async (product: Made, current_version: string) =>
      (await ask('update/check', { product_id: product.reference, current_version })).body.version;
    expect(await offered(newest, '1.0')).toBe('1.10');
    expect(await offered(next, '1.0')).toBe('1.2');
    expect(await offered(next, '1.2')).toBe('1.9');
    expect(await offered(next, '1.10')).toBeNull();
  });

  it('omits missing files', async () => {
    const product = await manager.aProduct();
    await aVersion(product, '2.0');
    const { body } = await ask('update/latest', { product_id: product.reference });
    expect(Object.keys(body.data)).toEqual([
      'version',
      'released_at',
      'release_date',
      'summary',
      'changelog',
      'update_id',
      'has_sql',
    ]);
  });

  it('answers 404 for a product that is unknown, inactive or without version', async () => {
    const product = await manager.aProduct();
    const inactive = await manager.aProduct({ is_active: false });
    await aVersion(inactive, '1.0');
    for (const product_id of ['no-such-product', inactive.reference]) {
      expectWhole(await ask('update/check', { product_id, current_version: '0.1' }), 404, NOT_FOUND);
    }
    for (const product_id of ['no-such-product', inactive.reference, product.reference]) {
      expectWhole(await ask('update/latest', { product_id }), 404, NOT_FOUND);
    }
  });

  it('requires product and version', async () => {
    const { status, body } = await ask('update/check', {});
    expect([status, Object.keys(body.errors)]).toEqual([422, ['current_version']]);
    expect((await ask('update/latest', {})).body.errors).toEqual({ product_id: ['product_id is required'] });
  });
});

describe('downloads', () => {
  let product: Made;
  let site: Awaited<ReturnType<typeof aPublished>>;
  beforeAll(async () => {
    product = await manager.aProduct();
    site = await aPublished(product, '3.1 beta/2+x');
  });

  const path = (type = 'main', version = 'v3.1 beta/2+x') => `update/${encodeURIComponent(version)}/download/${type}`;

  async function download(body: unknown, headers: Record<string, string> = HERE, url = path()) {
    const reply = await server.app.inject({
      method: 'POST',
      url: `/api/external/${url}`,
      payload: body as object,
      headers: { 'x-api-key': manager.externalKey, ...headers },
    });
    return { status: reply.statusCode, bytes: reply.rawPayload, headers: reply.headers };
  }

  it('have the full content, name, size and checksum', async () => {
    const { status, bytes, headers } = await download({ license_data: site.data });
    expect([status, bytes]).toEqual([200, MAIN]);
    expect(headers).toMatchObject({
      'content-length': String(MAIN.length),
      etag: `"${sha256(MAIN)}"`,
      'x-lm-checksum-sha256': sha256(MAIN),
      'accept-ranges': 'bytes',
      'content-disposition': 'attachment; filename="app.zip"',
    });
    expect(headers['content-type']).not.toMatch(/json/);
    expect((await download({ license_data: site.data }, HERE, path('sql'))).bytes).toEqual(SQL);
  });

  it('can be resumed', async () => {
    const part = await download({ license_data: site.data }, { ...HERE, range: 'bytes=4-7' });
    expect([part.status, part.bytes, part.headers['content-range']]).toEqual([
      206,
      MAIN.subarray(4, 8),
      `bytes 4-7/${MAIN.length}`,
    ]);
    const beyond = await download({ license_data: site.data }, { ...HERE, range: 'bytes=9000-' });
    expect([beyond.status, beyond.headers['content-range']]).toEqual([416, `bytes */${MAIN.length}`]);
    expect(JSON.parse(beyond.bytes.toString())).toMatchObject({ status: false, is_active: false });
  });

  it('accept a code and its client if the license is active anywhere', async () => {
    const named = await download({ license_code: site.license.key, client_name: 'Anybody' }, {});
    expect(named.status).toBe(200);
    expect((await download({ license_code: site.license.key })).status).toBe(200);
  });

  it.each([
    ['nothing is shown', () => Promise.resolve({}), HERE],
    ['the data is nonsense', () => ({ license_data: 'nonsense' }), HERE],
    ['the data was given to another site', () => ({ license_data: site.data }), { 'x-api-url': 'https://b.example' }],
    ['the code is not active there', () => ({ license_code: site.license.key }), { 'x-api-url': 'https://b.example' }],
    [
      'the license is of another product',
      async () => ({
        license_code: (await aPublished(await manager.aProduct())).license.key,
        product_id: product.reference,
      }),
      HERE,
    ],
  ])('are refused with 401 if %s', async (_name, body, headers) => {
    const { status, bytes } = await download(await body(), headers);
    expect([status, JSON.parse(bytes.toString())]).toEqual([401, REFUSED]);
  });

  it('are refused with a license of another product whose updates need no license', async () => {
    const open = await manager.aProduct();
    await server.asAdmin('PATCH', `/api/v1/products/${open.id}`, { body: { updates_need_license: false } });
    const { license, data } = await aPublished(open);
    for (const credential of [{ license_code: license.key }, { license_data: data }]) {
      const { status, bytes } = await download({ ...credential, product_id: product.reference });
      expect([status, JSON.parse(bytes.toString())]).toEqual([401, REFUSED]);
    }
  });

  it('end with the update period, and need no license if the product requires none', async () => {
    const own = await manager.aProduct();
    const { license, data } = await aPublished(own, '7.0');
    const get = async (body: object) => (await download(body, HERE, path('main', 'v7.0'))).status;
    const change = (to: object) => server.asAdmin('PATCH', `/api/v1/licenses/${license.id}`, { body: to });
    expect(await get({ license_data: data })).toBe(200);
    await change({ updates_until: '2020-01-01' });
    expect(await get({ license_data: data })).toBe(401);
    expect((await ask('license/verify', { license_data: data })).status).toBe(200);
    await change({ updates_until: null, state: 'blocked' });
    expect(await get({ license_data: data })).toBe(401);
    await server.asAdmin('PATCH', `/api/v1/products/${own.id}`, { body: { updates_need_license: false } });
    expect(await get({})).toBe(200);
    expect(await get({ license_data: data })).toBe(200);
    await server.asAdmin('PATCH', `/api/v1/products/${own.id}`, { body: { is_active: false } });
    expect(await get({})).toBe(404);
  });

  it.each([
    ['no such version', () => path('main', 'v0.0')],
    ['no such file', () => path('readme')],
    [
      'a version that is not active',
      async () => path('main', (await aVersion(product, '8', { is_active: false })).reference),
    ],
    ['a version without a file', async () => path('main', (await aVersion(product, '9')).reference)],
  ])('are 404 with %s', async (_name, url) => {
    const { status, bytes } = await download({ license_data: site.data }, HERE, await url());
    expect([status, JSON.parse(bytes.toString())]).toEqual([404, NOT_FOUND]);
  });

  it('find the product if two have a version of that name', async () => {
    const [one, two] = [await manager.aProduct(), await manager.aProduct()];
    const first = await aPublished(one, '6.6');
    await aPublished(two, '6.6');
    const url = path('main', 'v6.6');
    expect((await download({ license_data: first.data }, HERE, url)).status).toBe(200);
    expect((await download({}, HERE, url)).status).toBe(404);
    const size = (query: Record<string, string>) =>
      manager.ask('HEAD', `${url}/size`, { query }).then(({ status }) => status);
    expect(await size({})).toBe(404);
    expect(await size({ product_id: two.reference })).toBe(200);
  });

  describe('of a version id that several products use', () => {
    const ALONE = { 'x-api-url': 'https://alone.example/start' };
    const files = { first: MAIN, second: Buffer.from('another program') };
    const products: Record<string, Made & { licenseId: string }> = {};
    beforeAll(async () => {
      for (const [name, content] of Object.entries(files)) {
        const made = await manager.aProduct();
        await aFile(made, await aVersion(made, '5.5'), 'main', `${name}.zip`, content);
        const license = await manager.aLicense({ product: made.reference, max_activations: null });
        products[name] = { ...made, licenseId: license.id };
        await ask('license/activate', { license_code: license.key }, { 'x-api-url': 'https://both.example' });
        if (name === 'second') {
          await ask('license/activate', { license_code: license.key }, ALONE);
        }
      }
    });

    const sizeBy = async (headers: Record<string, string>) => {
      const { status, headers: answered } = await manager.ask('HEAD', 'update/v5.5/download/main/size', { headers });
      return [status, Number(answered['content-length'] ?? 0)];
    };
    const legacySizeBy = async (headers: Record<string, string>) => {
      const { status, headers: answered } = await server.call('HEAD', '/api/get_update_size/main/v5.5', {
        headers: { 'lb-api-key': manager.externalKey, ...headers },
      });
      return [status, Number(answered['content-length'] ?? 0)];
    };

    it('come from the product whose license is active at the location of the program', async () => {
      expect(await sizeBy(ALONE)).toEqual([200, files.second.length]);
      expect(await legacySizeBy({ 'lb-url': 'https://alone.example/update.php' })).toEqual([200, files.second.length]);
    });

    it('are 404 if no license or several licenses are active', async () => {
      for (const url of ['https://none.example', 'https://both.example']) {
        expect((await sizeBy({ 'x-api-url': url }))[0]).toBe(404);
        expect((await legacySizeBy({ 'lb-url': url }))[0]).toBe(404);
      }
      expect((await sizeBy({}))[0]).toBe(404);
    });

    it('ignore a license that is no longer usable', async () => {
      const { licenseId } = products.first ?? {};
      const disabled = await server.asAdmin('POST', `/api/v1/licenses/${licenseId}/disable`, { body: {} });
      expect(disabled.status).toBe(200);
      expect(await sizeBy({ 'x-api-url': 'https://both.example' })).toEqual([200, files.second.length]);
      await server.asAdmin('POST', `/api/v1/licenses/${licenseId}/enable`, { body: {} });
    });

    it('come from the product of the API key', async () => {
      const { key } = await keyOf(server, 'external', { product: products.first?.reference });
      expect(await sizeBy({ ...ALONE, 'lb-api-key': key, 'x-api-key': key })).toEqual([200, files.first.length]);
    });
  });

  it('report their size without content', async () => {
    const { status, headers, body } = await manager.ask('HEAD', `${path()}/size`);
    expect([status, body]).toEqual([200, '']);
    expect(headers).toMatchObject({ 'content-length': String(MAIN.length), etag: `"${sha256(MAIN)}"` });
    expect(await manager.ask('HEAD', `${path('main', 'v0.0')}/size`)).toMatchObject({ status: 404 });
  });

  it('answer a GET with its type, and with the length of the empty body', async () => {
    const url = new URL(await server.listen());
    const sent = httpRequest(`${url.origin}/api/external/${path()}/size`, {
      headers: { 'x-api-key': manager.externalKey },
    });
    sent.end();
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(answer.headers).toMatchObject({ 'content-length': '0', 'content-type': 'application/zip' });
    await once(answer.resume(), 'end');
  });

  describe('of LicenseBox’s programs', () => {
    const legacy = async (body: unknown, headers: Record<string, string> = {}, type = 'main') => {
      const reply = await server.app.inject({
        method: 'POST',
        url: `/api/download_update/${type}/${encodeURIComponent('v3.1 beta/2+x')}`,
        payload: body as object,
        headers: { 'lb-api-key': manager.externalKey, 'lb-url': 'https://client-site.com/update', ...headers },
      });
      return { status: reply.statusCode, bytes: reply.rawPayload };
    };

    it('accept a form with empty texts, or JSON', async () => {
      const form = await formOf(['license_file', site.data], ['license_code', ''], ['client_name', '']);
      expect(await legacy(form.body, form.headers)).toEqual({ status: 200, bytes: MAIN });
      const json = { product_id: product.reference, license_file: site.data };
      expect(await legacy(json, {}, 'sql')).toEqual({ status: 200, bytes: SQL });
    });

    it('have no body if the range is not satisfiable', async () => {
      const answer = await legacy({ license_file: site.data }, { range: `bytes=${MAIN.length}-` });
      expect(answer).toEqual({ status: 416, bytes: Buffer.alloc(0) });
    });

    it('are refused with an empty body', async () => {
      const none = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '0' };
      expect(await legacy('', none)).toEqual({ status: 401, bytes: Buffer.alloc(0) });
      expect(await legacy({ license_file: site.data }, {}, 'readme')).toEqual({ status: 404, bytes: Buffer.alloc(0) });
    });

    it('report their size, with or without a type', async () => {
      const size = (rest: string) =>
        server.call('HEAD', `/api/get_update_size/${rest}`, { headers: { 'lb-api-key': manager.externalKey } });
      const version = encodeURIComponent('v3.1 beta/2+x');
      expect((await size(`main/${version}`)).headers['content-length']).toBe(String(MAIN.length));
      expect((await size(`sql/${version}`)).headers['content-length']).toBe(String(SQL.length));
      expect((await size(version)).headers['content-length']).toBe(String(MAIN.length));
      expect((await size('main/v0.0')).status).toBe(404);
    });
  });
});
