import { Randomness } from '../../../src/core/common/randomness';
import { keyOf } from '../../testkit/callers';
import { formOf } from '../../testkit/forms';
import { expectWhole, LicenseManager, refusal } from '../../support/license-manager';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let lm: LicenseManager;
beforeAll(async () => {
  server = await TestServer.shared();
  lm = await LicenseManager.on(server);
});
afterEach(() => {
  jest.restoreAllMocks();
  server.clock.reset();
});
afterAll(() => server.stop());

const NO_PRODUCT = refusal('Product not found');
const MARKED = (state: string) => ({ status: true, message: `Product marked as ${state}.` });

const add = (body: unknown) => lm.manageLegacy('add_product', body);
const get = (product_id: unknown) => lm.manageLegacy('get_product', { product_id });
const publish = ({ reference }: { reference: string }, body: object) =>
  lm.manage('POST', `products/${reference}/versions`, { body });
const countProducts = async () => (await lm.manage('GET', 'products')).body.meta.total;

describe('add_product', () => {
  it('adds a product with the id that is sent', async () => {
    const answer = await add({
      product_id: 'PROD-A',
      product_name: 'My Product',
      product_details: 'Product description',
      envato_item_id: '12345678',
      is_product_active: false,
      requires_license_for_downloading_updates: false,
      serve_latest_updates: false,
    });
    expectWhole(answer, 200, { status: true, message: 'Product added.', product_id: 'PROD-A' });
    expect((await lm.manage('GET', 'products/PROD-A')).body.data).toMatchObject({
      name: 'My Product',
      description: 'Product description',
      envato_id: '12345678',
      is_active: false,
      license_update: false,
      serve_latest_updates: false,
    });
  });

  it.each([undefined, null, ''])('makes an id where %j is sent', async (product_id) => {
    const { status, body } = await add({ product_name: 'Nameless', product_id });
    expect([status, body]).toEqual([
      200,
      { status: true, message: 'Product added.', product_id: expect.stringMatching(/^[0-9A-F]{8}$/) },
    ]);
    expect((await get(body.product_id)).body).toMatchObject({ status: true, product_name: 'Nameless' });
  });

  it('issues licenses with UUIDs as codes', async () => {
    for (const product_id of ['UUID-PROD', undefined]) {
      const { body: product } = await add({ product_name: 'Plain', product_id });
      const { body } = await lm.manageLegacy('create_license', { product_id: product.product_id });
      expect(body.license_code).toMatch(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    }
  });

  it('generates another id if the first one is taken', async () => {
    const ids = ['AAAAAAAA', 'AAAAAAAA', 'BBBBBBBB'];
    jest.spyOn(server.app.get(Randomness), 'text').mockImplementation(() => ids.shift() ?? '');
    expect((await add({ product_name: 'One' })).body.product_id).toBe('AAAAAAAA');
    expect((await add({ product_name: 'Other' })).body.product_id).toBe('BBBBBBBB');
  });

  it('treats null and empty text as the default', async () => {
    const { body } = await add({
      product_name: 'Plain',
      product_details: '',
      envato_item_id: null,
      is_product_active: null,
      requires_license_for_downloading_updates: '',
    });
    expect((await lm.manage('GET', `products/${body.product_id}`)).body.data).toMatchObject({
      description: '',
      envato_id: null,
      is_active: true,
      license_update: true,
      serve_latest_updates: true,
    });
  });

  it.each([
    ['0', false],
    ['false', false],
    ['1', true],
    ['true', true],
  ])('reads forms of both kinds, and their flag %j', async (flag, read) => {
    const fields = { product_name: 'From a form & more', is_product_active: flag };
    const headers = { 'lb-api-key': lm.internalKey };
    const forms = [
      {
        body: new URLSearchParams(fields).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      await formOf(['product_name', fields.product_name], ['is_product_active', flag]),
    ];
    for (const form of forms) {
      const { body } = await server.call('POST', '/api/add_product', {
        body: form.body,
        headers: { ...form.headers, ...headers },
      });
      expect((await get(body.product_id)).body).toMatchObject({
        product_name: 'From a form & more',
        is_product_active: read,
      });
    }
  });

  it.each<[what: string, body: object]>([
    ['no name', {}],
    ['an empty name', { product_name: '' }],
    ['a list for a name', { product_name: ['My Product'] }],
    ['too long a name', { product_name: 'x'.repeat(256) }],
    ['too short an id', { product_name: 'My Product', product_id: 'PROD1' }],
    ['too long an id', { product_name: 'My Product', product_id: 'x'.repeat(256) }],
    ['an object for an id', { product_name: 'My Product', product_id: {} }],
    ['too many details', { product_name: 'My Product', product_details: 'x'.repeat(2001) }],
    ['no flag', { product_name: 'My Product', is_product_active: 'yes' }],
    ['nothing but a list', []],
  ])('refuses %s, and adds nothing', async (_what, body) => {
    const before = await countProducts();
    expectWhole(await add(body), 200, refusal(expect.any(String)));
    expect(await countProducts()).toBe(before);
  });

  it('refuses an existing id', async () => {
    const { reference } = await lm.aProduct();
    const answer = await add({ product_name: 'Other', product_id: reference });
    expectWhole(answer, 200, refusal('A product with this reference already exists'));
    expect((await get(reference)).body.product_name).toBe(reference);
  });
});

describe('get_product and get_products', () => {
  it('show a product with its latest active version', async () => {
    const product = await lm.aProduct({ name: 'My Product', description: 'Product description' });
    const shown = {
      product_id: product.reference,
      envato_item_id: null,
      product_name: 'My Product',
      product_details: 'Product description',
      latest_version: null as string | null,
      latest_version_release_date: null as string | null,
      is_product_active: true,
      requires_license_for_downloading_updates: true,
    };
    expectWhole(await get(product.reference), 200, { status: true, message: 'Product found.', ...shown });
    await publish(product, { version: '1.10.0', released_at: '2024-01-15' });
    await publish(product, { version: '1.9.0', released_at: '2024-02-15' });
    await publish(product, { version: '2.0.0', is_active: false });
    shown.latest_version = '1.10.0';
    shown.latest_version_release_date = '2024-01-15';
    expectWhole(await get(product.reference), 200, { status: true, message: 'Product found.', ...shown });
    const { status, body } = await lm.manageLegacy('get_products', []);
    expect([status, Object.keys(body)]).toEqual([200, ['status', 'message', 'products']]);
    expect(body).toMatchObject({ status: true, message: 'Products found.' });
    expect(body.products[0]).toEqual(shown);
    expect(Object.keys(body.products[0])).toEqual(Object.keys(shown));
  });

  it('list the newest 1,000 with as many statements as one', async () => {
    await server.dataSource.query(
      `WITH policy AS (
         INSERT INTO policies (name, key_format, created_at, updated_at)
         SELECT 'MANY-' || n, 'uuid', now(), now() FROM generate_series(1, 1005) n RETURNING id, name
       ), product AS (
         INSERT INTO products (reference, name, policy_id, created_at, updated_at)
         SELECT name, name, id, now(), now() FROM policy ORDER BY id RETURNING id
       )
       INSERT INTO product_versions (product_id, reference, version, parts, released_at, created_at, updated_at)
       SELECT id, 'v' || part, part, ARRAY[part], '2024-01-15', now(), now() FROM product, generate_series(1, 3) part`,
    );
    server.clock.hold();
    await get('MANY-7');
    const statements = jest.spyOn(server.dataSource.logger, 'logQuery');
    const { body } = await lm.manageLegacy('get_products');
    const many = statements.mock.calls.length;
    statements.mockClear();
    await get('MANY-7');
    expect(many).toBe(statements.mock.calls.length);
    expect(body.products).toHaveLength(1000);
    expect(new Set(body.products.map((product: { product_id: string }) => product.product_id)).size).toBe(1000);
    expect(body.products.every((product: { latest_version: string }) => product.latest_version === '3')).toBe(true);
    expect(body.products[0].product_id).toBe('MANY-1005');
  });

  it.each([undefined, null, '', [], {}])('refuse %j for an id', async (product_id) => {
    expectWhole(await get(product_id), 200, refusal(expect.any(String)));
  });

  it('report an unknown product', async () => {
    for (const product_id of ['NO-SUCH', 'x'.repeat(255), "' OR 1=1"]) {
      expectWhole(await get(product_id), 200, NO_PRODUCT);
    }
  });
});

describe('mark_product_active and mark_product_inactive', () => {
  it('control whether its licenses activate, and can be repeated', async () => {
    const { reference } = await lm.aProduct();
    const { key } = await lm.aLicense({ product: reference });
    const activate = () => server.call('POST', '/api/v1/activate', { body: { license_key: key, hardware_id: 'desk' } });
    for (let times = 0; times < 2; times++) {
      expectWhole(await lm.manageLegacy('mark_product_inactive', { product_id: reference }), 200, MARKED('inactive'));
    }
    expect((await get(reference)).body.is_product_active).toBe(false);
    expect((await activate()).body.error.code).toBe('PRODUCT_INACTIVE');
    expectWhole(await lm.manageLegacy('mark_product_active', { product_id: reference }), 200, MARKED('active'));
    expect((await get(reference)).body.is_product_active).toBe(true);
    expect((await activate()).status).toBe(201);
  });

  it.each(['mark_product_active', 'mark_product_inactive'])('%s requires an existing product', async (name) => {
    expectWhole(await lm.manageLegacy(name, { product_id: 'NO-SUCH' }), 200, NO_PRODUCT);
    expectWhole(await lm.manageLegacy(name, []), 200, refusal(expect.any(String)));
  });
});

describe('access', () => {
  const CALLS = ['add_product', 'get_product', 'get_products', 'mark_product_active', 'mark_product_inactive'];

  it.each(CALLS)('%s answers 403 to all but management callers', async (name) => {
    const body = { product_id: 'PROD-A', product_name: 'My Product' };
    for (const key of [undefined, 'wrong', lm.externalKey, server.systemKey]) {
      const headers: Record<string, string> = key === undefined ? {} : { 'lb-api-key': key };
      const answer = await server.call('POST', `/api/${name}`, { body, headers });
      expect([answer.status, answer.body]).toEqual([403, refusal(expect.any(String))]);
    }
  });

  it.each(CALLS)('%s accepts the key in the modern header', async (name) => {
    const { status, body } = await server.withKey('POST', `/api/${name}`, { body: {} }, lm.internalKey);
    expect([status, typeof body.status]).toEqual([200, 'boolean']);
  });

  it('a key of one product has no access to others', async () => {
    const [own, other] = [await lm.aProduct(), await lm.aProduct()];
    const { key } = await keyOf(server, 'internal', { product: own.reference });
    const call = (name: string, body: object) =>
      server.call('POST', `/api/${name}`, { body, headers: { 'lb-api-key': key } });
    expect((await call('get_products', {})).body.products.map((one: { product_id: string }) => one.product_id)).toEqual(
      [own.reference],
    );
    for (const name of ['get_product', 'mark_product_active', 'mark_product_inactive']) {
      expectWhole(await call(name, { product_id: other.reference }), 200, NO_PRODUCT);
    }
    expect((await call('add_product', { product_name: 'Mine' })).status).toBe(403);
  });
});
