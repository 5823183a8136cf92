import type { Customer } from '../../../sdk/src/generated/native';
import { activate, deactivate, issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());
beforeEach(() => server.clock.reset());

const get = (path: string, query: Record<string, string> = {}) => server.asAdmin('GET', path, { query });
const search = (query: Record<string, string>) => get('/api/customers', query);
const licensesOf = ({ number }: { number: number }) => get(`/api/customer/${number}/licenses`);
const statsOf = ({ number }: { number: number }) => get(`/api/customer/${number}/quick-stats`);
const verb = (license: { id: string }, name: string) =>
  server.asAdmin('POST', `/api/v1/licenses/${license.id}/${name}`);

async function aCustomer(fields: Record<string, unknown>): Promise<Customer> {
  const { status, body } = await server.asAdmin('POST', '/api/v1/customers', { body: fields });
  expect(status).toBe(201);
  return body;
}

async function textsOf(query: Record<string, string>): Promise<string[]> {
  const { status, body } = await search(query);
  expect(status).toBe(200);
  return body.results.map(({ text }: { text: string }) => text);
}

describe('the search for customers', () => {
  it('answers what Select2 reads, as in the contract', async () => {
    const { number } = await aCustomer({ name: 'ACME Corp', email: 'admin@acme.com' });
    const { status, body } = await search({ q: 'acme' });
    expect([status, body]).toEqual([
      200,
      { results: [{ id: number, text: 'ACME Corp - admin@acme.com' }], pagination: { more: false } },
    ]);
  });

  it('finds a part of name, e-mail and company, in any case, the newest first', async () => {
    await aCustomer({ name: 'Zebra North' });
    await aCustomer({ name: 'Second', email: 'office@north-zebra.example' });
    await aCustomer({ name: 'Third', company: 'The ZEBRA house' });
    await aCustomer({ name: 'Other', notes: 'zebra' });
    const texts = ['Third', 'Second - office@north-zebra.example', 'Zebra North'];
    expect(await textsOf({ q: 'zebra' })).toEqual(texts);
    expect(await textsOf({ q: 'EBR' })).toEqual(texts);
    expect(await textsOf({ q: 'zebra north' })).toEqual(['Zebra North']);
    expect(await textsOf({ q: 'no such customer' })).toEqual([]);
  });

  it('finds by one or two letters what begins with them', async () => {
    await aCustomer({ name: 'Qx one' });
    await aCustomer({ name: 'One Qx' });
    expect(await textsOf({ q: 'qx' })).toEqual(['Qx one']);
    expect(await textsOf({ q: 'Q' })).toEqual(['Qx one']);
  });

  it('takes percent signs, underscores and backslashes as they are', async () => {
    await aCustomer({ name: '100% cotton_a\\b' });
    await aCustomer({ name: '100x cottonxaxb' });
    for (const q of ['100%', 'cotton_', 'cotton_a\\', '100% cotton_a\\b']) {
      expect(await textsOf({ q })).toEqual(['100% cotton_a\\b']);
    }
  });

  it('finds nothing by a text without letters and digits, for which there is no index', async () => {
    await aCustomer({ name: '-- %% __' });
    for (const q of ['%', '_', '--', ' ', '%% __']) {
      expect(await textsOf({ q })).toEqual([]);
    }
  });

  it('gives 20 a page, and says whether there are more', async () => {
    await server.dataSource.query(
      `INSERT INTO customers (name, created_at, updated_at) SELECT 'Paged ' || n, now(), now() FROM generate_series(1, 41) AS n`,
    );
    const pages = await Promise.all(['1', '2', '3', '4'].map((page) => search({ q: 'Paged', page })));
    expect(pages.map(({ body }) => [body.results.length, body.pagination.more])).toEqual([
      [20, true],
      [20, true],
      [1, false],
      [0, false],
    ]);
    const texts = pages.flatMap(({ body }) => body.results.map(({ text }: { text: string }) => text));
    expect(texts).toEqual(Array.from({ length: 41 }, (_, n) => `Paged ${41 - n}`));
    expect((await search({ q: 'Paged 1' })).body.results).toHaveLength(11);
  });

  it('lists all customers without a query', async () => {
    const all = await search({});
    expect(all.body.results).toHaveLength(20);
    expect((await search({ q: '', page: '1' })).body).toEqual(all.body);
  });

  it.each([
    ['page', '0'],
    ['page', '-1'],
    ['page', 'x'],
    ['page', '1.5'],
    ['page', '5001'],
    ['page', '9'.repeat(30)],
    ['q', 'x'.repeat(256)],
  ])('refuses the %s %j', async (field, value) => {
    const { status, body } = await search({ [field]: value });
    expect([status, body]).toEqual([
      400,
      {
        error: {
          code: 'VALIDATION_ERROR',
          message: expect.any(String),
          details: { field, reason: expect.any(String) },
        },
      },
    ]);
  });

  it.each(['q=a&q=b', 'q[]=a', 'q[a]=b', 'q=%00', 'q=%ff', 'page=1&page=2'])('is not harmed by %s', async (query) => {
    expect([200, 400]).toContain((await server.asAdmin('GET', `/api/customers?${query}`)).status);
  });
});

describe('the licenses of a customer', () => {
  it('are those of the contract, the newest first', async () => {
    const customer = await aCustomer({ name: 'ACME' });
    const other = await aCustomer({ name: 'Other' });
    await issued(server, { customer_id: other.id });
    const older = await issued(server, { customer_id: customer.id, type: 'subscription' });
    const license = await issued(server, {
      customer_id: customer.id,
      expires_at: '2090-01-01',
      max_activations: 5,
    });
    for (const device of ['desk', 'laptop', 'phone', 'gone']) {
      await activate(server, license.key, device);
    }
    await deactivate(server, license.key, 'gone');
    const { status, body } = await licensesOf(customer);
    expect([status, body]).toEqual([
      200,
      {
        licenses: [
          {
            id: license.number,
            license_key: license.key,
            type: 'perpetual',
            status: 'active',
            valid_until: '2090-01-01',
            max_activations: 5,
            current_activations: 3,
          },
          {
            id: older.number,
            license_key: older.key,
            type: 'subscription',
            status: 'active',
            valid_until: null,
            max_activations: 5,
            current_activations: 0,
          },
        ],
      },
    ]);
  });

  it('show their status', async () => {
    const customer = await aCustomer({ name: 'Many kinds' });
    const of = (terms: object) => issued(server, { customer_id: customer.id, ...terms });
    for (const state of ['active', 'disabled', 'blocked', 'revoked']) {
      await of({ state });
    }
    await of({ expires_at: '2001-01-01' });
    await of({ starts_at: '2090-01-01' });
    const { body } = await licensesOf(customer);
    expect(body.licenses.map(({ status }: { status: string }) => status).reverse()).toEqual([
      ...['active', 'disabled', 'blocked', 'revoked'],
      ...['expired', 'not_started'],
    ]);
    expect((await statsOf(customer)).body).toMatchObject({ total_licenses: 6, active_licenses: 1 });
  });

  it('are none for a new customer', async () => {
    const customer = await aCustomer({ name: 'New' });
    expect((await licensesOf(customer)).body).toEqual({ licenses: [] });
    expect((await statsOf(customer)).body).toEqual({
      total_licenses: 0,
      active_licenses: 0,
      total_activations: 0,
      total_users: 0,
    });
  });
});

describe('the quick stats of a customer', () => {
  it('add up before and after each change', async () => {
    const customer = await aCustomer({ name: 'Counted' });
    const [first, second] = [
      await issued(server, { customer_id: customer.id, max_users: 100 }),
      await issued(server, { customer_id: customer.id, max_users: 50 }),
    ];
    await issued(server, { customer_id: customer.id });
    const stats = async () => Object.values((await statsOf(customer)).body);
    expect(await stats()).toEqual([3, 3, 0, 150]);
    await activate(server, first.key, 'desk');
    await activate(server, second.key, 'desk');
    expect(await stats()).toEqual([3, 3, 2, 150]);
    await verb(second, 'disable');
    expect(await stats()).toEqual([3, 2, 2, 150]);
    await deactivate(server, first.key, 'desk');
    expect(await stats()).toEqual([3, 2, 1, 150]);
    await server.asAdmin('DELETE', `/api/v1/licenses/${second.id}`);
    expect(await stats()).toEqual([2, 2, 0, 100]);
  });

  it('have the fields of the contract', async () => {
    const customer = await aCustomer({ name: 'ACME' });
    const { status, body } = await statsOf(customer);
    expect([status, Object.keys(body)]).toEqual([
      200,
      ['total_licenses', 'active_licenses', 'total_activations', 'total_users'],
    ]);
  });
});

it.each(['0', '999999', 'abc', '1.5', '9'.repeat(30), '2f9a4e0e-6a0b-4d57-9a3f-0c9f4b1f7a11'])(
  'there is no customer %s',
  async (number) => {
    for (const what of ['licenses', 'quick-stats']) {
      const { status, body } = await get(`/api/customer/${number}/${what}`);
      expect([status, body]).toEqual([404, { error: { code: 'NOT_FOUND', message: 'Customer not found' } }]);
    }
  },
);

describe('among many customers', () => {
  beforeAll(async () => {
    await server.dataSource.query(`
      INSERT INTO customers (name, email, company, created_at, updated_at)
      SELECT md5(n::text), md5((-n)::text) || '@example.com', md5((n + 0.5)::text), now(), now() FROM generate_series(1, 20000) AS n
    `);
    await server.dataSource.query(`VACUUM ANALYZE customers`);
  });

  it.each(['%needle%', 'ne%'])('a search for %s does not read them all', async (pattern) => {
    const rows = await server.dataSource.query(
      `EXPLAIN SELECT * FROM customers c WHERE (c.name ILIKE $1 OR c.email ILIKE $1 OR c.company ILIKE $1)
       ORDER BY c.id DESC LIMIT 21`,
      [pattern],
    );
    const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
    expect(plan).not.toMatch(/Seq Scan on customers|customers_pkey/);
  });
});
