import { ShopEventsService } from '../../../src/plugins/sales/shops/shop-events.service';
import { aProductWith } from '../../testkit/callers';
import { countOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import { aShop, processEvents, standardHeaders } from '../../testkit/shops';

const PATH = '/api/v1/subscriptions';
const NOW = '2026-01-05T12:00:00.000Z';
const FEBRUARY = '2026-02-05T12:00:00.000Z';
const MARCH = '2026-03-05T12:00:00.000Z';

type Shop = Awaited<ReturnType<typeof aShop>>;

let server: TestServer;
let shop: Shop;
beforeAll(async () => {
  server = await TestServer.shared();
  await aProductWith(server, 'basic', { duration_days: 365 });
});
beforeEach(async () => {
  server.clock.holdAt(NOW);
  shop = await aShop(server, 'generic');
});
afterAll(() => server.stop());

let count = 0;
/** Without HTTP, which would take most of the time. */
const receive = (type: string, timestamp: string, order: object, more: object = {}) => {
  const body = JSON.stringify({ type, timestamp, order, ...more });
  const headers = standardHeaders(`msg_${(count += 1)}`, body, shop.secret, server.clock.now());
  return server.app.get(ShopEventsService).receive(shop.id, { body: Buffer.from(body), headers });
};
const send = async (...event: Parameters<typeof receive>) => {
  await receive(...event);
  await processEvents(server);
};
const aSubscription = async (more: object = {}) => {
  const name = `sub-${(count += 1)}`;
  const names = { external_id: `order-${count}`, subscription_id: name };
  const customer = { email: `${name}@example.com`, name: 'Ada' };
  const lines = [{ product: 'basic', quantity: 2, price: 4900, currency: 'EUR' }];
  await send('order.paid', NOW, { ...names, customer, lines, period_end: FEBRUARY, ...more });
  return names;
};
const list = async (query: Record<string, string> = {}) =>
  (await server.asAdmin('GET', PATH, { query: { shop: shop.name, ...query } })).body.items;
const only = async () => {
  const [first, ...others] = await list();
  expect(others).toEqual([]);
  return (await server.asAdmin('GET', `${PATH}/${first.id}`)).body;
};
const logOf = async (id: string, query: Record<string, string> = {}) =>
  (await server.asAdmin('GET', `${PATH}/${id}/log`, { query })).body.items;

describe('a subscription', () => {
  it('is an order of its shop with its period, price and licenses', async () => {
    const { subscription_id } = await aSubscription();
    const { id, customer_id, licenses, ...facts } = await only();
    expect(facts).toEqual({
      shop: shop.name,
      external_id: subscription_id,
      state: 'active',
      interval: 'P1M',
      period_end: FEBRUARY,
      price: 4900,
      currency: 'EUR',
      next_change: { type: 'renewal', at: FEBRUARY },
    });
    const order = (await server.asAdmin('GET', `/api/v1/orders/${id}`)).body;
    expect(customer_id).toBe(order.customer.id);
    expect(licenses).toEqual(order.lines[0].licenses.map((license: { id: string }) => license.id));
  });

  it('is found by its state, its customer and its texts', async () => {
    const { subscription_id } = await aSubscription();
    const [{ id }] = await list();
    const found: Record<string, string>[] = [
      { state: 'active' },
      { state: 'active,ended' },
      { customer: `${subscription_id}@example.com` },
      { q: subscription_id },
    ];
    for (const query of found) {
      expect([query, await list(query)]).toMatchObject([query, [{ id }]]);
    }
    const missed: Record<string, string>[] = [
      { state: 'ended,cancelled,past_due' },
      { q: 'nothing' },
      { customer: 'nobody' },
    ];
    for (const query of missed) {
      expect([query, await list(query)]).toEqual([query, []]);
    }
    expect((await server.asAdmin('GET', PATH, { query: { state: 'lost' } })).status).toBe(400);
  });

  it('goes from state to state as its shop tells, and at the end of its period', async () => {
    const names = await aSubscription();
    const states = async () => {
      const { id, state, next_change } = await only();
      expect(await list({ state })).toMatchObject([{ id }]);
      return [state, next_change];
    };
    await send('subscription.past_due', NOW, names);
    expect(await states()).toEqual(['past_due', { type: 'suspension', at: expect.any(String) }]);
    await send('subscription.renewed', '2026-01-06T12:00:00Z', names, { period_end: MARCH });
    expect(await states()).toEqual(['active', { type: 'renewal', at: MARCH }]);
    await send('subscription.cancelled', '2026-01-07T12:00:00Z', names);
    expect(await states()).toEqual(['cancelled', { type: 'end', at: MARCH }]);
    server.clock.holdAt(MARCH);
    expect(await states()).toEqual(['ended', null]);
    server.clock.holdAt(NOW);
    await send('subscription.resumed', '2026-01-08T12:00:00Z', names);
    expect(await states()).toEqual(['active', { type: 'renewal', at: MARCH }]);
    await send('subscription.cancelled', '2026-01-09T12:00:00Z', names, { ended: true });
    expect(await states()).toEqual(['ended', null]);
    await send('subscription.resumed', '2026-01-10T12:00:00Z', names);
    await send('order.refunded', '2026-01-11T12:00:00Z', names);
    expect(await states()).toEqual(['ended', null]);
  });

  it('logs each change once with the event of its shop, newest first', async () => {
    const names = await aSubscription();
    const event = ['subscription.renewed', '2026-01-06T12:00:00Z', names, { period_end: MARCH }] as const;
    await send(...event);
    await send(...event);
    const { id } = await only();
    expect(await logOf(id)).toMatchObject([
      {
        event: 'order.renewed',
        before: { period_end: FEBRUARY },
        after: { period_end: MARCH },
        actor: 'system',
        reason: `${shop.name}: subscription.renewed`,
        reference: `msg_${count - 1}`,
      },
      { event: 'order.paid', before: null, reason: `${shop.name}: order.paid` },
    ]);
    expect(await logOf(id, { q: 'renewed', limit: '1' })).toMatchObject([{ event: 'order.renewed' }]);
    await server.asAdmin('POST', `/api/v1/orders/${id}/cancel`, { body: { reason: 'Moved to another shop' } });
    expect((await logOf(id))[0]).toMatchObject({ event: 'order.cancelled', reason: 'Moved to another shop' });
  });

  it('is not found where an order has none', async () => {
    const customer = { email: 'ada@example.com' };
    const { body } = await server.asAdmin('POST', '/api/v1/orders', {
      body: { customer, lines: [{ product: 'basic' }] },
    });
    const unknown = '00000000-0000-4000-8000-000000000000';
    for (const path of [body.id, `${body.id}/log`, unknown, `${unknown}/log`]) {
      const { status, body: error } = await server.asAdmin('GET', `${PATH}/${path}`);
      expect([status, error.error.code, error.error.message]).toEqual([404, 'NOT_FOUND', 'Subscription not found']);
    }
  });

  it('of an order of the API has the interval of its period, and ends when a person says so', async () => {
    const { body } = await server.asAdmin('POST', '/api/v1/orders', {
      body: {
        subscription_id: `api-${(count += 1)}`,
        customer: { email: 'ada@example.com' },
        lines: [{ product: 'basic' }],
        period_end: '2027-01-04',
      },
    });
    const read = async () => (await server.asAdmin('GET', `${PATH}/${body.id}`)).body;
    expect(await read()).toMatchObject({ shop: 'manual', interval: 'P1Y', price: null, state: 'active' });
    await server.asAdmin('POST', `/api/v1/orders/${body.id}/cancel`);
    expect(await read()).toMatchObject({ state: 'cancelled', next_change: { type: 'end' } });
    await server.asAdmin('POST', `/api/v1/orders/${body.id}/cancel`, { body: { when: 'now' } });
    expect(await read()).toMatchObject({ state: 'ended', next_change: null });
  });

  it('is one, and right, when twelve of its events arrive together', async () => {
    const names = await aSubscription();
    const before = await countOf(server, 'orders');
    const events = [
      ['subscription.past_due', '2026-01-06T12:00:00Z', {}],
      ['subscription.renewed', '2026-01-07T12:00:00Z', { period_end: MARCH }],
      ['subscription.cancelled', '2026-01-08T12:00:00Z', {}],
      ['subscription.resumed', '2026-01-09T12:00:00Z', {}],
      ['subscription.renewed', '2026-01-10T12:00:00Z', { period_end: '2026-04-05T12:00:00Z' }],
      ['subscription.cancelled', '2026-01-11T12:00:00Z', {}],
    ] as const;
    await Promise.all([...events, ...[...events].reverse()].map(([type, at, more]) => receive(type, at, names, more)));
    await Promise.all([processEvents(server), processEvents(server), processEvents(server)]);
    const { id, ...subscription } = await only();
    expect(await countOf(server, 'orders')).toBe(before);
    expect(subscription).toMatchObject({
      state: 'cancelled',
      interval: 'P1M',
      period_end: '2026-04-05T12:00:00.000Z',
      next_change: { type: 'end', at: '2026-04-05T12:00:00.000Z' },
    });
    expect((await logOf(id)).filter(({ event }: { event: string }) => event === 'order.paid')).toHaveLength(1);
  });
});
