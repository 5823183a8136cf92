import type { Product } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { activate } from '../../testkit/issue';
import { expectWhole, LicenseManager, refusal } from '../../support/license-manager';
import { race } from '../../testkit/race';
import { countOf, countsAndRows, eventsOf, activeSeatsOf, seatsOf, verificationsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
let manager: LicenseManager;
let product: Product;

beforeAll(async () => {
  server = await TestServer.shared();
  manager = await LicenseManager.withProduct(server);
  product = await manager.aProduct({ name: 'My Product' });
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

const call = (name: string, body: unknown = {}) => manager.manageLegacy(name, body);
const create = (body: object = {}) => call('create_license', { product_id: product.reference, ...body });
const made = async (body: object = {}): Promise<string> => {
  const answer = await create(body);
  expect(answer.body).toMatchObject({ status: true });
  return answer.body.license_code;
};
const edit = (license_code: string, body: object) => call('edit_license', { license_code, ...body });
const read = async (license_code: string) => (await call('get_license', { license_code })).body;
const UNKNOWN = refusal('License not found');

let codes = 0;
const aCode = () => `LB-CODE-${(codes += 1)}`;

const FULL = {
  license_type: 'Regular License',
  invoice_number: '2024-0042',
  client_name: 'Ada Lovelace',
  client_email: 'ada@example.com',
  comments: 'from the shop',
  licensed_ips: '192.168.1.100,10.0.0.*',
  licensed_domains: 'example.com,*.example.com',
  support_end_date: '2027-06-30',
  updates_end_date: '2027-12-31',
  expiry_date: '2028-12-31',
  expiry_days: null,
  license_uses: 5,
  license_parallel_uses: 2,
};

const READ = {
  license_type: 'Regular License',
  client_name: 'Ada Lovelace',
  client_email: 'ada@example.com',
  invoice_number: '2024-0042',
  license_comments: 'from the shop',
  licensed_ips: '192.168.1.100,10.0.0.*',
  licensed_domains: 'example.com,*.example.com',
  uses: 5,
  uses_left: 5,
  parallel_uses: 2,
  parallel_uses_left: 2,
  license_expiry: '2028-12-31',
  support_expiry: '2027-06-30',
  updates_expiry: '2027-12-31',
};

const BARE = {
  license_type: null,
  client_name: null,
  client_email: null,
  invoice_number: null,
  license_comments: null,
  licensed_ips: null,
  licensed_domains: null,
  uses: null,
  uses_left: null,
  parallel_uses: null,
  parallel_uses_left: null,
  license_expiry: null,
  support_expiry: null,
  updates_expiry: null,
};

const FIELDS_CLEARED = Object.fromEntries(Object.keys(FULL).map((name) => [name, '']));

const recordOf = (license_code: string, fields: object, more: object = {}) => ({
  status: true,
  message: 'License found.',
  license_code,
  product_id: product.reference,
  product_name: 'My Product',
  ...fields,
  date_modified: '2026-01-15',
  is_blocked: false,
  is_a_envato_purchase_code: false,
  is_valid_for_future_activations: true,
  ...more,
});

describe('creating', () => {
  it('stores all fields', async () => {
    server.clock.holdAt('2026-01-15T12:00:00Z');
    const license_code = aCode();
    expectWhole(await create({ license_code, ...FULL }), 200, {
      status: true,
      message: 'License created.',
      license_code,
    });
    expectWhole(await call('get_license', { license_code }), 200, recordOf(license_code, READ));
    expect(await manager.natively(license_code)).toMatchObject({
      // It has an end.
      type: 'subscription',
      type_label: 'Regular License',
      restricted_to_client_name: 'Ada Lovelace',
      metadata: { invoice_number: '2024-0042' },
      expires_at: '2028-12-31T23:59:59.000Z',
      uses_limit: 5,
      max_activations: 2,
    });
    const { body } = await manager.manage('GET', `product-licenses/${license_code}`);
    expect(body.data).toMatchObject({ type: 'Regular License', email: 'ada@example.com', parallel_uses: 2 });
  });

  it('requires only a product; other fields may be null or empty', async () => {
    server.clock.holdAt('2026-01-15T12:00:00Z');
    const nulls = Object.fromEntries(Object.keys(FULL).map((name) => [name, null]));
    for (const body of [{}, { license_code: null, ...nulls }, { license_code: '', ...FIELDS_CLEARED }]) {
      const license_code = await made(body);
      expect(license_code).toMatch(/^[A-Z\d]{4}(-[A-Z\d]{4}){3}$/);
      expectWhole(await call('get_license', { license_code }), 200, recordOf(license_code, BARE));
    }
  });

  it('accepts numbers as text, lists, and dates with a time', async () => {
    const license_code = await made({
      invoice_number: 42,
      licensed_ips: ['10.0.0.1'],
      licensed_domains: ' a.example , b.example ,',
      expiry_date: '2090-01-31 10:30:00',
      license_uses: '3',
      license_parallel_uses: '1',
    });
    expect(await read(license_code)).toMatchObject({
      invoice_number: '42',
      licensed_ips: '10.0.0.1',
      licensed_domains: 'a.example,b.example',
      license_expiry: '2090-01-31',
      uses: 3,
      parallel_uses: 1,
    });
    expect(await manager.natively(license_code)).toMatchObject({ expires_at: '2090-01-31T10:30:00.000Z' });
  });

  it('counts days from the oldest activation, again when they change', async () => {
    server.clock.holdAt('2026-01-15T12:00:00Z');
    const license_code = await made({ expiry_days: '30' });
    expect(await read(license_code)).toMatchObject({ license_expiry: null });
    server.clock.holdAt('2026-02-01T12:00:00Z');
    await activate(server, license_code, 'first');
    server.clock.holdAt('2026-02-11T12:00:00Z');
    await activate(server, license_code, 'second');
    expect(await read(license_code)).toMatchObject({ license_expiry: '2026-03-03' });
    await edit(license_code, { expiry_days: 10 });
    expect(await read(license_code)).toMatchObject({ license_expiry: '2026-02-11' });
    expect((await activate(server, license_code, 'third')).body.error.code).toBe('EXPIRED');
    await edit(license_code, { expiry_date: '2026-12-31', expiry_days: 90 });
    expect(await read(license_code)).toMatchObject({ license_expiry: '2026-12-31' });
    await edit(license_code, { expiry_date: '', expiry_days: 90 });
    expect(await read(license_code)).toMatchObject({ license_expiry: '2026-05-02' });
    await edit(license_code, { expiry_days: '' });
    expect(await read(license_code)).toMatchObject({ license_expiry: null });
  });

  it('is refused with an existing code, and creates nothing', async () => {
    const license_code = await made();
    const before = await countOf(server, 'customers');
    const answer = await create({ license_code, client_email: 'half@done.example' });
    expectWhole(answer, 200, refusal('A license with this key already exists'));
    expect(await countOf(server, 'customers')).toBe(before);
  });

  it('creates one license and one client for concurrent requests with the same code', async () => {
    const license_code = aCode();
    const client_email = 'racing@example.com';
    const answers = await Promise.all(Array.from({ length: 5 }, () => create({ license_code, client_email })));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(answers.filter(({ body }) => body.status)).toHaveLength(1);
    const { body } = await server.asAdmin('GET', '/api/v1/customers', { query: { email: client_email } });
    expect(body.items).toHaveLength(1);
  });

  it('is refused for an unknown product', async () => {
    expectWhole(await create({ product_id: 'NOBODYS' }), 200, refusal('Product not found'));
  });

  it.each([
    { product_id: '' },
    { product_id: null },
    { product_id: ['PROD'] },
    { license_code: 'with space' },
    { license_code: 'c'.repeat(256) },
    { license_type: 't'.repeat(256) },
    { client_email: 'nobody' },
    { client_name: {} },
    { comments: 'c'.repeat(2001) },
    { licensed_ips: '10.0.0.300' },
    { licensed_ips: { 0: '10.0.0.1' } },
    { licensed_domains: 'example.com, not a domain' },
    { expiry_date: 'soon' },
    { expiry_date: '2025-02-30' },
    { updates_end_date: '31.12.2025' },
    { support_end_date: 7 },
    { expiry_days: 0 },
    { expiry_days: '1.5' },
    { expiry_days: 365_001 },
    { license_uses: 'many' },
    { license_uses: -1 },
    { license_parallel_uses: 0 },
    { license_parallel_uses: true },
  ])('is refused with %j, and creates nothing', async (body) => {
    const before = await countOf(server, 'licenses');
    const answer = await create(body);
    expectWhole(answer, 200, refusal(answer.body.message));
    expect(answer.body.message).toContain(Object.keys(body)[0]);
    expect(await countOf(server, 'licenses')).toBe(before);
  });
});

describe('editing', () => {
  it('sets date_modified to the current date', async () => {
    server.clock.holdAt('2026-01-15T12:00:00Z');
    const license_code = await made(FULL);
    server.clock.holdAt('2026-02-20T12:00:00Z');
    expect((await read(license_code)).date_modified).toBe('2026-01-15');
    await edit(license_code, { comments: 'another' });
    server.clock.holdAt('2026-03-01T12:00:00Z');
    expect(await read(license_code)).toMatchObject({ date_modified: '2026-02-20', license_comments: 'another' });
    expect(await manager.natively(license_code)).toMatchObject({
      created_at: '2026-01-15T12:00:00.000Z',
      updated_at: '2026-02-20T12:00:00.000Z',
    });
  });

  it('keeps null and missing fields, and clears empty ones', async () => {
    server.clock.holdAt('2026-01-15T12:00:00Z');
    const license_code = await made(FULL);
    const nulls = Object.fromEntries(Object.keys(FULL).map((name) => [name, null]));
    expectWhole(await edit(license_code, nulls), 200, { status: true, message: 'License updated.', license_code });
    expect(await read(license_code)).toEqual(recordOf(license_code, READ));
    await edit(license_code, { invoice_number: 'another' });
    expect(await read(license_code)).toEqual(recordOf(license_code, { ...READ, invoice_number: 'another' }));
    await edit(license_code, FIELDS_CLEARED);
    expect(await read(license_code)).toEqual(recordOf(license_code, BARE));
    await edit(license_code, FULL);
    expect(await read(license_code)).toEqual(recordOf(license_code, READ));
  });

  it("keeps the vendor's other data beside the invoice", async () => {
    const { key } = await manager.aLicense({ metadata: { order: 7, invoice_number: 'old' } });
    await edit(key, { invoice_number: 'new' });
    expect((await manager.natively(key)).metadata).toEqual({ order: 7, invoice_number: 'new' });
  });

  it('is refused entirely if one field is invalid', async () => {
    const license_code = await made(FULL);
    const before = await read(license_code);
    for (const body of [{ expiry_date: 'soon' }, { product_id: 'NOBODYS' }, { licensed_domains: '?' }]) {
      expect((await edit(license_code, { comments: 'half done', ...body })).body.status).toBe(false);
    }
    expect(await read(license_code)).toEqual(before);
  });

  it('moves a license to another product', async () => {
    const other = await manager.aProduct({ name: 'Another' });
    const license_code = await made();
    await edit(license_code, { product_id: other.reference });
    expect(await read(license_code)).toMatchObject({ product_id: other.reference, product_name: 'Another' });
  });
});

describe('future activations', () => {
  const isOpen = async (license_code: string) => (await read(license_code)).is_valid_for_future_activations;

  it('are false if uses or locations are exhausted; uses count all distinct devices', async () => {
    const spent = await made({ license_uses: 2, license_parallel_uses: 2 });
    await activate(server, spent, 'one');
    expect(await read(spent)).toMatchObject({ uses_left: 1, parallel_uses_left: 1 });
    expect(await isOpen(spent)).toBe(true);
    await activate(server, spent, 'two');
    expect(await read(spent)).toMatchObject({ uses_left: 0, parallel_uses_left: 0 });
    await call('deactivate_license_activations', { license_code: spent });
    expect(await read(spent)).toMatchObject({ uses: 2, uses_left: 0, parallel_uses: 2, parallel_uses_left: 2 });
    expect(await isOpen(spent)).toBe(false);
    const full = await made({ license_parallel_uses: 1 });
    await activate(server, full, 'one');
    expect(await isOpen(full)).toBe(false);
  });

  it('are false if the license or its product has ended', async () => {
    expect(await isOpen(await made({ expiry_date: '2001-01-01' }))).toBe(false);
    const blocked = await made();
    await call('block_license', { license_code: blocked });
    expect(await isOpen(blocked)).toBe(false);
    const { key: disabled } = await manager.aLicense({ state: 'disabled' });
    expect(await isOpen(disabled)).toBe(false);
    const { key: early } = await manager.aLicense({ starts_at: '2090-01-01' });
    expect(await isOpen(early)).toBe(false);
    const { reference, id } = await manager.aProduct();
    const { key: orphan } = await manager.aLicense({ product: reference });
    expect(await isOpen(orphan)).toBe(true);
    await server.asAdmin('PATCH', `/api/v1/products/${id}`, { body: { is_active: false } });
    expect(await isOpen(orphan)).toBe(false);
  });

  it('are not consumed by a query', async () => {
    const license_code = await made({ license_uses: 1 });
    for (let n = 0; n < 3; n += 1) {
      expect(await isOpen(license_code)).toBe(true);
    }
    const rows = await server.dataSource.query(`SELECT 1 FROM verifications WHERE key = $1`, [license_code]);
    expect(rows).toEqual([]);
  });
});

describe('the other calls', () => {
  it('search codes and e-mail addresses, newest first', async () => {
    const first = await made({ license_code: 'HAY-1%', client_email: 'needle@search.example', client_name: 'Ada' });
    const second = await made({ license_code: 'HAY-12', license_type: 'Extended License' });
    expectWhole(await call('search_license', { keyword: 'hay-1' }), 200, {
      status: true,
      message: 'Search finished.',
      results_count: 2,
      results: [
        {
          product_id: product.reference,
          license_code: second,
          license_type: 'Extended License',
          client_name: null,
          client_email: null,
        },
        {
          product_id: product.reference,
          license_code: first,
          license_type: null,
          client_name: 'Ada',
          client_email: 'needle@search.example',
        },
      ],
    });
    const found = async (keyword: string) =>
      (await call('search_license', { keyword })).body.results.map(
        ({ license_code }: { license_code: string }) => license_code,
      );
    expect(await found('NEEDLE@search')).toEqual([first]);
    expect(await found('1%')).toEqual([first]);
    expectWhole(await call('search_license', { keyword: 'nobody has this' }), 200, {
      status: true,
      message: 'Search finished.',
      results_count: 0,
      results: [],
    });
  });

  it('find at most 100', async () => {
    const { reference } = await manager.aProduct();
    const customer = await server.asAdmin('POST', '/api/v1/customers', {
      body: { name: 'Many', email: 'many@many.example' },
    });
    await server.asAdmin('POST', '/api/v1/licenses/batch', {
      body: { product: reference, count: 101, customer_id: customer.body.id },
    });
    const { body } = await call('search_license', { keyword: 'many@many' });
    expect([body.results_count, body.results.length]).toEqual([100, 100]);
  });

  it('block and unblock, once', async () => {
    const license_code = await made();
    const { id } = await manager.natively(license_code);
    const blocked = { status: true, message: 'License blocked.' };
    const unblocked = { status: true, message: 'License unblocked.' };
    expectWhole(await call('block_license', { license_code }), 200, blocked);
    expectWhole(await call('block_license', { license_code }), 200, blocked);
    expect(await read(license_code)).toMatchObject({ is_blocked: true });
    expectWhole(await call('unblock_license', { license_code }), 200, unblocked);
    expectWhole(await call('unblock_license', { license_code }), 200, unblocked);
    const names = (await eventsOf(server, id)).map(({ name }) => name);
    expect(names).toEqual(['license.issued', 'license.blocked', 'license.unblocked']);
  });

  it('end every activation', async () => {
    const license_code = await made();
    for (const device of ['one', 'two', 'three']) {
      await activate(server, license_code, device);
    }
    const ended = { status: true, message: 'Activations of the license deactivated.' };
    expectWhole(await call('deactivate_license_activations', { license_code }), 200, ended);
    const seats = await seatsOf(server, await manager.natively(license_code));
    expect(seats.map(({ live }) => live)).toEqual([false, false, false]);
    expectWhole(await call('deactivate_license_activations', { license_code }), 200, ended);
  });

  it('deactivates each device once for concurrent requests', async () => {
    const license = await manager.aLicense({ max_activations: null });
    for (const device of ['one', 'two']) {
      await activate(server, license.key, device);
    }
    const held = {
      hold: 'SELECT 1 FROM licenses JOIN activations ON license_id = licenses.id WHERE key = $1 FOR UPDATE',
      values: [license.key],
    };
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...held },
      [1, 2, 3, 4].map(() => () => call('deactivate_license_activations', { license_code: license.key })),
    );
    expect(answers.map(({ status, body }) => [status, body.status])).toEqual(Array(4).fill([200, true]));
    const told = (await eventsOf(server, license.id)).filter(({ name }) => name === 'license.deactivated');
    expect(told).toHaveLength(2);
    const log = (await verificationsOf(server, license.key)).filter(({ operation }) => operation === 'deactivate');
    expect(log.map(({ fingerprint }) => fingerprint).sort()).toEqual(['one', 'two']);
  });

  it('end all activations in a few statements, and record each', async () => {
    const license_code = await made();
    const { id, number } = await manager.natively(license_code);
    await server.dataSource.query(
      `INSERT INTO activations (license_id, kind, fingerprint, activated_at, last_seen_at)
       SELECT $1, 'domain', 'shop' || n || '.example', now(), now() FROM generate_series(1, 1200) AS n`,
      [number],
    );
    const statements = jest.spyOn(server.dataSource.logger, 'logQuery');
    expect((await call('deactivate_license_activations', { license_code })).body.status).toBe(true);
    expect(statements.mock.calls.length).toBeLessThan(40);
    statements.mockRestore();

    expect(await activeSeatsOf(server, { number })).toBe(0);
    const told = (await eventsOf(server, id)).filter(({ name }) => name === 'license.deactivated');
    expect(new Set(told.map(({ data }) => data.fingerprint)).size).toBe(1200);
    const log = await verificationsOf(server, license_code);
    expect(log).toHaveLength(1200);
    expect(log[0]).toMatchObject({ fingerprint: 'shop1.example', operation: 'deactivate', outcome: 'VALID' });
    const { counts, rows } = await countsAndRows(server);
    expect(counts).toEqual(rows);
  });

  it('delete', async () => {
    const license_code = await made();
    expectWhole(await call('delete_license', { license_code }), 200, { status: true, message: 'License deleted.' });
    expectWhole(await call('get_license', { license_code }), 200, UNKNOWN);
    expectWhole(await call('delete_license', { license_code }), 200, UNKNOWN);
  });

  it('find licenses by their exact code only', async () => {
    const license_code = await made({ license_code: 'Mixed-Case-1' });
    const { number } = await manager.natively(license_code);
    for (const name of [String(number), 'mixed-case-1']) {
      expectWhole(await call('get_license', { license_code: name }), 200, UNKNOWN);
    }
  });
});

const CALLS = [
  'create_license',
  'edit_license',
  'get_license',
  'search_license',
  'delete_license',
  'block_license',
  'unblock_license',
  'deactivate_license_activations',
];

describe.each(CALLS)('%s', (name) => {
  it('require a management key in either header', async () => {
    const url = `/api/${name}`;
    const body = { product_id: product.reference, license_code: 'NOBODYS', keyword: 'x' };
    const wrong = { status: false, message: 'Invalid or missing API key' };
    expectWhole(await server.call('POST', url, { body }), 403, wrong);
    expectWhole(await server.call('POST', url, { body, headers: { 'lb-api-key': 'nobodys' } }), 403, wrong);
    const external = await server.call('POST', url, { body, headers: { 'lb-api-key': manager.externalKey } });
    expectWhole(external, 403, refusal(external.body.message));
    const reading = await keyOf(server, 'internal', { permissions: ['products:read'] });
    expect((await server.withKey('POST', url, { body }, reading.key)).status).toBe(403);
    expect((await server.withKey('POST', url, { body: {} }, manager.internalKey)).status).toBe(200);
  });

  it('refuses with 200 if a required field is missing', async () => {
    const answer = await call(name, []);
    expectWhole(answer, 200, refusal(answer.body.message));
  });

  it('reads a form', async () => {
    const license_code = await made();
    const fields = { license_code, keyword: license_code, product_id: product.reference };
    const { license_code: _code, ...withoutCode } = fields;
    const answer = await server.call('POST', `/api/${name}`, {
      body: new URLSearchParams(name === 'create_license' ? withoutCode : fields).toString(),
      headers: { 'lb-api-key': manager.internalKey, 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([answer.status, answer.body.status]).toEqual([200, true]);
  });
});

it.each(CALLS.filter((name) => name !== 'create_license' && name !== 'search_license'))(
  '%s is refused with 200 for a license that is not there',
  async (name) => {
    expectWhole(await call(name, { license_code: 'NOBODYS' }), 200, UNKNOWN);
  },
);
