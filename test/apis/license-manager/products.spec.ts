import { aUser, keyOf } from '../../testkit/callers';
import { expectWhole, LicenseManager, refusal, UNAUTHENTICATED } from '../../support/license-manager';
import { auditOf, eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let lm: LicenseManager;
beforeAll(async () => {
  server = await TestServer.shared();
  lm = await LicenseManager.withProduct(server);
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const EXAMPLE = {
  name: 'My Product',
  reference_id: 'MY-PROD-001',
  envato_id: '12345678',
  description: 'Product description',
  license_update: true,
  serve_latest_updates: true,
  is_active: true,
};
const UUID = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const TAKEN = 'A product with this reference already exists';
const NO_PRODUCT = refusal('Product not found');

const list = async (query: Record<string, string> = {}) => (await lm.manage('GET', 'products', { query })).body;
const referencesIn = async (query: Record<string, string>) =>
  (await list({ ...query, per_page: '100' })).data.map(({ reference_id }: { reference_id: string }) => reference_id);
const create = (body: unknown) => lm.manage('POST', 'products', { body });
const update = (reference: string, body: unknown) => lm.manage('PUT', `products/${reference}`, { body });
const read = async (reference: string) => (await lm.manage('GET', `products/${reference}`)).body.data;

describe('creating a product', () => {
  it('answers as in the contract', async () => {
    server.clock.holdAt('2024-01-15T23:59:59Z');
    const answer = await create(EXAMPLE);
    const data = {
      id: expect.any(Number),
      reference_id: 'MY-PROD-001',
      name: 'My Product',
      envato_id: '12345678',
      description: 'Product description',
      license_update: true,
      serve_latest_updates: true,
      is_active: true,
      created_at: '2024-01-15',
      updated_at: '2024-01-15',
    };
    expectWhole(answer, 201, { error: false, data, message: 'Product created.' });
    expectWhole(await lm.manage('GET', 'products/MY-PROD-001'), 200, { error: false, data: answer.body.data });
    expectWhole(await lm.manage('GET', `products/${answer.body.data.id}`), 200, {
      error: false,
      data: answer.body.data,
    });
  });

  it('exists in every API', async () => {
    const reference_id = lm.name();
    await create({ ...EXAMPLE, reference_id, license_update: false });
    const { body } = await server.asAdmin('GET', '/api/v1/products', { query: { limit: '1' } });
    expect(body.items[0]).toMatchObject({ reference: reference_id, name: 'My Product', updates_need_license: false });
    expect(await eventsOf(server, body.items[0].id)).toMatchObject([{ name: 'product.created' }]);
    expect(await auditOf(server, body.items[0].id)).toEqual([{ action: 'product.created', actor: 'internal' }]);
  });

  it('issues licenses with UUIDs as codes unless its policy has another format', async () => {
    const product_reference_id = lm.name();
    await create({ ...EXAMPLE, reference_id: product_reference_id });
    const { body: made } = await lm.manage('POST', 'product-licenses', { body: { product_reference_id } });
    expect(made.data.license_code).toMatch(UUID);
    const { product } = await lm.natively(made.data.license_code);
    const { body: listed } = await server.asAdmin('GET', '/api/v1/products', { query: { limit: '1' } });
    expect(listed.items[0].reference).toBe(product);
    const policy = `/api/v1/policies/${listed.items[0].policy}`;
    expect((await server.asAdmin('GET', policy)).body.key_format).toBe('uuid');
    await server.asAdmin('PATCH', policy, { body: { key_format: 'SHOP-%Z{16}' } });
    const { body: next } = await lm.manage('POST', 'product-licenses', { body: { product_reference_id } });
    expect(next.data.license_code).toMatch(/^SHOP-[A-Z\d]{16}$/);
  });

  it('requires a name and a reference, and has defaults for the rest', async () => {
    const { body } = await create({ name: 'Plain', reference_id: 'PLAIN', unknown: 'field' });
    expect(body.data).toMatchObject({
      envato_id: null,
      description: '',
      license_update: true,
      serve_latest_updates: true,
      is_active: true,
    });
  });

  it.each([
    [1, true],
    [0, false],
    ['1', true],
    ['0', false],
    [false, false],
  ])('reads the flag %j as %j', async (is_active, read) => {
    const { body } = await create({ ...EXAMPLE, reference_id: lm.name(), is_active, license_update: is_active });
    expect(body.data).toMatchObject({ is_active: read, license_update: read });
  });

  it('accepts a number as the item id', async () => {
    const { body } = await create({ ...EXAMPLE, reference_id: lm.name(), envato_id: 12345678 });
    expect(body.data.envato_id).toBe('12345678');
  });

  const FLAG = (field: string) => ({ [field]: [`${field} must be true or false`] });

  it.each<[field: string, value: unknown]>([
    ['name', undefined],
    ['name', null],
    ['name', ''],
    ['name', 7],
    ['name', 'x'.repeat(256)],
    ['reference_id', undefined],
    ['reference_id', null],
    ['reference_id', ''],
    ['reference_id', ['PROD']],
    ['reference_id', 'x'.repeat(256)],
    ['description', 'x'.repeat(2001)],
    ['description', {}],
    ['envato_id', 'x'.repeat(256)],
    ['envato_id', true],
    ['envato_id', 1.5],
  ])('is refused if %s is %j, and creates nothing', async (field, value) => {
    const { total } = (await list()).meta;
    const { status, body } = await create({ ...EXAMPLE, reference_id: lm.name(), [field]: value });
    expect([status, body]).toEqual([422, refusal(expect.any(String), { [field]: expect.any(Array) })]);
    expect((await list()).meta.total).toBe(total);
  });

  it.each(['is_active', 'license_update', 'serve_latest_updates'])('is refused if %s is no flag', async (field) => {
    for (const value of [null, 'yes', 'true', '', 2, -1, 1.5, [], [true], {}]) {
      const answer = await create({ ...EXAMPLE, reference_id: lm.name(), [field]: value });
      expectWhole(answer, 422, refusal(`${field} must be true or false`, FLAG(field)));
    }
  });

  it('is refused if the reference is taken, also for all but one of concurrent requests', async () => {
    const reference_id = lm.name();
    const answers = await Promise.all([1, 2, 3, 4].map(() => create({ ...EXAMPLE, reference_id })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422]);
    expect(await referencesIn({ search: reference_id })).toEqual([reference_id]);
    const again = await create({ ...EXAMPLE, reference_id });
    expectWhole(again, 422, refusal(TAKEN, { reference_id: [TAKEN] }));
  });

  it('treats a missing body as empty, and refuses invalid JSON', async () => {
    for (const body of [undefined, {}, []]) {
      expect((await create(body)).status).toBe(422);
    }
    const headers = { 'content-type': 'application/json' };
    const { status, body } = await lm.manage('POST', 'products', { body: '{"name":', headers });
    expect([status, body]).toEqual([400, refusal(expect.any(String))]);
  });
});

describe('changing a product', () => {
  it('keeps missing fields', async () => {
    server.clock.holdAt('2024-01-15T12:00:00Z');
    const { body: created } = await create({ ...EXAMPLE, reference_id: lm.name() });
    server.clock.holdAt('2024-02-01T12:00:00Z');
    const { reference_id } = created.data;
    const data = { ...created.data, name: 'Other', serve_latest_updates: false, updated_at: '2024-02-01' };
    expectWhole(await update(reference_id, { name: 'Other', serve_latest_updates: false }), 200, {
      error: false,
      data,
      message: 'Product updated.',
    });
    expect(await read(reference_id)).toEqual(data);
    expect((await update(reference_id, {})).body.data).toMatchObject({ name: 'Other', serve_latest_updates: false });
  });

  it('clears only optional fields with null', async () => {
    const { body: created } = await create({ ...EXAMPLE, reference_id: lm.name() });
    const { reference_id } = created.data;
    const { body } = await update(reference_id, { envato_id: null, description: null });
    expect(body.data).toMatchObject({ envato_id: null, description: '' });
    for (const field of ['name', 'reference_id', 'license_update', 'serve_latest_updates', 'is_active']) {
      const answer = await update(reference_id, { [field]: null });
      expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [field]]);
    }
    expect(await read(reference_id)).toEqual(body.data);
  });

  it('changes the reference, also in its licenses', async () => {
    const product = await lm.aProduct();
    await lm.aLicense({ product: product.reference });
    const reference_id = lm.name();
    expect((await update(String(product.number), { reference_id })).body.data).toMatchObject({
      id: product.number,
      reference_id,
    });
    expectWhole(await lm.manage('GET', `products/${product.reference}`), 404, NO_PRODUCT);
    const { body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { product: reference_id } });
    expect(body.items).toHaveLength(1);
  });

  it('is refused if the reference is taken', async () => {
    const [one, other] = [await lm.aProduct(), await lm.aProduct()];
    const answer = await update(one.reference, { name: 'Renamed', reference_id: other.reference });
    expectWhole(answer, 422, refusal(TAKEN, { reference_id: [TAKEN] }));
    expect(await read(one.reference)).toMatchObject({ name: one.name });
  });

  it('keeps concurrent changes of different fields', async () => {
    const { reference } = await lm.aProduct();
    await Promise.all([
      ...Array.from({ length: 5 }, () => update(reference, { name: 'A name' })),
      ...Array.from({ length: 5 }, () => update(reference, { description: 'A description' })),
    ]);
    expect(await read(reference)).toMatchObject({ name: 'A name', description: 'A description' });
  });

  it.each(['a b', 'a+b', 'a/b', 'ä?#%', '42 '])('finds the reference %j', async (reference_id) => {
    const path = encodeURIComponent(reference_id);
    expect((await create({ ...EXAMPLE, reference_id })).status).toBe(201);
    expect((await update(path, { name: 'Found' })).body.data).toMatchObject({ reference_id, name: 'Found' });
  });

  it.each(['.', '..'])('refuses the reference %j, which clients remove from paths', async (reference_id) => {
    const { status, body } = await create({ ...EXAMPLE, reference_id });
    expect([status, Object.keys(body.errors)]).toEqual([422, ['reference_id']]);
  });

  it('finds a reference of digits before a number', async () => {
    const named = await lm.aProduct();
    const { body } = await create({ ...EXAMPLE, reference_id: String(named.number) });
    expect((await read(String(named.number))).id).toBe(body.data.id);
  });

  it.each(['NO-SUCH', '0', '-1', '999999999', '9'.repeat(30), '1e3', 'x'.repeat(300)])(
    'says that there is no product %s',
    async (reference) => {
      expectWhole(await lm.manage('GET', `products/${reference}`), 404, NO_PRODUCT);
      expectWhole(await update(reference, { name: 'Other' }), 404, NO_PRODUCT);
      expectWhole(await lm.manage('POST', `activated-products/${reference}`), 404, NO_PRODUCT);
      expectWhole(await lm.manage('DELETE', `activated-products/${reference}`), 404, NO_PRODUCT);
    },
  );
});

describe('activating and deactivating a product', () => {
  it('controls whether its licenses activate', async () => {
    const { reference } = await lm.aProduct();
    const { key } = await lm.aLicense({ product: reference });
    const activate = () => server.call('POST', '/api/v1/activate', { body: { license_key: key, hardware_id: 'desk' } });

    const ended = await lm.manage('DELETE', `activated-products/${reference}`);
    const data = { ...(await read(reference)), is_active: false };
    expectWhole(ended, 200, { error: false, data, message: 'Product deactivated.' });
    expect((await activate()).body.error.code).toBe('PRODUCT_INACTIVE');

    const begun = await lm.manage('POST', `activated-products/${reference}`, { body: [] });
    expectWhole(begun, 200, { error: false, data: { ...data, is_active: true }, message: 'Product activated.' });
    expect((await activate()).status).toBe(201);
  });

  it('changes nothing when repeated', async () => {
    const { reference, id } = await lm.aProduct();
    for (let times = 0; times < 2; times++) {
      expect((await lm.manage('DELETE', `activated-products/${reference}`)).body.data.is_active).toBe(false);
    }
    expect((await eventsOf(server, id)).map(({ name }) => name)).toEqual(['product.created', 'product.updated']);
  });
});

describe('listing products', () => {
  it('pages, newest first, each product once', async () => {
    const references: string[] = [];
    for (let count = 0; count < 7; count++) {
      references.unshift((await lm.aProduct({ name: 'One of seven' })).reference);
    }
    const search = 'one of SEVEN';
    const pages = ['1', '2', '3', '4'].map((page) => list({ search, per_page: '3', page }));
    const [first, second, third, fourth] = await Promise.all(pages);
    expect(Object.keys(first)).toEqual(['error', 'data', 'meta']);
    expect(first.meta).toEqual({ current_page: 1, per_page: 3, total: 7, last_page: 3 });
    expect([first, second, third].flatMap(({ data }) => data).map((row) => row.reference_id)).toEqual(references);
    expect(fourth).toEqual({ error: false, data: [], meta: { current_page: 4, per_page: 3, total: 7, last_page: 3 } });
    expect(first.data[0]).toEqual(await read(references[0] ?? ''));
  });

  it('shows 20 items per page by default, and at most 100', async () => {
    expect((await list()).meta).toMatchObject({ current_page: 1, per_page: 20 });
    expect((await list({ page: '', per_page: '' })).meta).toMatchObject({ current_page: 1, per_page: 20 });
    expect((await list({ per_page: '101' })).meta).toMatchObject({ per_page: 100 });
    expect((await list({ search: 'nobody wrote this' })).meta).toMatchObject({ total: 0, last_page: 1 });
  });

  it('searches references and names for the literal text, and filters by activity', async () => {
    const percent = await lm.aProduct({ name: '100% sure' });
    const inactive = await lm.aProduct({ name: '100 sure', is_active: false });
    expect(await referencesIn({ search: '100%' })).toEqual([percent.reference]);
    expect(await referencesIn({ search: 'sure' })).toEqual([inactive.reference, percent.reference]);
    expect(await referencesIn({ search: 'sure', is_active: '1' })).toEqual([percent.reference]);
    expect(await referencesIn({ search: 'sure', is_active: 'false' })).toEqual([inactive.reference]);
    expect(await referencesIn({ search: 'sure', is_active: '' })).toHaveLength(2);
    expect(await referencesIn({ search: percent.reference.toLowerCase() })).toEqual([percent.reference]);
  });

  it.each([
    ['page', '0'],
    ['page', '-1'],
    ['page', '1.5'],
    ['page', 'first'],
    ['page', '9'.repeat(40)],
    ['page', '5001'],
    ['per_page', '0'],
    ['per_page', 'all'],
    ['is_active', 'maybe'],
    ['search', 'x'.repeat(256)],
  ])('is refused if %s is %s', async (field, value) => {
    const { status, body } = await lm.manage('GET', 'products', { query: { [field]: value } });
    expect([status, body]).toEqual([422, refusal(expect.any(String), { [field]: expect.any(Array) })]);
  });

  it('is refused with a repeated parameter', async () => {
    for (const query of ['page=1&page=2', 'search=a&search=b', 'is_active=1&is_active=0']) {
      expect((await lm.manage('GET', `products?${query}`)).status).toBe(422);
    }
  });
});

describe('access', () => {
  const calls = [
    ['GET', 'products'],
    ['POST', 'products'],
    ['GET', 'products/MY-PROD-001'],
    ['PUT', 'products/MY-PROD-001'],
    ['POST', 'activated-products/MY-PROD-001'],
    ['DELETE', 'activated-products/MY-PROD-001'],
  ] as const;

  it.each(calls)('%s %s requires a management caller', async (method, path) => {
    const url = `/api/internal/${path}`;
    expectWhole(await server.call(method, url, { body: EXAMPLE }), 401, UNAUTHENTICATED);
    expectWhole(await server.withKey(method, url, { body: EXAMPLE }, 'wrong'), 401, UNAUTHENTICATED);
    for (const key of [lm.externalKey, server.systemKey]) {
      const { status, body } = await server.withKey(method, url, { body: EXAMPLE }, key);
      expect([status, body]).toEqual([403, refusal(expect.any(String))]);
    }
  });

  it('accepts the token of an admin, and lets a viewer read', async () => {
    await aUser(server, 'looker', 'a password', 'viewer');
    const headers = { authorization: `Bearer ${await server.logIn('looker', 'a password')}` };
    expect((await server.asAdmin('GET', '/api/internal/products')).status).toBe(200);
    expect((await server.call('GET', '/api/internal/products', { headers })).status).toBe(200);
    expect((await server.call('POST', '/api/internal/products', { headers, body: EXAMPLE })).status).toBe(403);
  });

  it('accepts the key in the header of LicenseBox', async () => {
    const headers = { 'lb-api-key': lm.internalKey };
    expect((await server.call('GET', '/api/internal/products', { headers })).status).toBe(200);
  });

  it('shows a key of one product only that product', async () => {
    const [own, other] = [await lm.aProduct(), await lm.aProduct()];
    const { key } = await keyOf(server, 'internal', { product: own.reference });
    const call = (method: 'GET' | 'PUT' | 'POST', path: string, body?: object) =>
      server.withKey(method, `/api/internal/${path}`, { body }, key);
    expect((await call('GET', 'products')).body.data.map(({ id }: { id: number }) => id)).toEqual([own.number]);
    expect((await call('GET', `products/${own.reference}`)).status).toBe(200);
    expectWhole(await call('GET', `products/${other.reference}`), 404, NO_PRODUCT);
    expectWhole(await call('PUT', `products/${other.number}`, { name: 'Mine' }), 404, NO_PRODUCT);
    expect((await call('POST', 'products', { ...EXAMPLE, reference_id: lm.name() })).status).toBe(403);
  });
});
