import { aProduct } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { race } from '../../testkit/race';
import { tally } from '../../testkit/records';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await server.adminToken();
});
afterAll(() => server.stop());

let count = 0;
const aCompany = async (more: object = {}) =>
  (await server.sdk.customers.create({ name: 'Ada', company: 'Acme', reference: `C-${(count += 1)}`, ...more })).id;
const add = (id: string, body: object) => server.asAdmin('POST', `/api/v1/customers/${id}/users`, { body });

describe('a user of a company', () => {
  it('is added once for each address, changed and removed, and each change is an event', async () => {
    const id = await aCompany();
    const { status, body: user } = await add(id, { email: 'Grace@Example.com', name: 'Grace', role: 'admin' });
    expect([status, user]).toEqual([
      201,
      {
        id: expect.any(String),
        email: 'grace@example.com',
        name: 'Grace',
        role: 'admin',
        created_at: expect.any(String),
      },
    ]);
    const again = await add(id, { email: 'grace@EXAMPLE.com', role: 'user' });
    expect([again.status, again.body]).toEqual([200, user]);
    const changed = await server.sdk.customerUsers.update(id, user.id, { role: 'user', name: null });
    expect(changed).toMatchObject({ role: 'user', name: null });
    expect((await server.sdk.customerUsers.list(`C-${count}`, { q: 'grace' })).items).toEqual([changed]);
    await server.sdk.customerUsers.remove(id, user.id);
    expect((await server.sdk.customerUsers.list(id)).items).toEqual([]);
    const { items } = await server.sdk.audit.listEntries({ target: `customer_users:${user.id}` });
    expect(items.map(({ action }) => action)).toEqual([
      'customer_user.removed',
      'customer_user.updated',
      'customer_user.added',
    ]);
  });

  it('is of one company only, and needs one', async () => {
    const [one, other] = [await aCompany(), await aCompany()];
    const { body: user } = await add(one, { email: 'grace@example.com' });
    const path = `/api/v1/customers/${other}/users/${user.id}`;
    for (const method of ['GET', 'DELETE'] as const) {
      expect((await server.asAdmin(method, path)).status).toBe(404);
    }
    expect((await server.asAdmin('PATCH', path, { body: { role: 'admin' } })).status).toBe(404);
    const person = await aCompany({ company: null });
    expect((await add(person, { email: 'grace@example.com' })).status).toBe(409);
    expect((await add(one, { email: 'grace' })).status).toBe(400);
  });

  it('is one of at most 500, also when several are added at once', async () => {
    const id = await aCompany();
    const [{ number }] = await server.dataSource.query('SELECT id AS number FROM customers WHERE uid = $1', [id]);
    await server.dataSource.query(
      `INSERT INTO customer_users (customer_id, email, role, created_at)
       SELECT $1, n || '@example.com', 'user', now() FROM generate_series(1, 499) AS n`,
      [number],
    );
    const hold = 'SELECT 1 FROM customers WHERE id = $1 FOR UPDATE';
    const answers = await race({ databaseUrl: server.databaseUrl, hold, values: [number] }, [
      () => add(id, { email: 'a@example.com' }),
      () => add(id, { email: 'b@example.com' }),
    ]);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 1 });
  });

  it('is visible to a key of one product only with a customer of that product', async () => {
    const product = `users-${count}`;
    await aProduct(server, product, {});
    const [mine, theirs] = [await aCompany(), await aCompany()];
    await issued(server, { product, customer_id: mine });
    const { body: key } = await server.asAdmin('POST', '/api/v1/api-keys', {
      body: { name: product, kind: 'internal', product },
    });
    const list = (id: string) =>
      server.call('GET', `/api/v1/customers/${id}/users`, { headers: { 'x-api-key': key.key } });
    expect([(await list(mine)).status, (await list(theirs)).status]).toEqual([200, 404]);
    const addByKey = () =>
      server.call('POST', `/api/v1/customers/${mine}/users`, {
        headers: { 'x-api-key': key.key },
        body: { email: 'grace@example.com', role: 'admin' },
      });
    expect((await addByKey()).status).toBe(201);
    // Its admins would see licenses of another product.
    await issued(server, { customer_id: mine });
    expect((await addByKey()).status).toBe(403);
  });

  it('moves with a merge, once for each address, and goes with the customer', async () => {
    const [kept, duplicate, other] = [await aCompany(), await aCompany(), await aCompany()];
    await add(kept, { email: 'both@example.com', name: 'Kept' });
    for (const id of [duplicate, other]) {
      await add(id, { email: 'both@example.com' });
      await add(id, { email: 'one@example.com' });
    }
    const body = { customer_ids: [duplicate, other] };
    expect((await server.asAdmin('POST', `/api/v1/customers/${kept}/merge`, { body })).status).toBe(200);
    const users = (await server.sdk.customerUsers.list(kept)).items;
    expect(users.map(({ email, name }) => [email, name]).sort()).toEqual([
      ['both@example.com', 'Kept'],
      ['one@example.com', null],
    ]);
    await server.asAdmin('DELETE', `/api/v1/customers/${kept}`);
    expect((await server.asAdmin('POST', `/api/v1/customers/${kept}/restore`)).status).toBe(200);
    expect((await server.sdk.customerUsers.list(kept)).items).toHaveLength(2);
  });
});
