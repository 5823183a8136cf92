import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

const KEY = 'XXXX-XXXX-XXXX-XXXX';
const NOTES = 'Bug fixes and performance improvements';

// The request as the contract writes it.
const CHECK = {
  current_version: '1.0.0',
  license_key: 'XXXX-XXXX-XXXX-XXXX',
};

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => server.emptyTables('licenses', 'product_versions', 'verifications'));
afterAll(() => server.stop());

async function product(reference = 'v2-default'): Promise<string> {
  const [found] = await server.dataSource.query('SELECT uid FROM products WHERE reference = $1', [reference]);
  return (
    found?.uid ?? (await server.asAdmin('POST', '/api/v1/products', { body: { reference, name: reference } })).body.id
  );
}

async function publish(version: string, more: object = {}, reference?: string): Promise<void> {
  const { status, body } = await server.asAdmin('POST', `/api/v1/products/${await product(reference)}/versions`, {
    body: {
      reference: `v${version}`,
      version,
      released_at: '2025-06-15',
      summary: NOTES,
      download_url: `https://example.com/download/v${version}`,
      ...more,
    },
  });
  if (status !== 201) {
    throw new Error(JSON.stringify(body));
  }
}

async function keyFor(reference: string): Promise<string> {
  await product(reference);
  const { body } = await server.asAdmin('POST', '/api/v1/api-keys', {
    body: { name: reference, kind: 'external', product: reference },
  });
  return body.key;
}

const check = (changes: object = {}, key?: string) =>
  server.withKey('POST', '/api/version/check', { body: { ...CHECK, ...changes } }, key);
const latest = (key?: string) => server.withKey('GET', '/api/version/latest', {}, key);

describe('POST /api/version/check', () => {
  it('answers as the contract shows', async () => {
    await issued(server, { key: KEY });
    await publish('1.0.0');
    await publish('1.1.0');
    const { status, body } = await check();
    expect(status).toBe(200);
    expect(body).toEqual({
      update_available: true,
      latest_version: '1.1.0',
      download_url: 'https://example.com/download/v1.1.0',
      release_notes: 'Bug fixes and performance improvements',
      is_mandatory: false,
    });
  });

  it('has nothing for a program that is as new as the latest, or newer', async () => {
    await issued(server, { key: KEY });
    await publish('1.1.0', { is_mandatory: true });
    for (const current_version of ['1.1.0', 'v1.1', '1.2.0', '1.10.0']) {
      expect((await check({ current_version })).body).toEqual({
        update_available: false,
        latest_version: '1.1.0',
        download_url: 'https://example.com/download/v1.1.0',
        release_notes: NOTES,
        is_mandatory: false,
      });
    }
  });

  it('says where no version is published', async () => {
    await issued(server, { key: KEY });
    await publish('1.1.0', { is_active: false });
    expect(await check()).toMatchObject({
      status: 200,
      body: {
        update_available: false,
        latest_version: null,
        download_url: null,
        release_notes: null,
        is_mandatory: false,
      },
    });
  });

  it('orders versions by their numbers', async () => {
    await issued(server, { key: KEY });
    await publish('1.10.0');
    await publish('1.9.0');
    expect((await check({ current_version: '1.9.9' })).body).toMatchObject({
      update_available: true,
      latest_version: '1.10.0',
    });
  });

  it('insists where any active version after the program’s own is mandatory', async () => {
    await issued(server, { key: KEY });
    await publish('1.1.0', { is_mandatory: true });
    await publish('1.2.0');
    await publish('1.3.0', { is_mandatory: true, is_active: false });
    await publish('9.0.0', { is_mandatory: true }, 'another product');

    const insists = async (current_version: string) => (await check({ current_version })).body.is_mandatory;
    expect(await insists('1.0.0')).toBe(true);
    expect(await insists('1.0.9')).toBe(true);
    expect(await insists('1.1.0')).toBe(false);
    expect(await insists('1.2.0')).toBe(false);
    expect(await insists('unknown')).toBe(true);
  });

  it('finds a mandatory version by an index', async () => {
    await server.dataSource.query(`INSERT INTO product_versions
      (product_id, reference, version, parts, released_at, created_at, updated_at)
      SELECT p.id, n, n, ARRAY[n], '2025-06-15', now(), now() FROM products p, generate_series(1, 20000) n
      WHERE p.reference = 'v2-default'`);
    await server.dataSource.query('ANALYZE product_versions');
    const plan = await server.dataSource.query(`EXPLAIN SELECT 1 FROM product_versions
      WHERE product_id = 1 AND parts > '{7}'::bigint[] AND is_active AND is_mandatory LIMIT 1`);
    expect(JSON.stringify(plan)).toContain('product_versions_mandatory');
  });

  it('looks at the license’s product whatever its API key or state', async () => {
    await issued(server, { key: KEY, product: await referenceOf('photo-studio'), state: 'disabled' });
    await publish('3.0.0', {}, 'photo-studio');
    await publish('1.1.0');
    expect((await check()).body.latest_version).toBe('3.0.0');
    expect((await check({}, await keyFor('photo-studio'))).body.latest_version).toBe('3.0.0');
    expect(await check({}, await keyFor('another product'))).toMatchObject({
      status: 404,
      body: { error: { code: 'LICENSE_NOT_FOUND' } },
    });
  });

  it('prefers the changelog to the summary', async () => {
    await issued(server, { key: KEY });
    await publish('1.1.0', { changelog: 'Starts in half the time.' });
    expect((await check()).body.release_notes).toBe('Starts in half the time.');
    expect((await latest()).body.release_notes).toBe('Starts in half the time.');
  });

  it('refuses an unknown license', async () => {
    expect(await check()).toMatchObject({
      status: 404,
      body: { error: { code: 'LICENSE_NOT_FOUND', message: 'License not found' } },
    });
  });

  it.each(['', 'with space', 'X'.repeat(256), 'new\nline', 'n\0l'])(
    'refuses the malformed key %j',
    async (license_key) => {
      const { status, body } = await check({ license_key });
      expect(status).toBe(400);
      expect(body).toEqual({
        error: {
          code: 'INVALID_LICENSE',
          message: 'The provided license key is invalid',
          details: { field: 'license_key', reason: 'format_invalid' },
        },
      });
    },
  );

  it.each([
    ['current_version', { current_version: undefined }],
    ['current_version', { current_version: 100 }],
    ['current_version', { current_version: '' }],
    ['current_version', { current_version: '1'.repeat(256) }],
    ['license_key', { license_key: undefined }],
    ['license_key', { license_key: 7 }],
  ])('refuses a request with a wrong %s', async (field, changes) => {
    const { status, body } = await check(changes);
    expect(status).toBe(400);
    expect(body).toEqual({
      error: {
        code: 'VALIDATION_ERROR',
        message: expect.any(String),
        details: { field, reason: expect.any(String) },
      },
    });
  });
});

describe('GET /api/version/latest', () => {
  it('answers as the contract shows', async () => {
    await publish('1.0.0', { is_mandatory: true });
    await publish('1.1.0');
    const { status, body } = await latest();
    expect(status).toBe(200);
    expect(body).toEqual({
      version: '1.1.0',
      release_date: '2025-06-15',
      download_url: 'https://example.com/download/v1.1.0',
      release_notes: 'Bug fixes and performance improvements',
      is_mandatory: false,
    });
  });

  it('tells whether that very version is mandatory', async () => {
    await publish('1.1.0', { is_mandatory: true, download_url: null, summary: '' });
    expect((await latest()).body).toEqual({
      version: '1.1.0',
      release_date: '2025-06-15',
      download_url: null,
      release_notes: '',
      is_mandatory: true,
    });
  });

  it('is of the product that the API key is good for, and of active versions alone', async () => {
    const key = await keyFor('photo-studio');
    await publish('1.1.0');
    await publish('3.0.0', {}, 'photo-studio');
    await publish('4.0.0', { is_active: false }, 'photo-studio');
    expect((await latest(key)).body.version).toBe('3.0.0');
    expect((await latest()).body.version).toBe('1.1.0');
  });

  it('is 404 where no version is published', async () => {
    const { status, body } = await latest();
    expect(status).toBe(404);
    expect(body).toEqual({ error: { code: 'NOT_FOUND', message: expect.any(String) } });
  });

  it('answers HEAD with the same length', async () => {
    await publish('1.1.0');
    const got = await latest();
    const head = await server.withKey('HEAD', '/api/version/latest');
    expect(head.status).toBe(200);
    expect(head.body).toBe('');
    expect(head.headers['content-length']).toBe(got.headers['content-length']);
  });
});

it.each([
  ['POST', '/api/version/check'],
  ['GET', '/api/version/latest'],
] as const)('%s %s wants a client program’s API key', async (method, url) => {
  const body = method === 'POST' ? CHECK : undefined;
  for (const headers of [{}, { 'x-api-key': 'wrong' }]) {
    const refused = await server.call(method, url, { body, headers: headers as Record<string, string> });
    expect(refused.status).toBe(401);
    expect(refused.body).toEqual({ error: 'Invalid or missing API key', code: 'INVALID_API_KEY', status: 401 });
  }
  const { body: internal } = await server.asAdmin('POST', '/api/v1/api-keys', {
    body: { name: 'management', kind: 'internal' },
  });
  expect(await server.withKey(method, url, { body }, internal.key)).toMatchObject({
    status: 403,
    body: { error: { code: 'FORBIDDEN' } },
  });
});

describe('the system API key', () => {
  it('is one, however many are made at once, and the last made is the one that counts', async () => {
    await publish('1.1.0');
    const made = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        server.asAdmin('POST', '/api/v1/api-keys', { body: { name: `key ${index}`, kind: 'system' } }),
      ),
    );
    const statuses = await Promise.all(made.map(async ({ body }) => (await latest(body.key)).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 401)).toHaveLength(7);
    expect((await latest()).status).toBe(401);
  });
});

async function referenceOf(reference: string): Promise<string> {
  await product(reference);
  return reference;
}
