import { createHash, randomBytes } from 'node:crypto';
import { createLocalJWKSet, jwtVerify } from 'jose';
import type { Version } from '../../../sdk/src/generated/native';
import { EntitlementsService } from '../../../src/core/catalog/definitions/entitlements.service';
import { aProduct } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { holdLocks } from '../../testkit/database';
import { activate, issued } from '../../testkit/issue';
import { verificationsOf } from '../../testkit/records';
import { type Answer, TestServer } from '../../testkit/server';

const MAIN = randomBytes(150_000);
const SQL = Buffer.from('ALTER TABLE a ADD b integer;');
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

let server: TestServer;
let count = 0;
beforeAll(async () => {
  server = await TestServer.shared({ PUBLIC_URL: 'https://licenses.example' });
  server.clock.holdAt('2027-03-01T12:00:00Z');
});
afterAll(() => server.stop());

/** A product of its own. */
async function product(more: Record<string, unknown> = {}): Promise<string> {
  const reference = `studio ${++count}`;
  await aProduct(server, reference, more);
  return reference;
}

const pathOf = (reference: string) => `/api/v1/products/${encodeURIComponent(reference)}/versions`;

async function publish(reference: string, version: string, more: Record<string, unknown> = {}): Promise<Version> {
  const body = { reference: `v${version}`, version, released_at: '2027-01-15', ...more };
  const { status, body: made } = await server.asAdmin('POST', pathOf(reference), { body });
  expect([status, made]).toEqual([201, made]);
  return made;
}

/** With both files. */
async function publishFiles(reference: string, version: string, more: Record<string, unknown> = {}): Promise<void> {
  const { id } = await publish(reference, version, more);
  for (const [type, content, name] of [
    ['main', MAIN, 'studio.zip'],
    ['sql', SQL, 'studio.sql'],
  ] as const) {
    const sent = await formOf(['file', content, name]);
    expect((await server.asAdmin('PUT', `${pathOf(reference)}/${id}/files/${type}`, sent)).status).toBe(200);
  }
}

async function licensed(reference: string, license: Record<string, unknown> = {}): Promise<string> {
  const { key } = await issued(server, { product: reference, ...license });
  await activate(server, key, 'desk');
  return key;
}

const check = (reference: string, current_version: string, more: object = {}): Promise<Answer> =>
  server.call('POST', '/api/v1/updates/check', { body: { product: reference, current_version, ...more } });
const headersOf = (key: string, device = 'desk') => ({ authorization: `License ${key}`, 'x-hardware-id': device });
const get = (
  reference: string,
  path: string,
  headers: Record<string, string> = {},
  query: Record<string, string> = {},
) => server.call('GET', `/api/v1/updates/${encodeURIComponent(reference)}/${path}`, { headers, query });
const offered = async (...call: Parameters<typeof check>): Promise<string | null> =>
  (await check(...call)).body.version;

describe('POST /api/v1/updates/check', () => {
  it("returns a licensed program's downloads, signed", async () => {
    const reference = await product();
    await publishFiles(reference, '1.2.0', { summary: 'Faster', changelog: 'Starts faster.', is_mandatory: true });
    const key = await licensed(reference);
    const { status, body } = await check(reference, '1.0.0', { license_key: key, hardware_id: 'desk' });
    const base = `https://licenses.example/api/v1/updates/${encodeURIComponent(reference)}/v1.2.0/files`;
    const files = [
      { type: 'main', name: 'studio.zip', size: MAIN.length, sha256: sha256(MAIN) },
      { type: 'sql', name: 'studio.sql', size: SQL.length, sha256: sha256(SQL) },
    ];
    expect([status, body]).toEqual([
      200,
      {
        available: true,
        code: 'VALID',
        version: '1.2.0',
        reference: 'v1.2.0',
        channel: 'stable',
        is_mandatory: true,
        released_at: '2027-01-15',
        summary: 'Faster',
        changelog: 'Starts faster.',
        download_url: null,
        files: files.map((file) => ({ ...file, url: `${base}/${file.type}` })),
        manifest: expect.any(String),
        out_of_reach: null,
      },
    ]);
    const { body: jwks } = await server.call('GET', '/.well-known/jwks.json');
    const verified = await jwtVerify(body.manifest, createLocalJWKSet(jwks), {
      algorithms: ['EdDSA'],
      typ: 'keyward-update+jws',
      currentDate: server.clock.now(),
    });
    expect(verified.payload).toEqual({
      iss: 'https://licenses.example',
      iat: server.clock.now().getTime() / 1000,
      product: reference,
      version: '1.2.0',
      channel: 'stable',
      released_at: '2027-01-15',
      files,
    });
    expect((await verificationsOf(server, key)).map(({ operation }) => operation)).toEqual(['activate']);
  });

  it('returns an update without files to a program without a usable license', async () => {
    const reference = await product();
    await publishFiles(reference, '1.2.0', { summary: 'Faster', download_url: 'https://cdn.example/1.2.0.zip' });
    const other = await licensed(await product());
    const expired = await licensed(reference);
    await server.dataSource.query('UPDATE licenses SET expires_at = $2 WHERE key = $1', [expired, '2027-02-01']);
    for (const [code, license] of [
      [null, {}],
      ['NOT_FOUND', { license_key: 'nobody has it' }],
      ['PRODUCT_MISMATCH', { license_key: other, hardware_id: 'desk' }],
      ['EXPIRED', { license_key: expired, hardware_id: 'desk' }],
      ['DEVICE_MISMATCH', { license_key: await licensed(reference), hardware_id: 'laptop' }],
      ['NOT_ACTIVATED', { license_key: (await issued(server, { product: reference })).key }],
    ] as const) {
      const { body } = await check(reference, '1.0.0', license);
      expect(body).toMatchObject({ available: true, code, version: '1.2.0', summary: 'Faster' });
      expect([body.files, body.manifest, body.download_url]).toEqual([[], null, null]);
      const told = { version: '1.2.0', channel: 'stable', released_at: '2027-01-15', summary: 'Faster' };
      expect(body.out_of_reach).toEqual({ ...told, reason: code ?? 'LICENSE_REQUIRED' });
    }
  });

  it('tells of the newest version after the end of its updates, without files', async () => {
    const reference = await product();
    await publish(reference, '1.1.0', { released_at: '2027-01-10' });
    await publish(reference, '1.2.0', { released_at: '2027-01-20' });
    await publish(reference, '1.3.0', { released_at: '2027-01-25' });
    const key = await licensed(reference, { updates_until: '2027-01-15T00:00:00Z' });
    const told = async (current: string): Promise<unknown> => {
      const { body } = await check(reference, current, { license_key: key, hardware_id: 'desk' });
      return [body.available, body.code, body.version, body.out_of_reach?.version, body.out_of_reach?.reason];
    };
    expect(await told('1.0.0')).toEqual([true, 'VALID', '1.1.0', '1.3.0', 'UPDATES_ENDED']);
    expect(await told('1.1.0')).toEqual([false, 'VALID', null, '1.3.0', 'UPDATES_ENDED']);
    expect(await told('1.3.0')).toEqual([false, 'VALID', null, undefined, undefined]);
  });

  it('shows the files to everyone if the updates of the product need no license', async () => {
    const reference = await product({ updates_need_license: false });
    await publishFiles(reference, '1.2.0');
    const { body } = await check(reference, '1.0.0');
    expect([body.code, body.files.length, typeof body.manifest]).toEqual([null, 2, 'string']);
    expect((await get(reference, 'v1.2.0/files/sql')).status).toBe(200);
  });

  it('has nothing for a program that is up to date', async () => {
    const reference = await product();
    await publish(reference, '1.2.0');
    expect((await check(reference, '1.2.0')).body).toEqual({
      available: false,
      code: null,
      version: null,
      reference: null,
      channel: null,
      is_mandatory: null,
      released_at: null,
      summary: null,
      changelog: null,
      download_url: null,
      files: [],
      manifest: null,
      out_of_reach: null,
    });
  });

  it('offers the version that was published last, of several channels with the same number', async () => {
    for (const [first, last] of [
      ['stable', 'beta'],
      ['beta', 'stable'],
    ] as const) {
      const reference = await product();
      await publish(reference, '1.1.0', { channel: first });
      await publish(reference, '1.1.0', { channel: last, reference: 'v1.1.0-again' });
      const { body } = await check(reference, '1.0.0', { channel: 'beta' });
      expect([body.reference, body.channel]).toEqual(['v1.1.0-again', last]);
    }
  });

  it('offers versions of the channel of the program and of more stable ones', async () => {
    const reference = await product();
    for (const [version, channel] of [
      ['1.0.0', 'stable'],
      ['1.1.0-rc.1', 'rc'],
      ['1.1.0-beta.2', 'beta'],
      ['1.1.0-beta.10', 'Beta'],
      ['1.2.0-alpha.1', 'alpha'],
      ['1.3.0-nightly.1', 'nightly'],
    ] as const) {
      await publish(reference, version, { channel });
    }
    const of = (channel?: string) => offered(reference, '0.9', { channel });
    expect(await of()).toBe('1.0.0');
    expect(await of('stable')).toBe('1.0.0');
    expect(await of('rc')).toBe('1.1.0-rc.1');
    expect(await of('beta')).toBe('1.1.0-rc.1');
    expect(await of('ALPHA')).toBe('1.2.0-alpha.1');
    expect(await of('nightly')).toBe('1.3.0-nightly.1');
    expect(await of('other')).toBe('1.2.0-alpha.1');
    await publish(reference, '1.1.0');
    expect(await offered(reference, '1.1.0-beta.10', { channel: 'beta' })).toBe('1.1.0');
    expect(await offered(reference, '1.1.0', { channel: 'beta' })).toBeNull();
  });

  it('offers versions one by one if the product serves the next one', async () => {
    const reference = await product({ serve_latest_updates: false });
    for (const version of ['2.0.0', '2.0.0-beta.10', '2.0.0-beta.2', '1.0.0']) {
      await publish(reference, version, { channel: version.includes('beta') ? 'beta' : 'stable' });
    }
    const path: (string | null)[] = ['0.1'];
    while (path.at(-1) !== null) {
      path.push(await offered(reference, path.at(-1) ?? '', { channel: 'beta' }));
    }
    expect(path).toEqual(['0.1', '1.0.0', '2.0.0-beta.2', '2.0.0-beta.10', '2.0.0', null]);
    expect(await offered(reference, '1.0.0')).toBe('2.0.0');
  });

  it('is mandatory if a version in reach that the program skips is', async () => {
    const reference = await product();
    await publish(reference, '1.1.0', { is_mandatory: true });
    await publish(reference, '1.2.0-beta', { channel: 'beta', is_mandatory: true });
    await publish(reference, '1.3.0');
    const isMandatory = async (current: string, channel: string) =>
      (await check(reference, current, { channel })).body.is_mandatory;
    expect(await isMandatory('1.0.0', 'stable')).toBe(true);
    expect(await isMandatory('1.1.0', 'stable')).toBe(false);
    expect(await isMandatory('1.1.0', 'beta')).toBe(true);
  });

  it('never offers a version that was released after the updates of the license ended, or that its policy refuses', async () => {
    const reference = await product();
    await publish(reference, '1.0.0', { released_at: '2026-12-31' });
    await publish(reference, '1.1.0', { released_at: '2027-01-31' });
    await publish(reference, '1.2.0', { released_at: '2027-02-01' });
    const of = async (license: Record<string, unknown>) =>
      offered(reference, '0.9', { license_key: await licensed(reference, license), hardware_id: 'desk' });
    expect(await of({ updates_until: '2027-01-31T23:59:59Z' })).toBe('1.1.0');
    expect(await of({ updates_until: '2027-01-31T00:00:00Z' })).toBe('1.1.0');
    expect(await of({ updates_until: '2027-01-30T23:59:59Z' })).toBe('1.0.0');
    expect(await of({ updates_until: '2026-01-01T00:00:00Z' })).toBeNull();
    expect(await of({})).toBe('1.2.0');
    expect(await of({ policy_overrides: { max_version: '1.1' } })).toBe('1.1.0');
  });

  it.each([
    ['no product', { product: undefined }, 400],
    ['an unknown product', { product: 'unknown' }, 404],
    ['no version', { current_version: undefined }, 400],
    ['a version of the wrong type', { current_version: ['1'] }, 400],
    ['a channel with a NUL', { channel: '\0' }, 400],
    ['an empty key', { license_key: '' }, 400],
    ['a wrong device', { license_key: 'x', hardware_id: 7 }, 400],
    ['an unknown field', { key: 'x' }, 400],
  ])('refuses %s', async (_what, change, status) => {
    expect((await check(await product(), '1.0.0', change)).status).toBe(status);
  });

  it('does not know an inactive product', async () => {
    const reference = await product({ is_active: false });
    await publish(reference, '1.0.0');
    expect((await check(reference, '0')).status).toBe(404);
    expect((await get(reference, 'latest')).status).toBe(404);
    expect((await get(reference, 'versions')).status).toBe(404);
    expect((await get(reference, 'v1.0.0/files/main')).status).toBe(404);
  });
});

describe('GET /api/v1/updates/{product}', () => {
  it('latest and versions are those that the program may have', async () => {
    const reference = await product();
    await publishFiles(reference, '1.0.0', { released_at: '2027-01-01' });
    await publish(reference, '1.1.0', { released_at: '2027-02-01' });
    await publish(reference, '1.2.0-rc.1', { channel: 'rc' });
    await publish(reference, '3.0.0', { is_active: false });
    const key = await licensed(reference, { updates_until: '2027-01-15T00:00:00Z' });
    expect((await get(reference, 'latest')).body).toMatchObject({ version: '1.1.0', files: [], manifest: null });
    const { body } = await get(reference, 'latest', headersOf(key));
    expect(body).toMatchObject({ version: '1.0.0', files: [{ type: 'main' }, { type: 'sql' }] });
    expect((await get(reference, 'latest', {}, { channel: 'rc' })).body.version).toBe('1.2.0-rc.1');
    const listed = async (headers: Record<string, string>, query: Record<string, string> = {}) =>
      (await get(reference, 'versions', headers, query)).body.items.map(({ version }: { version: string }) => version);
    expect(await listed({})).toEqual(['1.1.0', '1.0.0']);
    expect(await listed(headersOf(key))).toEqual(['1.0.0']);
    expect(await listed({}, { q: 'V1.1' })).toEqual(['1.1.0']);
    const first = await get(reference, 'versions', {}, { channel: 'rc', limit: '2' });
    expect(first.body.items.map(({ version }: { version: string }) => version)).toEqual(['1.2.0-rc.1', '1.1.0']);
    expect(await listed({}, { channel: 'rc', after: first.body.next })).toEqual(['1.0.0']);
    expect((await get(await product(), 'latest')).status).toBe(404);
  });
});

describe('a download', () => {
  let reference: string;
  let key: string;
  beforeAll(async () => {
    reference = await product();
    await publishFiles(reference, '1.0.0', { released_at: '2027-01-01' });
    await publishFiles(reference, '1.1.0', { released_at: '2027-02-01' });
    await publishFiles(reference, '1.2.0-beta.1', { channel: 'beta' });
    key = await licensed(reference, { updates_until: '2027-01-15T00:00:00Z' });
  });

  it('can be interrupted and goes on', async () => {
    const base = await server.listen();
    const url = `${base}/api/v1/updates/${encodeURIComponent(reference)}/v1.0.0/files/main`;
    const part = async (headers: Record<string, string>) => {
      const response = await fetch(url, { headers: { ...headersOf(key), ...headers } });
      return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const whole = await part({});
    expect([whole.status, whole.bytes.equals(MAIN)]).toEqual([200, true]);
    const etag = whole.headers.get('etag') ?? '';
    expect(etag).toBe(`"${sha256(MAIN)}"`);
    const first = await part({ range: 'bytes=0-99999' });
    const rest = await part({ range: 'bytes=100000-', 'if-range': etag });
    expect([first.status, rest.status, rest.headers.get('content-range')]).toEqual([
      206,
      206,
      `bytes 100000-${MAIN.length - 1}/${MAIN.length}`,
    ]);
    expect(Buffer.concat([first.bytes, rest.bytes]).equals(MAIN)).toBe(true);
    const stale = await part({ range: 'bytes=100000-', 'if-range': '"another"' });
    expect([stale.status, stale.bytes.length]).toEqual([200, MAIN.length]);
    expect((await part({ 'if-none-match': etag })).status).toBe(304);
    expect((await part({ range: `bytes=${MAIN.length}-` })).status).toBe(416);
  });

  it('does not wait for a change of its license', async () => {
    const lock = await holdLocks(server.databaseUrl, `SELECT 1 FROM licenses WHERE key = '${key}' FOR NO KEY UPDATE`);
    expect(await get(reference, 'v1.0.0/files/sql', headersOf(key))).toMatchObject({ status: 200 });
    await lock.end();
  });

  it('takes the number of the version as well as its reference', async () => {
    expect(await get(reference, '1.0.0/files/sql', headersOf(key))).toMatchObject({ status: 200 });
    expect(await get(reference, '9.9.9/files/sql', headersOf(key))).toMatchObject({ status: 404 });
    await publish(reference, '1.0.0', { reference: 'withdrawn', is_active: false });
    expect(await get(reference, 'withdrawn/files/sql', headersOf(key))).toMatchObject({ status: 404 });
  });

  it('needs a license that includes the version, and is logged', async () => {
    const codeOf = async (
      version: string,
      headers: Record<string, string> = {},
      query: Record<string, string> = {},
    ) => {
      const { status, body } = await get(reference, `${version}/files/sql`, headers, query);
      return [status, body?.error?.code];
    };
    const full = await licensed(reference);
    expect(await codeOf('v1.0.0')).toEqual([401, 'UNAUTHENTICATED']);
    expect(await codeOf('v1.0.0', { authorization: `Bearer ${full}` })).toEqual([401, 'UNAUTHENTICATED']);
    expect(await codeOf('v1.0.0', headersOf('nobody has it'))).toEqual([404, 'NOT_FOUND']);
    expect(await codeOf('v1.0.0', headersOf(full, 'laptop'))).toEqual([403, 'DEVICE_MISMATCH']);
    expect(await codeOf('v1.1.0', headersOf(key))).toEqual([403, 'UPDATES_ENDED']);
    expect(await codeOf('v1.1.0', headersOf(full))).toEqual([200, undefined]);
    expect(await codeOf('v1.1.0', { authorization: `license ${full}` })).toEqual([200, undefined]);
    expect(await codeOf('v9', headersOf(full))).toEqual([404, 'NOT_FOUND']);
    expect(await codeOf('v1.2.0-beta.1', headersOf(full))).toEqual([200, undefined]);
    expect(await codeOf('v1.2.0-beta.1', headersOf(full), { channel: 'alpha' })).toEqual([200, undefined]);
    expect(await codeOf('v1.2.0-beta.1', headersOf(full), { channel: 'rc' })).toEqual([404, 'NOT_FOUND']);
    expect((await verificationsOf(server, full)).map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual([
      'activate VALID',
      'download DEVICE_MISMATCH',
      ...Array.from({ length: 4 }, () => 'download VALID'),
    ]);
  });

  it.each([
    ['versions', { max_version: '1.0' }, ['v1.1.0', 'v1.2.0-beta.1']],
    ['channels', { allowed_channels: ['stable'] }, ['v1.2.0-beta.1']],
  ])('is refused outside of the %s that the policy allows', async (_what, policy_overrides, refused) => {
    const limited = await licensed(reference, { policy_overrides });
    for (const version of ['v1.0.0', 'v1.1.0', 'v1.2.0-beta.1']) {
      const { body } = await get(reference, `${version}/files/sql`, headersOf(limited));
      const code = refused.includes(version) ? 'VERSION_NOT_ALLOWED' : undefined;
      expect([version, body?.error?.code]).toEqual([version, code]);
    }
  });

  it.each([
    ['a long key', { authorization: `License ${'x'.repeat(256)}` }],
    ['a long device', { authorization: 'License x', 'x-hardware-id': 'x'.repeat(513) }],
  ])('refuses %s', async (_what, headers) => {
    expect((await get(reference, 'v1.0.0/files/main', headers)).status).toBe(400);
  });

  it('reads a device with other characters in UTF-8', async () => {
    const { key: own } = await issued(server, { product: reference });
    await activate(server, own, 'büro-机');
    const device = Buffer.from('büro-机').toString('latin1');
    expect((await get(reference, 'v1.0.0/files/sql', headersOf(own, device))).status).toBe(200);
  });
});

it('finds the newest version of a channel by an index', async () => {
  const reference = await product();
  await server.dataSource.query(
    `INSERT INTO product_versions (product_id, reference, version, channel, parts, released_at, created_at, updated_at)
     SELECT p.id, n, n, CASE n % 2 WHEN 0 THEN 'stable' ELSE 'beta' END, ARRAY[n], '2025-06-15', now(), now()
     FROM products p, generate_series(1, 900) n WHERE p.reference = $1`,
    [reference],
  );
  await server.dataSource.query('ANALYZE product_versions');
  const [{ id }] = await server.dataSource.query('SELECT id FROM products WHERE reference = $1', [reference]);
  const plan = await server.dataSource.query(`EXPLAIN SELECT id FROM product_versions
    WHERE product_id = ${id} AND channel = 'stable' AND is_active AND released_at <= '2026-01-01' ORDER BY parts DESC, id DESC LIMIT 1`);
  expect(JSON.stringify(plan)).toContain('product_versions_channel');
  expect(await offered(reference, '1')).toBe('900');
});

describe('versions and files that require an entitlement', () => {
  async function gated(): Promise<{ reference: string; plain: string; pro: string; id: string }> {
    const reference = await product();
    const entitlement = { name: 'Pro tools', type: 'flag' };
    await server.asAdmin('PUT', `/api/v1/products/${encodeURIComponent(reference)}/entitlements/pro`, {
      body: entitlement,
    });
    await publishFiles(reference, '1.1.0');
    const { id } = await publish(reference, '2.0.0', { required_entitlements: ['pro'], summary: 'Layers' });
    const sent = await formOf(['file', MAIN, 'studio.zip']);
    expect((await server.asAdmin('PUT', `${pathOf(reference)}/${id}/files/main`, sent)).status).toBe(200);
    const plain = await licensed(reference);
    const pro = await licensed(reference, { entitlements: { pro: { value: true } } });
    return { reference, plain, pro, id };
  }

  let made: Awaited<ReturnType<typeof gated>>;
  beforeAll(async () => {
    made = await gated();
  });

  it('offers such a version to licenses that have it, and names it to the others', async () => {
    const { reference, plain, pro } = made;
    const asked = (license_key: string) => check(reference, '1.0.0', { license_key, hardware_id: 'desk' });
    expect((await asked(pro)).body).toMatchObject({ version: '2.0.0', out_of_reach: null });
    const { body } = await asked(plain);
    expect([body.version, body.out_of_reach]).toEqual([
      '1.1.0',
      {
        version: '2.0.0',
        channel: 'stable',
        released_at: '2027-01-15',
        summary: 'Layers',
        reason: 'ENTITLEMENT_MISSING',
        missing_entitlements: ['pro'],
      },
    ]);
    expect((await get(reference, 'latest', headersOf(plain))).body.version).toBe('1.1.0');
    expect((await get(reference, 'latest', headersOf(pro))).body.version).toBe('2.0.0');
  });

  it('sends its file to nobody else, also where updates need no license', async () => {
    const { reference, plain, pro } = made;
    const file = 'v2.0.0/files/main';
    expect((await get(reference, file, headersOf(pro))).status).toBe(200);
    expect(await get(reference, file, headersOf(plain))).toMatchObject({
      status: 403,
      body: { error: { code: 'ENTITLEMENT_MISSING' } },
    });
    const change = { body: { updates_need_license: false } };
    await server.asAdmin('PATCH', `/api/v1/products/${encodeURIComponent(reference)}`, change);
    expect((await get(reference, file)).status).toBe(401);
    expect((await get(reference, file, headersOf(plain))).status).toBe(403);
    expect((await get(reference, 'v1.1.0/files/main')).status).toBe(200);
    await server.asAdmin('PATCH', `/api/v1/products/${encodeURIComponent(reference)}`, {
      body: { updates_need_license: true },
    });
  });

  it('leaves a file by platform out of what other licenses get, and skips a version without another one', async () => {
    const { reference, plain, pro } = await gated();
    const { id } = await publish(reference, '1.5.0');
    const artifacts = `${pathOf(reference)}/${id}/artifacts`;
    const link = { url: 'https://files.example.com/studio.dmg', name: 'studio.dmg', size: 5, sha256: sha256(MAIN) };
    const body = { ...link, platform: 'darwin', arch: 'arm64', required_entitlements: ['pro'] };
    const { body: made } = await server.asAdmin('POST', `${artifacts}/links`, { body });
    const asked = async (license_key: string) =>
      (await check(reference, '1.0.0', { license_key, hardware_id: 'desk', platform: 'darwin', arch: 'arm64' })).body;
    await server.asAdmin('DELETE', `${pathOf(reference)}/v2.0.0`);
    expect(await asked(pro)).toMatchObject({ version: '1.5.0', files: [{ name: 'studio.dmg' }] });
    expect(await asked(plain)).toMatchObject({
      version: '1.1.0',
      out_of_reach: { version: '1.5.0', reason: 'ENTITLEMENT_MISSING', missing_entitlements: ['pro'] },
    });
    const changed = await server.asAdmin('PATCH', `${artifacts}/${made.id}`, { body: { required_entitlements: [] } });
    expect([changed.status, changed.body.required_entitlements]).toEqual([200, []]);
    expect((await asked(plain)).version).toBe('1.5.0');
  });

  it('refuses codes that the product does not declare, keeps a code that is required, and follows its new name', async () => {
    const { reference, pro } = await gated();
    const path = `${pathOf(reference)}/v1.1.0`;
    const unknown = await server.asAdmin('PATCH', path, { body: { required_entitlements: ['team'] } });
    expect([unknown.status, unknown.body.error.details[0].field]).toEqual([422, 'required_entitlements']);
    const definition = `/api/v1/products/${encodeURIComponent(reference)}/entitlements/pro`;
    await server.asAdmin('PATCH', `/api/v1/licenses/${pro}`, { body: { entitlements: {} } });
    expect(await server.asAdmin('DELETE', definition)).toMatchObject({
      status: 409,
      body: { error: { code: 'IN_USE' } },
    });
    await server.app.get(EntitlementsService).rename(reference, 'pro', 'studio-pro');
    expect((await server.asAdmin('GET', `${pathOf(reference)}/v2.0.0`)).body.required_entitlements).toEqual([
      'studio-pro',
    ]);
  });
});
