import type { Product } from '../../../sdk/src/generated/native';
import { keyOf } from '../../testkit/callers';
import { activate, issued, validate } from '../../testkit/issue';
import { expectWhole, LicenseManager, refusal, UNAUTHENTICATED } from '../../support/license-manager';
import { auditOf, countOf, eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
let manager: LicenseManager;
let product: Product;

beforeAll(async () => {
  server = await TestServer.shared();
  manager = await LicenseManager.withProduct(server);
  product = await manager.aProduct();
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

let codes = 0;
const aCode = () => `LIC-CODE-${(codes += 1)}`;
const create = (body: object = {}) =>
  manager.manage('POST', 'product-licenses', { body: { product_reference_id: product.reference, ...body } });
const made = async (body: object = {}) => {
  const answer = await create(body);
  expect(answer.status).toBe(201);
  return answer.body.data;
};
const read = async (id: string | number) =>
  (await manager.manage('GET', `product-licenses/${encodeURIComponent(id)}`)).body.data;
const update = (id: string | number, body: object) => manager.manage('PUT', `product-licenses/${id}`, { body });
const list = (query: Record<string, string>) => manager.manage('GET', 'product-licenses', { query });
const codesIn = async (query: Record<string, string>) =>
  (await list({ per_page: '100', ...query })).body.data.map(
    ({ license_code }: { license_code: string }) => license_code,
  );
const NOT_FOUND = refusal('License not found');
const TAKEN = refusal('A license with this key already exists', {
  license_code: ['A license with this key already exists'],
});

describe('creating', () => {
  it('returns the example of the contract', async () => {
    server.clock.holdAt('2024-05-01T10:00:00Z');
    const { reference } = await manager.aProduct();
    const sent = {
      product_reference_id: reference,
      license_code: 'LIC-ABC-123',
      type: 'perpetual',
      customer_id: 'CUST-001',
      email: 'customer@example.com',
      parallel_uses: 3,
      expires_at: '2025-12-31',
      updates_until: '2025-12-31',
      domains: ['example.com', '*.example.com'],
      ips: ['192.168.1.100'],
      is_valid: true,
      is_envato: false,
    };
    const answer = await create(sent);
    const data = {
      id: answer.body.data.id,
      product_reference_id: reference,
      license_code: 'LIC-ABC-123',
      type: 'perpetual',
      customer_id: 'CUST-001',
      email: 'customer@example.com',
      client_name: null,
      parallel_uses: 3,
      parallel_uses_left: 3,
      uses: null,
      uses_left: null,
      activations_count: 0,
      expires_at: '2025-12-31',
      updates_until: '2025-12-31',
      support_until: null,
      domains: ['example.com', '*.example.com'],
      ips: ['192.168.1.100'],
      is_valid: true,
      is_blocked: false,
      is_envato: false,
      status: 'unused',
      comments: '',
      created_at: '2024-05-01',
      updated_at: '2024-05-01',
    };
    expectWhole(answer, 201, { error: false, data, message: 'License created.' });
    expect(data).toMatchObject(sent);
    expect(Number.isInteger(data.id)).toBe(true);
    expectWhole(await manager.manage('GET', 'product-licenses/LIC-ABC-123'), 200, { error: false, data });
    expectWhole(await manager.manage('GET', `product-licenses/${data.id}`), 200, { error: false, data });
    expect(await manager.natively('LIC-ABC-123')).toMatchObject({
      number: data.id,
      product: reference,
      max_activations: 3,
      expires_at: '2025-12-31T23:59:59.000Z',
      updates_until: '2025-12-31T23:59:59.000Z',
      allowed_domains: ['example.com', '*.example.com'],
      allowed_ips: ['192.168.1.100'],
    });
    const info = await server.withKey('GET', '/api/license/info/LIC-ABC-123');
    expect(info.body.license).toMatchObject({ key: 'LIC-ABC-123', max_activations: 3, valid_until: '2025-12-31' });
  });

  it('requires only a product: generates a code, and sets no limits', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(body.data.license_code).toMatch(/^[A-Z\d]{4}(-[A-Z\d]{4}){3}$/);
    expect(body.data).toMatchObject({
      type: 'perpetual',
      customer_id: null,
      email: null,
      parallel_uses: null,
      parallel_uses_left: null,
      uses: null,
      expires_at: null,
      updates_until: null,
      domains: [],
      ips: [],
      is_valid: true,
      is_envato: false,
    });
  });

  it("is unlimited without parallel_uses, also if the product's policy has a limit", async () => {
    const limited = await manager.aProduct();
    await server.asAdmin('PATCH', `/api/v1/policies/${limited.policy}`, { body: { max_activations: 1 } });
    const license = await made({ product_reference_id: limited.reference });
    expect(license.parallel_uses).toBeNull();
  });

  it('keeps known types, and others by name', async () => {
    expect(await made({ type: 'trial' })).toMatchObject({ type: 'trial' });
    const { license_code, type } = await made({ type: 'Regular License' });
    expect(type).toBe('Regular License');
    expect(await manager.natively(license_code)).toMatchObject({ type: 'perpetual', type_label: 'Regular License' });
  });

  it('ends in the last second of the day', async () => {
    const { license_code } = await made({ expires_at: '2030-02-28' });
    server.clock.holdAt('2030-02-28T23:59:58Z');
    expect((await validate(server, license_code)).body).toMatchObject({ valid: true });
    server.clock.holdAt('2030-02-28T23:59:59Z');
    expect((await validate(server, license_code)).body).toMatchObject({ valid: false, code: 'EXPIRED' });
  });

  it('accepts a timestamp, and shows its date', async () => {
    const { license_code, expires_at } = await made({ expires_at: '2030-02-28T10:00:00+02:00' });
    expect(expires_at).toBe('2030-02-28');
    expect(await manager.natively(license_code)).toMatchObject({ expires_at: '2030-02-28T08:00:00.000Z' });
    const spaced = await made({ expires_at: '2030-02-28 10:00:00' });
    expect(await manager.natively(spaced.license_code)).toMatchObject({ expires_at: '2030-02-28T10:00:00.000Z' });
  });

  it('uses a date if the policy counts from the first activation', async () => {
    const counting = await manager.aProduct();
    await server.asAdmin('PATCH', `/api/v1/policies/${counting.policy}`, {
      body: { expiry_basis: 'first_activation', duration_days: 5 },
    });
    const { license_code } = await made({ product_reference_id: counting.reference, expires_at: '2090-01-01' });
    await activate(server, license_code, 'desk');
    expect(await read(license_code)).toMatchObject({ expires_at: '2090-01-01', activations_count: 1 });
  });

  it('accepts flags as sent by PHP', async () => {
    expect(await made({ is_valid: 0, is_envato: '1' })).toMatchObject({ is_valid: false, is_envato: true });
    expect(await made({ is_valid: '1', is_envato: 0 })).toMatchObject({ is_valid: true, is_envato: false });
  });

  it('with an invalid license refuses activations', async () => {
    const { license_code, status } = await made({ is_valid: false });
    expect(status).toBe('disabled');
    expect((await activate(server, license_code, 'desk')).body.error.code).toBe('DISABLED');
  });

  it('is refused with an existing code, and creates nothing', async () => {
    const license_code = aCode();
    await made({ license_code });
    const before = await countOf(server, 'customers');
    expectWhole(await create({ license_code, customer_id: 'of a refused license' }), 422, TAKEN);
    expect(await countOf(server, 'customers')).toBe(before);
    expect((await create({ license_code: license_code.toLowerCase() })).status).toBe(201);
  });

  it('is refused for an unknown product, with the field', async () => {
    const message = 'Product not found';
    expectWhole(
      await create({ product_reference_id: 'NOBODYS' }),
      422,
      refusal(message, { product_reference_id: [message] }),
    );
  });

  it.each([
    [{ product_reference_id: undefined }, 'product_reference_id'],
    [{ product_reference_id: '' }, 'product_reference_id'],
    [{ product_reference_id: 7 }, 'product_reference_id'],
    [{ license_code: '' }, 'license_code'],
    [{ license_code: ' ABC' }, 'license_code'],
    [{ license_code: 'A\u0007B' }, 'license_code'],
    [{ license_code: 'A'.repeat(256) }, 'license_code'],
    [{ license_code: 7 }, 'license_code'],
    [{ type: '' }, 'type'],
    [{ type: {} }, 'type'],
    [{ customer_id: '' }, 'customer_id'],
    [{ customer_id: 'C'.repeat(256) }, 'customer_id'],
    [{ customer_id: ['CUST-1'] }, 'customer_id'],
    [{ email: 'nobody' }, 'email'],
    [{ email: 7 }, 'email'],
    [{ client_name: 7 }, 'client_name'],
    [{ parallel_uses: 0 }, 'parallel_uses'],
    [{ parallel_uses: -1 }, 'parallel_uses'],
    [{ parallel_uses: 1.5 }, 'parallel_uses'],
    [{ parallel_uses: 'many' }, 'parallel_uses'],
    [{ parallel_uses: 2 ** 31 }, 'parallel_uses'],
    [{ uses: 0 }, 'uses'],
    [{ expires_at: 'soon' }, 'expires_at'],
    [{ expires_at: '' }, 'expires_at'],
    [{ expires_at: '2025-02-30' }, 'expires_at'],
    [{ expires_at: '2025-13-01' }, 'expires_at'],
    [{ expires_at: '31.12.2025' }, 'expires_at'],
    [{ expires_at: 20251231 }, 'expires_at'],
    [{ expires_at: '10000-01-01' }, 'expires_at'],
    [{ updates_until: 'tomorrow' }, 'updates_until'],
    [{ support_until: ['2025-12-31'] }, 'support_until'],
    [{ domains: 'example.com' }, 'domains'],
    [{ domains: ['not a domain'] }, 'domains'],
    [{ domains: ['*.*.example.com'] }, 'domains'],
    [{ domains: [7] }, 'domains'],
    [{ domains: [`https://example.com/${'a'.repeat(300)}`] }, 'domains'],
    [{ domains: Array.from({ length: 101 }, (_, n) => `d${n}.example.com`) }, 'domains'],
    [{ domains: { 0: 'example.com' } }, 'domains'],
    [{ ips: '10.0.0.1' }, 'ips'],
    [{ ips: ['10.0.0.300'] }, 'ips'],
    [{ ips: ['10.0.0.0/33'] }, 'ips'],
    [{ is_valid: 'yes' }, 'is_valid'],
    [{ is_valid: null }, 'is_valid'],
    [{ is_envato: 2 }, 'is_envato'],
    [{ comments: 'c'.repeat(2001) }, 'comments'],
  ])('is refused with %j, with the field', async (body, field) => {
    const before = await countOf(server, 'licenses');
    const answer = await create(body);
    expect(answer.status).toBe(422);
    const [message] = answer.body.errors[field];
    expectWhole(answer, 422, refusal(message, answer.body.errors));
    expect(Object.keys(answer.body.errors)).toEqual([field]);
    expect(await countOf(server, 'licenses')).toBe(before);
  });

  it('accepts addresses as networks and patterns, and domains in any spelling', async () => {
    const ips = ['10.0.0.0/8', '192.168.*', '2001:db8::1'];
    const domains = ['https://www.Example.com/shop', '0815.hwid'];
    expect(await made({ ips, domains })).toMatchObject({ ips, domains });
  });

  it('creates one license for concurrent requests with the same code', async () => {
    const license_code = aCode();
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, n) => create({ license_code, customer_id: `racer ${n}` })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422, 422, 422, 422, 422]);
    const [{ n }] = await server.dataSource.query(
      `SELECT count(*)::integer AS n FROM customers WHERE reference LIKE 'racer %'`,
    );
    expect(n).toBe(1);
  });
});

describe('customers', () => {
  it('are created when needed, once for concurrent requests', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => create({ customer_id: 'CUST-RACE', email: 'race@example.com' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    const { body } = await server.asAdmin('GET', '/api/v1/customers', { query: { reference: 'CUST-RACE' } });
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({ name: 'race', email: 'race@example.com' });
    expect(await codesIn({ customer_id: 'CUST-RACE' })).toHaveLength(6);
    expect(await codesIn({ customer_id: 'cust-race' })).toEqual([]);
  });

  it('without a name are identified by their e-mail address, also in concurrent requests', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => create({ email: 'Only@Mail.example' })));
    expect(answers.map(({ body }) => body.data.email)).toEqual(Array(4).fill('only@mail.example'));
    const { body } = await server.asAdmin('GET', '/api/v1/customers', { query: { email: 'only@mail.example' } });
    expect(body.items).toHaveLength(1);
  });

  it('have the e-mail address that was last sent with their name', async () => {
    const first = await made({ customer_id: 'CUST-MOVES', email: 'old@example.com' });
    const second = await made({ customer_id: 'CUST-MOVES', email: 'new@example.com' });
    expect(second).toMatchObject({ customer_id: 'CUST-MOVES', email: 'new@example.com' });
    expect(await read(first.id)).toMatchObject({ customer_id: 'CUST-MOVES', email: 'new@example.com' });
    expect(await made({ customer_id: 'CUST-MOVES' })).toMatchObject({ email: 'new@example.com' });
  });

  it('change with a license that names another, and only in the fields sent', async () => {
    const { id } = await made({ customer_id: 'CUST-A', email: 'a@example.com' });
    const after = async (body: object) => {
      const { customer_id, email } = (await update(id, body)).body.data;
      return [customer_id, email];
    };
    expect(await after({ comments: 'more' })).toEqual(['CUST-A', 'a@example.com']);
    expect(await after({ email: 'a2@example.com' })).toEqual(['CUST-A', 'a2@example.com']);
    expect(await after({ customer_id: 'CUST-B' })).toEqual(['CUST-B', 'a2@example.com']);
    expect(await after({ email: 'b@example.com' })).toEqual(['CUST-B', 'b@example.com']);
    expect(await after({ customer_id: 'CUST-A' })).toEqual(['CUST-A', 'a2@example.com']);
    expect(await after({ email: null })).toEqual(['CUST-A', null]);
    expect(await after({ customer_id: null })).toEqual([null, null]);
    expect(await after({ email: 'alone@example.com' })).toEqual([null, 'alone@example.com']);
    expect(await after({ email: null })).toEqual([null, null]);
  });

  it('keep their e-mail address and name when they get a customer id', async () => {
    const [one, other] = [await made({ email: 'Known@buyer.example', client_name: 'Ann Buyer' }), await made()];
    await update(other.id, { email: 'known@buyer.example' });
    const named = (await update(one.id, { customer_id: 'CUST-NAMED' })).body.data;
    expect(named).toMatchObject({ customer_id: 'CUST-NAMED', email: 'known@buyer.example' });
    const { body } = await server.asAdmin('GET', '/api/v1/customers', { query: { reference: 'CUST-NAMED' } });
    expect(body.items).toMatchObject([{ name: 'Ann Buyer', email: 'known@buyer.example' }]);
    expect(await read(other.id)).toMatchObject({ customer_id: null, email: 'known@buyer.example' });
  });

  it('of several products are not changed by a key of one product', async () => {
    const other = await manager.aProduct();
    const { key } = await keyOf(server, 'internal', { product: other.reference });
    const shared = { customer_id: 'CUST-SHARED', email: 'shared@example.com' };
    const [mine, theirs] = [await made(shared), await made({ ...shared, product_reference_id: other.reference })];
    const put = (body: object) => server.withKey('PUT', `/api/internal/product-licenses/${theirs.id}`, { body }, key);

    expect((await put({ email: 'evil@example.com', comments: 'no' })).status).toBe(403);
    expect((await put({ ...shared, comments: 'yes' })).body.data).toMatchObject({ ...shared, comments: 'yes' });
    expect(await read(mine.id)).toMatchObject(shared);
  });

  it('of one product are hidden from a key of another product', async () => {
    await made({ customer_id: 'CUST-SECRET', email: 'secret@example.com' });
    const other = await manager.aProduct();
    const { key } = await keyOf(server, 'internal', { product: other.reference });
    const body = { product_reference_id: other.reference, customer_id: 'CUST-SECRET', email: 'mine@example.com' };
    const answer = await server.withKey('POST', '/api/internal/product-licenses', { body }, key);
    const message = 'A customer with this reference already exists';
    expectWhole(answer, 422, refusal(message, { customer_id: [message] }));
    expect(await codesIn({ customer_id: 'CUST-SECRET', product_reference_id: other.reference })).toEqual([]);
    const byMail = { product_reference_id: other.reference, email: 'secret@example.com' };
    const own = await server.withKey('POST', '/api/internal/product-licenses', { body: byMail }, key);
    expect(own.body.data).toMatchObject({ customer_id: null, email: 'secret@example.com' });
  });
});

describe('listing', () => {
  it('pages, newest first, with totals', async () => {
    const { reference } = await manager.aProduct();
    const all = [];
    for (let n = 0; n < 5; n += 1) {
      all.unshift((await made({ product_reference_id: reference })).license_code);
    }
    const query = { product_reference_id: reference, per_page: '2' };
    const first = await list(query);
    const others = await Promise.all(['2', '3', '4'].map((page) => list({ ...query, page })));
    expect(
      [first, ...others].map(({ body }) => body.data.map((row: { license_code: string }) => row.license_code)),
    ).toEqual([all.slice(0, 2), all.slice(2, 4), all.slice(4), []]);
    expectWhole(first, 200, {
      error: false,
      data: [await read(all[0]), await read(all[1])],
      meta: { current_page: 1, per_page: 2, total: 5, last_page: 3 },
    });
  });

  it('searches codes and e-mail addresses for the literal text in any case', async () => {
    const a = await made({ license_code: 'FIND-50%-ME_1' });
    const b = await made({ license_code: 'FIND-50x-MEx1', email: 'needle_1@haystack.example' });
    expect(await codesIn({ search: 'find-50' })).toEqual([b.license_code, a.license_code]);
    expect(await codesIn({ search: '50%-me_1' })).toEqual([a.license_code]);
    expect(await codesIn({ search: 'NEEDLE_' })).toEqual([b.license_code]);
    expect(await codesIn({ search: 'needle%' })).toEqual([]);
    expect(await codesIn({ search: '\\' })).toEqual([]);
    expect(await codesIn({ search: 'needle_1@haystack', product_reference_id: 'NOBODYS' })).toEqual([]);
  });

  it('combines all filters', async () => {
    const { reference } = await manager.aProduct();
    const of = (more: object) => made({ product_reference_id: reference, ...more }).then((row) => row.license_code);
    const plain = await of({});
    const invalid = await of({ is_valid: false });
    const blocked = await of({});
    const expired = await of({ expires_at: '2001-01-01' });
    await manager.manage('POST', `blocked-product-licenses/${blocked}`);
    const those = (query: Record<string, string>) => codesIn({ product_reference_id: reference, ...query });
    expect(await those({ is_valid: '0' })).toEqual([invalid]);
    expect(await those({ is_valid: 'true' })).toEqual([expired, blocked, plain]);
    expect(await those({ is_blocked: '1' })).toEqual([blocked]);
    expect(await those({ status: 'expired' })).toEqual([expired]);
    expect(await those({ status: 'unused' })).toEqual([plain]);
    expect(await those({ is_valid: '', status: '', search: '', customer_id: '' })).toHaveLength(4);
    expect(await those({ is_blocked: '0', is_valid: '1', status: 'expired' })).toEqual([expired]);
  });

  it.each([
    [{ page: '0' }, 'page'],
    [{ per_page: 'ten' }, 'per_page'],
    [{ page: '100001' }, 'page'],
    [{ status: 'lost' }, 'status'],
    [{ is_valid: 'maybe' }, 'is_valid'],
    [{ search: 's'.repeat(256) }, 'search'],
  ])('is refused with %j', async (query, field) => {
    const answer = await list(query);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.errors)).toEqual([field]);
  });

  it('runs as many statements for 100 rows as for one', async () => {
    const { reference } = await manager.aProduct();
    await server.asAdmin('POST', '/api/v1/licenses/batch', { body: { product: reference, count: 60 } });
    server.clock.hold();
    const statements = jest.spyOn(server.dataSource.logger, 'logQuery');
    const statementsFor = async (per_page: string) => {
      statements.mockClear();
      await list({ product_reference_id: reference, per_page });
      return statements.mock.calls.length;
    };
    await list({});
    const [one, sixty] = [await statementsFor('1'), await statementsFor('60')];
    statements.mockRestore();
    expect(sixty).toBe(one);
  });
});

describe('changing', () => {
  it('sets updated_at to the current date, and keeps created_at', async () => {
    server.clock.holdAt('2026-01-15T12:00:00Z');
    const { id, license_code, ...before } = await made({ comments: 'a note' });
    expect(before).toMatchObject({ created_at: '2026-01-15', updated_at: '2026-01-15' });
    server.clock.holdAt('2026-02-20T12:00:00Z');
    const { body } = await update(license_code, { comments: 'another' });
    expect(body.data).toMatchObject({ created_at: '2026-01-15', updated_at: '2026-02-20', comments: 'another' });
    server.clock.holdAt('2026-03-01T12:00:00Z');
    await activate(server, license_code, 'desk');
    await validate(server, license_code, 'desk');
    expect(await read(id)).toMatchObject({ created_at: '2026-01-15', updated_at: '2026-02-20' });
  });

  it('keeps missing fields, and clears null ones', async () => {
    const full = {
      type: 'Extended License',
      customer_id: 'CUST-FULL',
      email: 'full@example.com',
      client_name: 'Ada',
      parallel_uses: 2,
      uses: 5,
      expires_at: '2090-01-01',
      updates_until: '2089-01-01',
      support_until: '2088-01-01',
      domains: ['example.com'],
      ips: ['10.0.0.*'],
      is_valid: true,
      is_envato: true,
      comments: 'a note',
    };
    const { id, license_code } = await made(full);
    const answer = await update(license_code, { comments: 'another' });
    expectWhole(answer, 200, { error: false, data: await read(id), message: 'License updated.' });
    expect(answer.body.data).toMatchObject({ ...full, comments: 'another' });
    const nothing = {
      type: null,
      client_name: null,
      parallel_uses: null,
      uses: null,
      expires_at: null,
      updates_until: null,
      support_until: null,
      domains: null,
      ips: null,
      comments: null,
    };
    expect((await update(id, nothing)).body.data).toMatchObject({
      ...nothing,
      type: 'perpetual',
      domains: [],
      ips: [],
      comments: '',
      is_envato: true,
      customer_id: 'CUST-FULL',
    });
  });

  it('with unchanged values changes nothing and records no event', async () => {
    const { id, license_code } = await made({ customer_id: 'CUST-SAME', email: 'same@example.com', uses: 2 });
    const { id: uid } = await manager.natively(license_code);
    const before = await read(id);
    server.clock.advance(DAY);
    const { data } = (await update(id, before)).body;
    expect(data).toEqual(before);
    expect((await eventsOf(server, uid)).map(({ name }) => name)).toEqual(['license.issued']);
  });

  it('keeps a term that has not begun, although its date is null', async () => {
    const { number, key } = await issued(server, { product: 'progran3-default', duration_days: 10 });
    await update(number, { expires_at: null, comments: 'read and written back' });
    await activate(server, key, 'desk');
    expect((await read(number)).expires_at).not.toBeNull();
    await update(number, { expires_at: null });
    expect((await read(number)).expires_at).toBeNull();
  });

  it('disables and enables without touching a block', async () => {
    const { id, license_code } = await made();
    const { id: uid } = await manager.natively(license_code);
    await manager.manage('POST', `blocked-product-licenses/${id}`);
    expect((await update(id, { is_valid: false })).body.data).toMatchObject({ is_valid: false, is_blocked: true });
    expect((await update(id, { is_valid: false })).body.data).toMatchObject({ is_valid: false, is_blocked: true });
    expect((await update(id, { is_valid: 1 })).body.data).toMatchObject({ is_valid: true, is_blocked: true });
    const internal = { actor: 'internal' };
    expect((await auditOf(server, uid)).slice(1)).toEqual([
      { action: 'license.blocked', ...internal },
      { action: 'license.disabled', ...internal },
      { action: 'license.enabled', ...internal },
    ]);
  });

  it('changes the code, unless it is taken', async () => {
    const [a, b] = [await made({ license_code: aCode() }), await made({ license_code: aCode() })];
    expectWhole(await update(a.id, { license_code: b.license_code, comments: 'half done' }), 422, TAKEN);
    expect(await read(a.id)).toEqual(a);
    const license_code = aCode();
    expect((await update(a.id, { license_code })).body.data).toMatchObject({ id: a.id, license_code });
  });

  it('moves a license to another product and its policy, but not to an unknown product', async () => {
    const other = await manager.aProduct();
    const { id, license_code } = await made();
    expect((await update(id, { product_reference_id: other.reference })).body.data).toMatchObject({
      product_reference_id: other.reference,
    });
    expect(await manager.natively(license_code)).toMatchObject({ product: other.reference, policy: other.policy });
    const message = 'Product not found';
    const answer = await update(id, { product_reference_id: 'NOBODYS', comments: 'half done' });
    expectWhole(answer, 422, refusal(message, { product_reference_id: [message] }));
    expect((await read(id)).comments).toBe('');
  });

  it('keeps a policy of its own when the license moves to another product', async () => {
    const { body: policy } = await server.asAdmin('POST', '/api/v1/policies', { body: { name: 'Of its own' } });
    const { number, key } = await issued(server, { product: product.reference, policy: policy.id });
    const other = await manager.aProduct();
    expect((await update(number, { product_reference_id: other.reference })).status).toBe(200);
    expect(await manager.natively(key)).toMatchObject({ product: other.reference, policy: policy.id });
  });

  it('finds a code of digits before a number', async () => {
    const { id } = await made();
    const named = await made({ license_code: String(id) });
    expect((await read(id)).id).toBe(named.id);
    expect((await update(id, { comments: 'the code wins' })).body.data.id).toBe(named.id);
  });

  it('finds codes that contain a slash', async () => {
    const { id, license_code } = await made({ license_code: 'A/B+C%20?' });
    expect((await read(license_code)).id).toBe(id);
    const path = `product-licenses/${encodeURIComponent(license_code)}`;
    expect((await manager.manage('PUT', path, { body: { uses: 1 } })).body.data).toMatchObject({ id, uses: 1 });
  });

  it('keeps all concurrent changes', async () => {
    const { id } = await made();
    await Promise.all([
      update(id, { parallel_uses: 4 }),
      update(id, { comments: 'both' }),
      update(id, { customer_id: 'CUST-BOTH' }),
      update(id, { uses: 9 }),
    ]);
    expect(await read(id)).toMatchObject({ parallel_uses: 4, comments: 'both', customer_id: 'CUST-BOTH', uses: 9 });
  });

  it.each([
    [{ product_reference_id: null }, 'product_reference_id'],
    [{ parallel_uses: 0 }, 'parallel_uses'],
    [{ expires_at: 'soon' }, 'expires_at'],
    [{ domains: ['not a domain'] }, 'domains'],
    [{ is_valid: null }, 'is_valid'],
    [{ license_code: 'with space' }, 'license_code'],
  ])('is refused with %j', async (body, field) => {
    const { id } = await made();
    const before = await read(id);
    const answer = await update(id, { comments: 'half done', ...body });
    expect([answer.status, Object.keys(answer.body.errors)]).toEqual([422, [field]]);
    expect(await read(id)).toEqual(before);
  });
});

describe('blocking', () => {
  it('and unblocking change no other field, and nothing when repeated', async () => {
    const { id, license_code } = await made({ is_valid: false });
    const { id: uid } = await manager.natively(license_code);
    const block = () => manager.manage('POST', `blocked-product-licenses/${license_code}`);
    const unblock = () => manager.manage('DELETE', `blocked-product-licenses/${id}`);
    const blocked = await block();
    const data = { ...(await read(id)), is_blocked: true, is_valid: false, status: 'blocked' };
    expectWhole(blocked, 200, { error: false, data, message: 'License blocked.' });
    expectWhole(await block(), 200, { error: false, data, message: 'License blocked.' });
    const unblocked = { ...data, is_blocked: false, status: 'disabled' };
    expectWhole(await unblock(), 200, { error: false, data: unblocked, message: 'License unblocked.' });
    expectWhole(await unblock(), 200, { error: false, data: unblocked, message: 'License unblocked.' });
    const names = (await eventsOf(server, uid)).map(({ name }) => name);
    expect(names).toEqual(['license.issued', 'license.blocked', 'license.unblocked']);
  });
});

const CALLS = [
  ['GET', 'product-licenses'],
  ['POST', 'product-licenses'],
  ['GET', 'product-licenses/1'],
  ['PUT', 'product-licenses/1'],
  ['POST', 'blocked-product-licenses/1'],
  ['DELETE', 'blocked-product-licenses/1'],
] as const;

it.each(CALLS)('%s %s requires a management caller', async (method, path) => {
  const url = `/api/internal/${path}`;
  expectWhole(await server.call(method, url), 401, UNAUTHENTICATED);
  expectWhole(await server.withKey(method, url, {}, 'nobodys'), 401, UNAUTHENTICATED);
  const external = await server.withKey(method, url, {}, manager.externalKey);
  expectWhole(external, 403, refusal(external.body.message));
  const reading = await keyOf(server, 'internal', { permissions: ['products:read'] });
  expect((await server.withKey(method, url, {}, reading.key)).status).toBe(403);
});

it.each(CALLS.slice(2))('%s of an unknown license is 404 (%s)', async (method, path) => {
  for (const id of ['999999999', '0', '9'.repeat(40), 'NOBODYS', '%20', 'a%2Fb']) {
    const answer = await manager.manage(method, path.replace('1', id), { body: {} });
    expectWhole(answer, 404, NOT_FOUND);
  }
});

it('hides licenses of other products from a key of one product', async () => {
  const { id, license_code } = await made();
  const other = await manager.aProduct();
  const { key } = await keyOf(server, 'internal', { product: other.reference });
  for (const name of [id, license_code]) {
    expectWhole(await server.withKey('GET', `/api/internal/product-licenses/${name}`, {}, key), 404, NOT_FOUND);
    expectWhole(
      await server.withKey('POST', `/api/internal/blocked-product-licenses/${name}`, {}, key),
      404,
      NOT_FOUND,
    );
  }
  const { body } = await server.withKey('GET', '/api/internal/product-licenses', {}, key);
  expect(body.data).toEqual([]);
});
