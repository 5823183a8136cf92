import { ManagementRequestsService } from '../../../src/core/licensing/requests/management-requests.service';
import { keyOf } from '../../testkit/callers';
import { activate, issued, validate } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(async () => {
  await server.app.get(ManagementRequestsService).write();
  await server.dataSource.query('DELETE FROM management_requests');
  await server.dataSource.query('DELETE FROM verifications');
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

async function list(query: Record<string, string> = {}, as?: string) {
  await server.app.get(ManagementRequestsService).write();
  const call = { query };
  return as === undefined
    ? server.asAdmin('GET', '/api/v1/requests', call)
    : server.withKey('GET', '/api/v1/requests', call, as);
}

const routesOf = async (query: Record<string, string>) =>
  (await list(query)).body.items.map(({ operation, route }: { operation: string; route: string | null }) =>
    [operation, route].filter((one) => one !== null).join(' '),
  );

it('lists what admins and programs did with a license, without keys', async () => {
  const customer = await server.sdk.customers.create({ name: 'Studio' });
  const license = await issued(server, { customer_id: customer.id });
  server.clock.holdAt('2031-03-01T10:00:00.000Z');
  await activate(server, license.key, 'desk');
  server.clock.holdAt('2031-03-01T10:00:01.000Z');
  await server.asAdmin('GET', `/api/v1/licenses/${license.key}`);
  const { body } = await list({ license: license.id });
  const shown = `${license.key.slice(0, 4)}…${license.key.slice(-4)}`;
  expect(body).toEqual({
    items: [
      {
        id: expect.any(Number),
        at: '2031-03-01T10:00:01.000Z',
        dialect: 'native',
        operation: 'read',
        code: 'OK',
        method: 'GET',
        route: '/api/v1/licenses/:id',
        status: 200,
        request_id: expect.any(String),
        ip: '127.0.0.1',
        user_agent: expect.anything(),
        app_version: null,
        fingerprint: null,
        license_key: shown,
        license_id: license.id,
        customer_id: customer.id,
        api_key: null,
        user: { id: expect.any(String), name: 'admin' },
      },
      expect.objectContaining({
        operation: 'activate',
        code: 'VALID',
        route: null,
        fingerprint: 'desk',
        license_key: shown,
        license_id: license.id,
        customer_id: customer.id,
        user: null,
      }),
    ],
    next: null,
  });
  expect(JSON.stringify(body)).not.toContain(license.key);
});

it('finds requests by key, customer, API key, user, operation, code and address', async () => {
  const customer = await server.sdk.customers.create({ name: 'Studio' });
  const apiKey = await keyOf(server, 'internal', { name: 'Importer' });
  const { key, id } = await issued(server, { customer_id: customer.id });
  const body = { license_key: key, hardware_id: 'desk' };
  await server.call('POST', '/api/v1/validate', { body, remoteAddress: '192.0.2.7' });
  await activate(server, key, 'desk');
  await validate(server, 'NOBODY-HAS-THIS', 'desk');
  await server.withKey('GET', `/api/v1/licenses/${id}`, {}, apiKey.key);
  await server.withKey('GET', '/api/v1/licenses/none', {}, apiKey.key);
  await server.asAdmin('PATCH', `/api/v1/customers/${customer.id}`, { body: { name: 'Studio 2' } });
  const [user] = (await server.sdk.users.list()).items;

  const read = 'read /api/v1/licenses/:id';
  expect(await routesOf({ key })).toEqual([read, 'activate', 'check']);
  expect(await routesOf({ key: 'NOBODY-HAS-THIS' })).toEqual(['check']);
  expect(await routesOf({ customer: customer.id })).toEqual([
    'change /api/v1/customers/:id',
    read,
    'activate',
    'check',
  ]);
  expect(await routesOf({ api_key: apiKey.id })).toEqual([read, read]);
  expect(await routesOf({ user: user?.id ?? '', operation: 'change', license: id })).toEqual([]);
  expect(await routesOf({ operation: 'activate' })).toEqual(['activate']);
  expect(await routesOf({ operation: 'check,activate' })).toEqual(['check', 'activate', 'check']);
  expect(await routesOf({ code: 'NOT_FOUND,LICENSE_NOT_FOUND', dialect: 'native' })).toEqual([read, 'check']);
  expect(await routesOf({ code: 'NOT_ACTIVATED', key })).toEqual(['check']);
  expect(await routesOf({ customer: customer.id, code: 'VALID' })).toEqual(['activate']);
  expect(await routesOf({ ip: '192.0.2.7' })).toEqual(['check']);
});

it('includes requests of other APIs and of the console, and none without a credential', async () => {
  const apiKey = await keyOf(server, 'internal');
  const license = await issued(server);
  await server.call('GET', '/api/v1/licenses');
  await server.withKey('GET', `/api/license/info/${license.key}`, {}, apiKey.key);
  await validate(server, license.key, 'desk');
  const { body } = await list({ api_key: apiKey.id });
  expect(body.items).toMatchObject([
    { operation: 'read', dialect: 'v2', license_id: license.id, api_key: { id: apiKey.id } },
  ]);
  // The list itself is a request.
  expect(await routesOf({ operation: 'read' })).toEqual([
    'read /api/v1/requests',
    'read /api/license/info/:license_key',
  ]);
});

it('pages through both logs without gaps and repetitions, in both directions', async () => {
  const { key, id } = await issued(server);
  server.clock.holdAt('2031-04-01T10:00:00.000Z');
  for (const device of ['a', 'b', 'c']) {
    await validate(server, key, device);
    await server.asAdmin('GET', `/api/v1/licenses/${id}`);
  }
  const { body: all } = await list({ license: id });
  expect(all.items).toHaveLength(6);
  for (const sort of ['-at', 'at']) {
    const seen: number[] = [];
    let after: string | null | undefined;
    do {
      const { body } = await list({ license: id, sort, limit: '2', ...(after && { after }) });
      seen.push(...body.items.map((one: { id: number }) => one.id));
      after = body.next;
    } while (after);
    const ids = all.items.map((one: { id: number }) => one.id);
    expect(seen).toEqual(sort === 'at' ? ids.reverse() : ids);
  }
});

it('shows an API key of some products the requests about their licenses', async () => {
  const product = await server.sdk.products.create({ reference: 'shop', name: 'Shop' });
  const customer = await server.sdk.customers.create({ name: 'Studio' });
  const own = await issued(server, { product: product.reference, customer_id: customer.id });
  const other = await issued(server, { customer_id: customer.id });
  const apiKey = await keyOf(server, 'internal', { products: ['shop'], permissions: ['audit:read'] });
  for (const { id, key } of [own, other]) {
    await validate(server, key, 'desk');
    await server.asAdmin('GET', `/api/v1/licenses/${id}`);
  }
  const { body } = await list({}, apiKey.key);
  const { body: ofCustomer } = await list({ customer: customer.id }, apiKey.key);
  expect(ofCustomer).toEqual(body);
  expect(body.items.map((one: { license_id: string }) => one.license_id)).toEqual([own.id, own.id]);
});

it('refuses unknown operations and bad times, and never fails for odd values', async () => {
  for (const [field, value] of Object.entries({ operation: 'peek', from: 'yesterday', license: 'x', after: '!' })) {
    expect(await list({ [field]: value })).toMatchObject({ status: 400 });
  }
  expect((await list({ code: 'OK', operation: 'check' })).body).toEqual({ items: [], next: null });
  expect(await list({ key: 'x'.repeat(255), ip: 'nowhere', code: "'", q: '50%' })).toMatchObject({ status: 200 });
});
