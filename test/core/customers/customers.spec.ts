import type { Customer } from '../../../sdk/src/generated/native';
import { aProduct, keyOf } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { expectTurns, race } from '../../testkit/race';
import { eventsOf, tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

const PATH = '/api/v1/customers';
const NOBODY = '00000000-0000-4000-8000-000000000000';

let server: TestServer;
/** A second node over the same database. */
let other: TestServer;
beforeAll(async () => {
  [other, server] = await TestServer.sharedPair();
});
afterAll(async () => {
  await server.stop();
  await other.stop();
});

const create = (body: unknown) => server.asAdmin('POST', PATH, { body });
const read = (id: string) => server.asAdmin('GET', `${PATH}/${id}`);
const change = (id: string, body: unknown) => server.asAdmin('PATCH', `${PATH}/${id}`, { body });
const countCustomers = async (): Promise<number> =>
  (await server.dataSource.query(`SELECT count(*)::integer AS n FROM customers`))[0].n;

async function made(body: Record<string, unknown> = {}): Promise<Customer> {
  return server.sdk.customers.create({ name: 'Ada', ...body });
}

const EVERYTHING = {
  name: 'Ada Lovelace',
  reference: 'ada-1',
  email: 'ada@example.com',
  company: 'Analytical Engines',
  phone: '+44 20 7946 0000',
  notes: 'Two\nlines',
};

describe('a customer', () => {
  it('needs a name and nothing else', async () => {
    const customer = await made({ name: 'Plain' });
    expect(customer).toEqual({
      archived_at: null,
      restorable_until: null,
      id: expect.any(String),
      number: expect.any(Number),
      name: 'Plain',
      reference: null,
      email: null,
      company: null,
      phone: null,
      news_opt_out: false,
      notes: '',
      metadata: {},
      group: null,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    expect(await server.sdk.customers.get(customer.id)).toEqual(customer);
  });

  it('keeps every field that is given, the address in lower case', async () => {
    const customer = await made({ ...EVERYTHING, email: 'Ada@Example.COM' });
    expect(customer).toMatchObject(EVERYTHING);
    expect((await server.sdk.customers.update(customer.id, { email: 'NEW@example.com' })).email).toBe(
      'new@example.com',
    );
    await server.sdk.customers.update(customer.id, { reference: null });
  });

  it.each(Object.entries(EVERYTHING))('changes %s and keeps the other fields', async (field, value) => {
    const before = await made({ name: 'Before', company: 'Before' });
    const { status, body: after } = await change(before.id, { [field]: value });
    expect(status).toBe(200);
    expect(after).toEqual({ ...before, updated_at: after.updated_at, [field]: value });
    expect(await server.sdk.customers.get(before.id)).toEqual(after);
    await server.sdk.customers.update(before.id, { reference: null });
  });

  it.each(['reference', 'email', 'company', 'phone'] as const)('clears %s with null', async (field) => {
    const customer = await made({ ...EVERYTHING, reference: `cleared ${field}`, email: `${field}@cleared.example` });
    expect((await server.sdk.customers.update(customer.id, { [field]: null }))[field]).toBeNull();
  });

  it('serializes concurrent updates, each based on the one before', async () => {
    const { id } = await made();
    await expectTurns({ server, table: 'customers', id, field: 'company' }, (body) => change(id, body));
  });

  it('keeps both of two concurrent changes', async () => {
    const { id } = await made();
    await Promise.all([change(id, { phone: '1' }), change(id, { company: 'C' }), change(id, { notes: 'n' })]);
    expect(await server.sdk.customers.get(id)).toMatchObject({ phone: '1', company: 'C', notes: 'n' });
  });

  it('records an event with the changed fields, and none without changes', async () => {
    const { id } = await made({ name: 'Told' });
    await server.sdk.customers.update(id, { phone: '1' });
    await server.sdk.customers.update(id, { phone: '1' });
    await server.sdk.customers.delete(id);
    const events = await eventsOf(server, id);
    expect(events.map(({ name }) => name)).toEqual(['customer.created', 'customer.updated', 'customer.deleted']);
    expect(events[1]?.data).toEqual({ phone: '1' });
  });
});

describe('a bad customer', () => {
  it.each([
    ['name', { name: undefined }],
    ['name', { name: '' }],
    ['name', { name: null }],
    ['name', { name: 'x'.repeat(256) }],
    ['name', { name: 'nul \u0000' }],
    ['reference', { reference: '' }],
    ['email', { email: 'nobody' }],
    ['email', { email: '' }],
    ['email', { email: `${'x'.repeat(250)}@example.com` }],
    ['company', { company: 7 }],
    ['phone', { phone: 'x'.repeat(256) }],
    ['notes', { notes: null }],
    ['notes', { notes: 'x'.repeat(2001) }],
    ['colour', { colour: 'red' }],
  ])('is refused with the field %s: %j', async (field, wrong) => {
    const before = await countCustomers();
    const { status, body } = await create({ name: 'Wrong', ...wrong });
    expect([status, body.error.code]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body.error.details.map((detail: { field: string }) => detail.field)).toContain(field);
    expect(await countCustomers()).toBe(before);
  });

  it('changes nothing at all where one field is wrong', async () => {
    const customer = await made();
    expect((await change(customer.id, { phone: '1', email: 'nobody' })).status).toBe(400);
    expect(await server.sdk.customers.get(customer.id)).toEqual(customer);
  });
});

describe('a reference', () => {
  it('belongs to one customer alone', async () => {
    const first = await made({ reference: 'taken' });
    expect(await create({ name: 'Second', reference: 'taken' })).toMatchObject({
      status: 409,
      body: { error: { code: 'CONFLICT' } },
    });
    const other = await made();
    expect((await change(other.id, { reference: 'taken', phone: '1' })).status).toBe(409);
    expect(await server.sdk.customers.get(other.id)).toEqual(other);
    expect((await change(first.id, { reference: 'taken' })).status).toBe(200);
  });

  it('goes to one of two concurrent requests', async () => {
    const answers = await Promise.all([1, 2].map(() => create({ name: 'Racing', reference: 'contested' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe('deleting', () => {
  it('deletes a customer without licenses', async () => {
    const { id } = await made();
    expect((await server.asAdmin('DELETE', `${PATH}/${id}`)).status).toBe(204);
    for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
      expect((await server.asAdmin(method, `${PATH}/${id}`, { body: {} })).status).toBe(404);
    }
  });

  it('refuses to delete a customer with licenses', async () => {
    const { id } = await made();
    const license = await issued(server, { customer_id: id });
    expect(await server.asAdmin('DELETE', `${PATH}/${id}`)).toMatchObject({
      status: 409,
      body: { error: { code: 'IN_USE' } },
    });
    expect((await read(id)).status).toBe(200);
    await server.sdk.licenses.update(license.id, { customer_id: null });
    expect((await server.asAdmin('DELETE', `${PATH}/${id}`)).status).toBe(204);
  });
});

describe('the list of customers', () => {
  it('shows each row once, newest first', async () => {
    const customers = [await made(), await made(), await made()];
    const first = await server.sdk.customers.list({ limit: 2 });
    expect(first.items).toEqual([customers[2], customers[1]]);
    const second = await server.sdk.customers.list({ limit: 1, after: String(first.next) });
    expect(second.items).toEqual([customers[0]]);
  });

  it('is narrowed by address in any case and by reference, both at once too', async () => {
    const [one, two] = [
      await made({ email: 'same@example.com', reference: 'ref one' }),
      await made({ email: 'same@example.com', reference: 'ref two', allow_duplicate_email: true }),
    ];
    const found = async (query: Record<string, string>) =>
      (await server.sdk.customers.list(query)).items.map(({ id }) => id);
    expect(await found({ email: 'SAME@example.com' })).toEqual([two.id, one.id]);
    expect(await found({ reference: 'ref one' })).toEqual([one.id]);
    expect(await found({ email: 'same@example.com', reference: 'ref two' })).toEqual([two.id]);
    expect(await found({ email: 'other@example.com', reference: 'ref two' })).toEqual([]);
    expect(await found({ email: 'same@example.com', limit: '1' })).toEqual([two.id]);
  });

  it.each(['limit=0', 'limit=101', 'after=nonsense', 'name=Ada', 'email=', 'limit=1&limit=2'])(
    'refuses %s',
    async (query) => {
      expect((await server.asAdmin('GET', `${PATH}?${query}`)).status).toBe(400);
    },
  );
});

it('answers 404 for an unknown id or reference', async () => {
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    expect((await server.asAdmin(method, `${PATH}/1`, { body: {} })).status).toBe(404);
    expect((await server.asAdmin(method, `${PATH}/${NOBODY}`, { body: {} })).status).toBe(404);
  }
});

it('is open to management callers only', async () => {
  const customer = await made();
  const external = (await keyOf(server, 'external')).key;
  const readOnly = (await keyOf(server, 'internal', { permissions: ['customers:read'] })).key;
  for (const [method, path] of [
    ['GET', PATH],
    ['POST', PATH],
    ['GET', `${PATH}/${customer.id}`],
    ['PATCH', `${PATH}/${customer.id}`],
    ['DELETE', `${PATH}/${customer.id}`],
  ] as const) {
    const call = method === 'GET' ? {} : { body: { name: 'Stolen' } };
    expect((await server.call(method, path, call)).status).toBe(401);
    expect((await server.withKey(method, path, call, external)).status).toBe(403);
    expect((await server.withKey(method, path, call, readOnly)).status).toBe(method === 'GET' ? 200 : 403);
  }
  expect(await server.sdk.customers.get(customer.id)).toEqual(customer);
});

it("shows a key of one product that product's customers and those whom such a key created", async () => {
  await aProduct(server, 'mine');
  await aProduct(server, 'theirs');
  const { key } = await keyOf(server, 'internal', { product: 'mine' });
  const { key: other } = await keyOf(server, 'internal', { product: 'theirs' });
  const created = async (by: string) => (await server.withKey('POST', PATH, { body: { name: 'New' } }, by)).body;
  const [fresh, theirFresh, unknown] = [await created(key), await created(other), await made()];
  const [mine, theirs] = [await made(), await made()];
  await issued(server, { product: 'mine', customer_id: mine.id });
  await issued(server, { product: 'theirs', customer_id: theirs.id });
  const status = async (method: 'GET' | 'PATCH' | 'DELETE', { id }: { id: string }) =>
    (await server.withKey(method, `${PATH}/${id}`, method === 'PATCH' ? { body: { phone: '1' } } : {}, key)).status;

  const { body } = await server.withKey('GET', PATH, { query: { limit: '100' } }, key);
  const ids = body.items.map(({ id }: { id: string }) => id);
  expect(ids).toEqual([mine.id, fresh.id]);
  expect([await status('GET', mine), await status('PATCH', mine)]).toEqual([200, 200]);
  for (const method of ['GET', 'PATCH', 'DELETE'] as const) {
    for (const hidden of [theirs, theirFresh, unknown]) {
      expect(await status(method, hidden)).toBe(404);
    }
  }
  // Whoever is both products' is changed by neither key.
  const shared = await made();
  await issued(server, { product: 'mine', customer_id: shared.id });
  await issued(server, { product: 'theirs', customer_id: shared.id });
  expect([await status('GET', shared), await status('PATCH', shared)]).toEqual([200, 403]);
  const issue = (customer: { id: string }) =>
    server.withKey('POST', '/api/v1/licenses', { body: { product: 'mine', customer_id: customer.id } }, key);
  expect([(await issue(fresh)).status, (await issue(theirs)).status, (await issue(unknown)).status]).toEqual([
    201, 404, 404,
  ]);
  const unused = await created(key);
  expect([await status('DELETE', unused), await status('DELETE', mine), await status('DELETE', shared)]).toEqual([
    204, 409, 409,
  ]);
});

describe('a second customer with an e-mail address', () => {
  const refusalBy = ({ id }: { id: string }) => ({
    status: 409,
    body: {
      error: {
        code: 'CONFLICT',
        details: [{ field: 'email', reason: 'taken', message: expect.stringContaining(id), ids: [id] }],
      },
    },
  });

  it('is refused with the id of the first, unless it is asked for', async () => {
    const first = await made({ email: 'one@duplicates.example' });
    const before = await countCustomers();
    expect(await create({ name: 'Two', email: 'ONE@duplicates.example' })).toMatchObject(refusalBy(first));
    const refused = { name: 'Two', email: 'one@duplicates.example', allow_duplicate_email: false };
    expect(await create(refused)).toMatchObject(refusalBy(first));
    expect(await countCustomers()).toBe(before);
    const second = await create({ ...refused, allow_duplicate_email: true });
    expect([second.status, second.body]).toEqual([201, { ...second.body, email: 'one@duplicates.example' }]);
    expect(second.body).not.toHaveProperty('allow_duplicate_email');
    expect(await create(refused)).toMatchObject(refusalBy(first));
    expect((await create({ ...refused, allow_duplicate_email: 'yes' })).status).toBe(400);
  });

  it('is refused for a change of the address, too', async () => {
    const first = await made({ email: 'first@changes.example' });
    const second = await made({ email: 'second@changes.example' });
    expect(await change(second.id, { email: 'First@changes.example', phone: '1' })).toMatchObject(refusalBy(first));
    expect(await server.sdk.customers.get(second.id)).toEqual(second);
    const asked = await change(second.id, { email: 'first@changes.example', allow_duplicate_email: true });
    expect([asked.status, asked.body.email]).toEqual([200, 'first@changes.example']);
    const kept = await change(second.id, { email: 'FIRST@changes.example', phone: '2' });
    expect([kept.status, kept.body.phone]).toEqual([200, '2']);
    expect((await change(second.id, { email: null })).status).toBe(200);
  });

  it('is made by only one of several who create it at once, at two nodes', async () => {
    await Promise.all([server.adminToken(), other.adminToken()]);
    const hold = {
      hold: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
      values: ['customer at@once.example'],
    };
    const moved = await made({ email: 'before@once.example' });
    const create = (node: TestServer) => node.asAdmin('POST', PATH, { body: { name: 'A', email: 'at@once.example' } });
    const answers = await race({ databaseUrl: server.databaseUrl, ...hold }, [
      () => create(server),
      () => create(other),
      () => create(server),
      () => change(moved.id, { email: 'at@once.example' }),
    ]);
    const won = tally(answers.map(({ status }) => (status < 300 ? 'won' : String(status))));
    expect(won).toEqual({ won: 1, 409: 3 });
  });

  it('does not show customers of other products to a key of one product', async () => {
    await made({ email: 'hidden@elsewhere.example' });
    await aProduct(server, 'without the hidden customer');
    const { key } = await keyOf(server, 'internal', { product: 'without the hidden customer' });
    const body = { name: 'Own', email: 'hidden@elsewhere.example' };
    const own = await server.withKey('POST', PATH, { body }, key);
    expect(own.status).toBe(201);
    expect(await server.withKey('POST', PATH, { body }, key)).toMatchObject(refusalBy(own.body));
  });
});

it('knows one customer by all spellings of an e-mail address', async () => {
  const { body } = await create({ name: 'Jürgen', email: 'J\u00fcrgen@B\u00fccher.example' });
  expect(body.email).toBe('j\u00fcrgen@b\u00fccher.example');
  const spellings = ['ju\u0308rgen@bu\u0308cher.example', 'J\u00dcRGEN@XN--BCHER-KVA.EXAMPLE'];
  for (const email of spellings) {
    expect([email, (await create({ name: 'Again', email })).status]).toEqual([email, 409]);
    expect((await server.asAdmin('GET', PATH, { query: { email } })).body.items).toMatchObject([{ id: body.id }]);
  }
  const license = await issued(server, { customer_id: spellings[1] });
  expect(license.customer_id).toBe(body.id);
});
