import { aProductWith } from '../../testkit/callers';
import { issued } from '../../testkit/issue';
import { TestServer } from '../../testkit/server';
import { aShop, processEvents, sendEvent, standardHeaders } from '../../testkit/shops';

const NOW = '2026-01-05T12:00:00.000Z';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'basic', { duration_days: 365, max_activations: 3 });
  await aProductWith(server, 'pro', { duration_days: 365, max_activations: 10 });
});
beforeEach(() => server.clock.holdAt(NOW));
afterAll(() => server.stop());

const answerOf = (id: string, query: Record<string, string> = {}) =>
  server.asAdmin('GET', `/api/v1/licenses/${id}/payments`, { query });
const paymentsOf = async (id: string, query: Record<string, string> = {}) => (await answerOf(id, query)).body.items;
const place = async (lines: object[], more: object = {}) => {
  const { status, body } = await server.asAdmin('POST', '/api/v1/orders', {
    body: { customer: { email: 'ada@example.com' }, lines, ...more },
  });
  expect([status, body.error]).toEqual([201, undefined]);
  return body;
};

it('are those of the order that gave the license and of all that continue it, newest first', async () => {
  const given = await place([{ product: 'basic', quantity: 2, price: 9800, currency: 'EUR' }], {
    external_id: 'first',
  });
  const [{ id }] = given.lines[0].licenses;
  expect(await paymentsOf(id)).toEqual([
    {
      id: expect.any(String),
      type: 'payment',
      paid_at: NOW,
      shop: 'manual',
      order_id: given.id,
      line_id: given.lines[0].id,
      action: null,
      quantity: 2,
      seats: null,
      policy: given.lines[0].policy,
      entitlements: [],
      period_end: null,
      amount: 9800,
      currency: 'EUR',
      counts: true,
      reason: null,
    },
  ]);
  server.clock.holdAt('2026-02-01T00:00:00.000Z');
  const seats = await place([{ license: id, action: 'add_seats', seats: 5, price: 500, currency: 'USD' }]);
  server.clock.holdAt('2026-02-02T00:00:00.000Z');
  await server.asAdmin('POST', `/api/v1/orders/${seats.id}/refund`);
  expect(await paymentsOf(id)).toMatchObject([
    { type: 'refund', paid_at: '2026-02-02T00:00:00.000Z', amount: 500, currency: 'USD', counts: null },
    { type: 'payment', action: 'add_seats', seats: 5, counts: false, reason: 'refund' },
    { order_id: given.id, counts: true },
  ]);
  expect(await paymentsOf(id, { q: 'FIRST' })).toMatchObject([{ order_id: given.id }]);
});

it('are a section of the page of the license, for those who may see orders', async () => {
  const order = await place([{ product: 'basic', price: 4900, currency: 'EUR' }], { external_id: 'on-the-page' });
  const { body } = await server.asAdmin('GET', `/license/edit/${order.lines[0].licenses[0].id}`);
  expect(body).toContain('id="payments-title"');
  expect(body).toContain('on-the-page');
  const { id } = await issued(server, { product: 'basic' });
  expect((await server.asAdmin('GET', `/license/edit/${id}`)).body).not.toContain('id="payments-title"');
});

it('come in pages, each payment once, and in the same place in each answer', async () => {
  const { id } = await issued(server, { product: 'basic' });
  for (let index = 0; index < 5; index += 1) {
    await place([{ license: id, action: 'add_seats', seats: 1, price: index, currency: 'EUR' }]);
  }
  const all = await paymentsOf(id);
  const paged: object[] = [];
  let after: string | null = '';
  while (after !== null) {
    const { body } = await answerOf(id, { limit: '2', ...(after === '' ? {} : { after }) });
    paged.push(...body.items);
    after = body.next;
  }
  expect(paged).toEqual(all);
  expect(all).toHaveLength(5);
  expect((await answerOf(id, { after: 'nowhere' })).status).toBe(400);
  expect((await server.asAdmin('GET', '/api/v1/licenses/NO-SUCH-KEY/payments')).status).toBe(404);
});

it('tell a dispute and its end, and what does not count meanwhile', async () => {
  const shop = await aShop(server, 'generic');
  const { id } = await issued(server, { product: 'basic' });
  let count = 0;
  const send = async (type: string, timestamp: string, more: object = {}) => {
    const body = JSON.stringify({ type, timestamp, order: { external_id: 'disputed', ...more } });
    const headers = standardHeaders(`msg_${(count += 1)}`, body, shop.secret, server.clock.now());
    expect((await sendEvent(server, shop, body, { headers })).status).toBe(200);
    await processEvents(server);
  };
  const lines = [{ license: id, action: 'renew', price: 4900, currency: 'EUR' }];
  await send('order.paid', '2026-01-01T00:00:00Z', { customer: { email: 'ada@example.com' }, lines });
  await send('order.disputed', '2026-01-02T00:00:00Z');
  expect(await paymentsOf(id)).toMatchObject([
    { type: 'dispute', paid_at: '2026-01-02T00:00:00.000Z', counts: null },
    { type: 'payment', paid_at: '2026-01-01T00:00:00.000Z', amount: 4900, counts: false, reason: 'dispute' },
  ]);
  await send('order.dispute_won', '2026-01-03T00:00:00Z');
  expect(await paymentsOf(id)).toMatchObject([{ type: 'dispute_won' }, { type: 'dispute' }, { counts: true }]);
});
