import { Browser } from '../../testkit/browser';
import { aProductWith } from '../../testkit/callers';
import { activate, issued } from '../../testkit/issue';
import { beat, end, start } from '../../support/license-sessions';
import { TestServer } from '../../testkit/server';
import { aShop, map, processEvents, sendEvent, standardHeaders } from '../../testkit/shops';

let server: TestServer;
let browser: Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'limited', { duration_days: 365, max_activations: 2 });
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const pay = async (line: object) => {
  const answer = await server.asAdmin('POST', '/api/v1/orders', {
    body: { customer: { email: 'ada@example.com' }, lines: [line] },
  });
  expect([answer.status, answer.body.error]).toEqual([201, undefined]);
  return answer.body.id as string;
};
const refund = (order: string) => server.asAdmin('POST', `/api/v1/orders/${order}/refund`, { body: {} });
const reported = async (order: string) => {
  const query = { target: `orders:${order}`, action: 'order.limits_exceeded' };
  const { status, body } = await server.asAdmin('GET', '/api/v1/audit', { query });
  expect(status).toBe(200);
  return body.items.map(({ after }: { after: { exceeded: object[] } }) => after.exceeded);
};
const pageOf = async (order: string): Promise<string> => (await browser.get(`/console/orders/${order}`)).html;
const seatsOf = async (id: string) => (await server.asAdmin('GET', `/api/v1/licenses/${id}`)).body.activations;

async function withDevices(key: string, count: number): Promise<void> {
  for (let device = 1; device <= count; device += 1) {
    expect((await activate(server, key, `device-${device}`)).status).toBe(201);
  }
}

it('reports seats that are occupied when they are paid back, and frees none', async () => {
  const { id, key } = await issued(server, { product: 'limited', expires_at: '2031-01-01T00:00:00Z' });
  const order = await pay({ license: id, action: 'add_seats', seats: 3 });
  await withDevices(key, 4);
  expect(await pageOf(order)).not.toContain('seats in use');
  await refund(order);
  expect(await reported(order)).toEqual([[{ license: id, exceeded: [{ limit: 'seats', used: 4, max: 2 }] }]]);
  const before = await seatsOf(id);
  expect(await pageOf(order)).toContain('4 of 2 seats in use');

  await refund(order);
  expect(await reported(order)).toHaveLength(1);
  expect(await seatsOf(id)).toEqual(before);
});

it('reports nothing where what was paid back is free', async () => {
  const { id, key } = await issued(server, { product: 'limited', expires_at: '2031-01-01T00:00:00Z' });
  const seats = await pay({ license: id, action: 'add_seats', seats: 3 });
  const year = await pay({ license: id, action: 'renew' });
  await withDevices(key, 2);
  await refund(seats);
  await refund(year);
  expect([await reported(seats), await reported(year)]).toEqual([[], []]);
  expect(await pageOf(seats)).not.toContain('seats in use');
});

it('reports users and used meters that a policy gave which is paid back', async () => {
  await server.asAdmin('PUT', '/api/v1/products/limited/meters/exports', {
    body: { name: 'Exports', kind: 'consumed' },
  });
  const meters = (limit: number) => ({ exports: { limit, period: 'none' } });
  const policyOf = async (name: string, limit: number) => {
    const body = { name, duration_days: 365, max_activations: 2, max_users: limit, meters: meters(limit) };
    const answer = await server.asAdmin('POST', '/api/v1/policies', { body });
    expect([answer.status, answer.body.error]).toEqual([201, undefined]);
    return answer.body.id;
  };
  const [small, large] = [await policyOf('small', 1), await policyOf('large', 5)];
  const { id, key } = await issued(server, { product: 'limited', policy: small, expires_at: '2031-01-01T00:00:00Z' });
  const order = await pay({ license: id, action: 'upgrade', policy: large });
  for (const email of ['ada@example.com', 'bob@example.com']) {
    await server.asAdmin('POST', `/api/v1/licenses/${id}/users`, { body: { email } });
  }
  const usage = { license_key: key, items: [{ meter: 'exports', amount: 3 }] };
  expect((await server.call('POST', '/api/v1/usage', { body: usage })).status).toBe(200);
  await refund(order);
  const exceeded = [
    { limit: 'users', used: 2, max: 1 },
    { limit: 'meter', meter: 'exports', used: 3, max: 1 },
  ];
  expect(await reported(order)).toEqual([[{ license: id, exceeded }]]);
  const page = await pageOf(order);
  expect(page).toContain('2 of 1 user assigned');
  expect(page).toContain('3 of 1 exports used');
});

/** A license of a small policy that was bought a large one. */
async function upgraded(limit: 'max_sessions' | 'uses_limit') {
  const policyOf = async (name: string, value: number) => {
    const body = { name: `${name} ${limit}`, duration_days: 365, max_activations: 9, [limit]: value };
    const answer = await server.asAdmin('POST', '/api/v1/policies', { body });
    expect([answer.status, answer.body.error]).toEqual([201, undefined]);
    return answer.body.id;
  };
  const [small, large] = [await policyOf('small', 1), await policyOf('large', 3)];
  const license = await issued(server, { product: 'limited', policy: small, expires_at: '2031-01-01T00:00:00Z' });
  return { ...license, order: await pay({ license: license.id, action: 'upgrade', policy: large }) };
}

it('reports sessions that run when they are paid back, and ends none', async () => {
  const { id, key, order } = await upgraded('max_sessions');
  const tokens: string[] = [];
  for (const device of ['desk', 'laptop', 'tablet']) {
    await activate(server, key, device);
    const { status, body } = await start(server, key, device);
    expect([status, body.error]).toEqual([201, undefined]);
    tokens.push(body.session_token);
  }
  await refund(order);
  expect(await reported(order)).toEqual([[{ license: id, exceeded: [{ limit: 'sessions', used: 3, max: 1 }] }]]);
  expect(await pageOf(order)).toContain('3 of 1 session');
  for (const token of tokens) {
    expect((await beat(server, token)).status).toBe(200);
  }
  await activate(server, key, 'phone');
  expect((await start(server, key, 'phone')).status).toBe(409);

  for (const token of tokens) {
    await end(server, token);
  }
  expect(await pageOf(order)).not.toContain('3 of 1 session');
});

it('reports devices that were used when their uses are paid back, and forgets none', async () => {
  const { id, key, order } = await upgraded('uses_limit');
  await withDevices(key, 3);
  const before = await seatsOf(id);
  await refund(order);
  expect(await reported(order)).toEqual([[{ license: id, exceeded: [{ limit: 'uses', used: 3, max: 1 }] }]]);
  expect(await pageOf(order)).toContain('3 of 1 use counted');
  expect(await seatsOf(id)).toEqual(before);
  expect((await activate(server, key, 'device-1')).status).toBeLessThan(300);
  expect((await activate(server, key, 'device-9')).status).toBeGreaterThanOrEqual(400);

  await refund(order);
  expect(await reported(order)).toHaveLength(1);
});

it.each([
  ['order.disputed', {}],
  ['order.refunded', {}],
])('reports it once for %s of a shop, also when the event is repeated', async (type, more) => {
  const shop = await aShop(server, 'generic');
  await map(server, shop, 'price', { product: 'limited' });
  const { id, key } = await issued(server, { product: 'limited', expires_at: '2031-01-01T00:00:00Z' });
  const external = `seats-${type}`;
  let sent = 0;
  const send = async (name: string, order: object) => {
    const at = server.clock.now();
    const body = JSON.stringify({
      type: name,
      timestamp: at.toISOString(),
      order: { external_id: external, ...order },
    });
    await sendEvent(server, shop, body, { headers: standardHeaders(`${type}-${(sent += 1)}`, body, shop.secret, at) });
    await processEvents(server);
  };
  const lines = [{ license: id, action: 'add_seats', seats: 2, price: 100, currency: 'EUR' }];
  await send('order.paid', { customer: { email: 'ada@example.com' }, lines });
  await withDevices(key, 4);
  await send(type, more);
  await send(type, more);
  const { items } = (await server.asAdmin('GET', '/api/v1/orders', { query: { external_id: external } })).body;
  const order = items[0].id;
  expect(await reported(order)).toEqual([[{ license: id, exceeded: [{ limit: 'seats', used: 4, max: 2 }] }]]);
});
