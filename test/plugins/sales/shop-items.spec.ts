import type Stripe from 'stripe';
import { DAY } from '../../../src/core/common/calendar';
import { ShopEventsService } from '../../../src/plugins/sales/shops/shop-events.service';
import { aProduct } from '../../testkit/callers';
import { declare } from '../../support/grants';
import { expectOneEnd, orderWith, type SentEvent } from '../../support/sale-ends';
import { eventsOf } from '../../testkit/records';
import { TestServer } from '../../testkit/server';
import {
  aShop,
  type ConnectedShop,
  map,
  processEvents,
  seconds,
  type Sent,
  standardHeaders,
  stripeEvent,
  stripeHeaders,
} from '../../testkit/shops';

const SHOPS = '/api/v1/shops';
/** All times are in the future, so that no license has expired. */
const START = new Date('2031-03-01T08:00:00.000Z');

let server: TestServer;
let stripe: ConnectedShop;
let generic: ConnectedShop;
beforeAll(async () => {
  server = await TestServer.shared();
  stripe = await aShop(server, 'stripe', { secret: 'whsec_of_stripe' });
  generic = await aShop(server, 'generic');
  for (const product of ['studio', 'fonts', 'brushes']) {
    await aProduct(server, product);
    await map(server, stripe, `price_${product}`, { product });
  }
});
afterAll(() => server.stop());

let count = 0;
const fresh = (prefix: string): string => `${prefix}-${(count += 1)}`;
const day = (days: number): Date => new Date(START.getTime() + days * DAY);

/** Without HTTP, which would take most of the time. */
const receive = ({ id }: ConnectedShop, body: string, headers: Record<string, string>) =>
  server.app.get(ShopEventsService).receive(id, { body: Buffer.from(body), headers });
const fromStripe = ({ body }: SentEvent, shop = stripe) =>
  receive(shop, body, stripeHeaders(body, shop.secret, server.clock.now()));
const fromGeneric = ({ id, body }: SentEvent) =>
  receive(generic, body, standardHeaders(id, body, generic.secret, server.clock.now()));
const apply = async (...events: SentEvent[]) => {
  for (const event of events) {
    await fromGeneric(event);
    await processEvents(server);
  }
};

const event = (type: string, at: number, subscription: string, more: object = {}, order: object = {}): SentEvent => ({
  id: fresh('msg'),
  body: JSON.stringify({
    type,
    timestamp: day(at).toISOString(),
    ...more,
    order: { external_id: `o-${subscription}`, subscription_id: subscription, ...order },
  }),
});
const line = (product: string, price?: number, more: object = {}) => ({ product, price, currency: 'EUR', ...more });
const paid = (subscription: string, lines: object[], more: object = {}): SentEvent =>
  event(
    'order.paid',
    0,
    subscription,
    { period_end: day(30), ...more },
    {
      customer: { email: 'ada@example.com', name: 'Ada Lovelace', company: 'Engines' },
      lines,
    },
  );
const changed = (subscription: string, at: number, lines: object[], more: object = {}): SentEvent =>
  event('subscription.changed', at, subscription, more, { lines });
const renewed = (subscription: string, at: number, more: object = {}): SentEvent =>
  event('subscription.renewed', at, subscription, { period_end: day(at + 30), ...more });

/** `studio unused`, or `fonts disabled, removed`. */
const linesOf = async (subscription: string): Promise<string[]> =>
  (await orderWith(server, subscription)).lines.map(
    (one: { product: string; licenses: { status: string }[]; removed_at: string | null }) =>
      `${one.product} ${one.licenses.map(({ status }) => status).join(' ')}${one.removed_at ? ', removed' : ''}`,
  );
const licenseOf = async (subscription: string, index = 0) => {
  const { lines } = await orderWith(server, subscription);
  return (await server.asAdmin('GET', `/api/v1/licenses/${lines[index].licenses[0].id}`)).body;
};

describe('items of a subscription', () => {
  it('end alike in every order of arrival, and twice each: added, removed, moved and renewed', async () => {
    const end = await expectOneEnd(
      server,
      (subscription) => [
        paid(subscription, [line('studio', 4900)]),
        changed(subscription, 10, [line('studio'), line('fonts', 900, { quantity: 2 })]),
        renewed(subscription, 30),
        changed(subscription, 40, [line('brushes', 700)]),
      ],
      fromGeneric,
    );
    expect(end).toMatchObject({ state: 'paid', period_end: day(60).toISOString(), total: 5800 });
    expect(end.lines).toMatchObject([
      { product: 'brushes', price: 4900, removed_at: null, licenses: ['unused'], ends: [day(60).toISOString()] },
      {
        product: 'fonts',
        quantity: 2,
        price: 900,
        removed_at: day(40).toISOString(),
        licenses: ['unused', 'unused'],
        ends: [day(60).toISOString()],
      },
    ]);
  });

  it('end alike with the ids of Stripe: two items, one of which is replaced and one ends with its period', async () => {
    type Item = Sent<Stripe.SubscriptionItem>;
    const item = (id: string, product: string, quantity = 1): Item => ({
      id,
      quantity,
      price: { id: `price_${product}`, product: `prod_${product}`, unit_amount: 1000, currency: 'eur' },
    });
    const updated = (id: string, at: number, ...items: Item[]) =>
      stripeEvent(
        'customer.subscription.updated',
        day(at),
        { id, status: 'active', cancel_at_period_end: false, cancel_at: null, items: { data: items } },
        { items: { data: [] } },
      );
    const invoice = (id: string, cause: Stripe.Invoice.BillingReason, at: number, ...products: string[]) =>
      stripeEvent('invoice.paid', day(at), {
        id: `in_${id}_${at}`,
        billing_reason: cause,
        currency: 'eur',
        customer: 'cus_1',
        customer_email: 'ada@example.com',
        customer_name: 'Ada Lovelace',
        parent: { type: 'subscription_details', subscription_details: { subscription: id } },
        lines: {
          has_more: false,
          data: products.map((product) => ({
            id: `il_${product}`,
            amount: 1000,
            currency: 'eur',
            quantity: 1,
            discount_amounts: [],
            taxes: [],
            period: { start: seconds(day(at)), end: seconds(day(at + 30)) },
            pricing: {
              type: 'price_details',
              price_details: { price: `price_${product}`, product: `prod_${product}` },
            },
            parent: {
              type: 'subscription_item_details',
              subscription_item_details: { subscription_item: `si_${id}_${product}` },
            },
          })),
        },
      });
    const end = await expectOneEnd(
      server,
      (id) => [
        invoice(id, 'subscription_create', 0, 'studio', 'fonts'),
        updated(id, 10, item(`si_${id}_studio`, 'brushes', 3)),
        invoice(id, 'subscription_cycle', 30, 'studio'),
      ],
      (one) => fromStripe(one),
    );
    expect(end.lines).toMatchObject([
      { product: 'brushes', quantity: 3, licenses: ['unused', 'unused', 'unused'], ends: [day(60).toISOString()] },
      { product: 'fonts', licenses: ['unused'], ends: [day(30).toISOString()], removed_at: day(10).toISOString() },
    ]);
  });

  it('keep their keys when they move, end at once if the shop says so, and come back with their keys', async () => {
    const subscription = fresh('sub');
    await apply(paid(subscription, [line('studio'), line('fonts')]));
    const [studio, fonts] = [await licenseOf(subscription), await licenseOf(subscription, 1)];
    await apply(changed(subscription, 5, [line('brushes')], { ended: true }));
    expect(await linesOf(subscription)).toEqual(['brushes unused', 'fonts disabled, removed']);
    expect(await licenseOf(subscription)).toMatchObject({ key: studio.key, product: 'brushes' });
    await apply(changed(subscription, 6, [line('brushes'), line('fonts')]), renewed(subscription, 30));
    expect(await linesOf(subscription)).toEqual(['brushes unused', 'fonts unused']);
    expect(await licenseOf(subscription, 1)).toMatchObject({ key: fonts.key, expires_at: day(60).toISOString() });
  });

  it('follow the sale after the product of one of them was deleted', async () => {
    const subscription = fresh('sub');
    const product = await aProduct(server, 'deleted');
    await apply(paid(subscription, [line('deleted', 900), line('studio', 4900)]));
    const { id } = await licenseOf(subscription);
    expect((await server.asAdmin('DELETE', `/api/v1/licenses/${id}`)).status).toBe(204);
    expect((await server.asAdmin('DELETE', `/api/v1/products/${product.id}`)).status).toBe(204);
    await apply(changed(subscription, 10, [line('studio'), line('fonts', 900)]));
    expect(await linesOf(subscription)).toEqual(['fonts unused', 'studio unused']);
  });

  it('give the entitlements of their mapping, which change with the plan and leave what people granted', async () => {
    const suite = await aProduct(server, 'suite');
    for (const code of ['export', 'cloud', 'beta']) {
      await declare(server, suite, code);
    }
    await map(server, generic, 'basic-plan', { product: 'suite', entitlements: { export: true } });
    await map(server, generic, 'pro-plan', { product: 'suite', entitlements: { cloud: true } });
    const plan = (policy: string, quantity = 1) => [{ policy, quantity }];
    const subscription = fresh('sub');
    await apply(paid(subscription, plan('basic-plan')));
    const entitlementsOf = async (index = 0) => {
      const { lines } = await orderWith(server, subscription);
      const { body } = await server.asAdmin('GET', `/api/v1/licenses/${lines[0].licenses[index].id}`);
      return Object.keys(body.entitlements).sort();
    };
    expect(await entitlementsOf()).toEqual(['export']);
    const { id } = await licenseOf(subscription);
    const own = { entitlements: { export: true, beta: true } };
    const { status, body } = await server.asAdmin('PATCH', `/api/v1/licenses/${id}`, { body: own });
    expect([status, body.error]).toEqual([200, undefined]);
    await apply(changed(subscription, 5, plan('pro-plan', 2)));
    expect([await entitlementsOf(), await entitlementsOf(1)]).toEqual([['beta', 'cloud'], ['cloud']]);
  });
});

describe('a cart of which some items are mapped', () => {
  it('gives the licenses of these, and once those of the others when they are mapped and replayed', async () => {
    const shop = await aShop(server, 'stripe', { secret: 'whsec_of_another' });
    await map(server, shop, 'price_a', { product: 'studio' });
    const session = fresh('cs');
    const item = (id: string, price: string, amount: number) => ({
      id,
      price: { id: price, product: `prod_${id}` },
      quantity: 1,
      amount_total: amount,
      currency: 'eur',
    });
    const bought = stripeEvent('checkout.session.completed', day(0), {
      id: session,
      mode: 'payment',
      payment_status: 'paid',
      payment_intent: `pi_${session}`,
      invoice: null,
      customer_details: { email: 'grace@example.com', name: 'Grace Hopper' },
      line_items: { data: [item('li_1', 'price_b', 500), item('li_2', 'price_a', 900)] },
    });
    const order = async () => {
      const { items } = (await server.asAdmin('GET', `/api/v1/orders?external_id=${session}`)).body;
      expect(items).toHaveLength(1);
      return (await server.asAdmin('GET', `/api/v1/orders/${items[0].id}`)).body;
    };
    const events = async () => (await server.asAdmin('GET', `${SHOPS}/${shop.id}/events`)).body.items;
    const replay = async () => {
      await server.asAdmin('POST', `${SHOPS}/${shop.id}/replay`);
      await processEvents(server);
    };
    await fromStripe(bought, shop);
    await processEvents(server);
    const { id, lines: first } = await order();
    expect(await events()).toMatchObject([{ state: 'unmapped', reason: 'No mapping for price_b', order_id: id }]);
    expect(first).toMatchObject([{ product: 'studio', price: 900, external_id: 'li_2', licenses: [{}] }]);
    await replay();
    expect(await order()).toMatchObject({ lines: [{ product: 'studio' }], total: 900 });

    const refund = { id: `ch_${session}`, payment_intent: `pi_${session}`, amount_refunded: 500, refunded: false };
    await fromStripe(stripeEvent('charge.refunded', day(1), refund), shop);
    await processEvents(server);
    await map(server, shop, 'price_b', { product: 'fonts' });
    await replay();
    await replay();
    const { lines, state, total } = await order();
    expect([state, total]).toEqual(['partly_refunded', 1400]);
    expect(lines).toMatchObject([
      { product: 'studio', refunded_at: null, licenses: [{ key: first[0].licenses[0].key, status: 'unused' }] },
      { product: 'fonts', price: 500, external_id: 'li_1', licenses: [{ status: 'revoked' }] },
    ]);
    expect((await events()).map((one: { state: string }) => one.state)).toEqual(['done', 'done']);
  });
});

describe('a refund', () => {
  const twoLines = [line('studio', 3000, { external_id: 'li_a' }), line('fonts', 1000, { external_id: 'li_b' })];

  it('of the newest period ends it, and the next payment brings the licenses back', async () => {
    const subscription = fresh('sub');
    await apply(
      paid(subscription, [line('studio', 4900)], { payment_id: 'p-1' }),
      renewed(subscription, 30, { payment_id: 'p-2' }),
      event('order.refunded', 31, subscription, { payment_id: 'p-2' }),
    );
    expect(await orderWith(server, subscription)).toMatchObject({ state: 'partly_refunded', refunded: 4900 });
    expect(await linesOf(subscription)).toEqual(['studio revoked']);
    await apply(changed(subscription, 32, [line('studio', 4900), line('fonts', 900)]));
    expect(await linesOf(subscription)).toEqual(['studio revoked', 'fonts revoked']);
    await apply(renewed(subscription, 60, { payment_id: 'p-3' }));
    expect(await orderWith(server, subscription)).toMatchObject({ state: 'partly_refunded', refunded: 4900 });
    expect(await linesOf(subscription)).toEqual(['studio unused', 'fonts unused']);
    await apply(event('order.refunded', 61, subscription, { payment_id: 'p-1' }));
    expect(await linesOf(subscription)).toEqual(['studio unused', 'fonts unused']);
  });

  it('of the only payment is one of the whole order', async () => {
    const subscription = fresh('sub');
    await apply(
      paid(subscription, [line('studio', 4900)], { payment_id: 'p-4' }),
      event('order.refunded', 1, subscription, { payment_id: 'p-4' }),
    );
    expect(await orderWith(server, subscription)).toMatchObject({ state: 'refunded', refunded: 4900 });
    expect(await linesOf(subscription)).toEqual(['studio revoked']);
  });

  it('ends the lines that it names, otherwise the one whose price it is, otherwise the newest that fit', async () => {
    const [named, exact, newest] = [fresh('sub'), fresh('sub'), fresh('sub')];
    const refund = (subscription: string, more: object, order: object = {}) =>
      apply(paid(subscription, twoLines), event('order.refunded', 1, subscription, more, order));
    await refund(named, {}, { lines: [{ external_id: 'li_a' }] });
    await refund(exact, { amount: 3000 });
    await refund(newest, { amount: 1500 });
    expect([await linesOf(named), await linesOf(exact), await linesOf(newest)]).toEqual([
      ['studio revoked', 'fonts unused'],
      ['studio revoked', 'fonts unused'],
      ['studio unused', 'fonts revoked'],
    ]);
    expect(await orderWith(server, named)).toMatchObject({ state: 'partly_refunded', refunded: 3000 });
  });

  it('ends alike in every order of arrival, and twice each', async () => {
    const end = await expectOneEnd(
      server,
      (subscription) => [
        paid(subscription, twoLines, { payment_id: `${subscription}-1` }),
        renewed(subscription, 30, { payment_id: `${subscription}-2` }),
        event('order.refunded', 31, subscription, { payment_id: `${subscription}-2`, amount: 1000 }),
        event('order.refunded', 3, subscription, { payment_id: `${subscription}-1` }),
      ],
      fromGeneric,
    );
    expect(end).toMatchObject({ state: 'partly_refunded', refunded: 5000 });
    expect(end.lines).toMatchObject([
      { product: 'fonts', isRefunded: true, licenses: ['revoked'] },
      { product: 'studio', isRefunded: false, licenses: ['unused'] },
    ]);
  });
});

it('tells of no change where the metadata of an order has no room for a receipt', async () => {
  const subscription = fresh('sub');
  await apply(paid(subscription, [line('studio', 4900)]));
  const { id } = await orderWith(server, subscription);
  const metadata = { notes: 'x'.repeat(16_000) };
  await server.asAdmin('PATCH', `/api/v1/orders/${id}`, { body: { metadata } });
  const receipt_url = `https://shop.example/receipts/${'1'.repeat(400)}`;
  await apply(event('subscription.past_due', 1, subscription, {}, { receipt_url }));
  expect(await orderWith(server, subscription)).toMatchObject({ metadata, state: 'past_due' });
  expect((await eventsOf(server, id)).map(({ name }) => name)).toEqual([
    'order.paid',
    'order.updated',
    'order.past_due',
  ]);
});

it('erases names and addresses from the events of a customer who is deleted for good', async () => {
  const subscription = fresh('sub');
  const receipt = 'https://shop.example/receipts/of-gone';
  const buyer = { customer: { email: 'gone@example.com', name: 'Gone Away', company: 'Nowhere' } };
  const body = (type: string, at: number, more: object = {}): SentEvent =>
    event(type, at, subscription, more, { ...buyer, lines: [line('studio', 4900)], receipt_url: receipt });
  await apply(body('order.paid', 0, { period_end: day(30) }));
  const { id, customer, lines, metadata } = await orderWith(server, subscription);
  expect(metadata).toEqual({ receipt_url: receipt });
  const kept = async (): Promise<string> => {
    const rows = await server.dataSource.query<object[]>(
      `SELECT payload, facts FROM shop_events JOIN shop_sales ON shop_sales.id = sale_id WHERE order_uid = $1`,
      [id],
    );
    return JSON.stringify(rows);
  };
  expect(await kept()).toContain('gone@example.com');
  await server.sdk.licenses.delete(lines[0].licenses[0].id);
  expect((await server.asAdmin('DELETE', `/api/v1/customers/${customer.id}?final=false`)).status).toBe(204);
  expect(await kept()).toContain('gone@example.com');
  expect((await server.asAdmin('DELETE', `/api/v1/customers/${customer.id}?final=true`)).status).toBe(204);
  expect(await kept()).not.toMatch(/gone@example.com|Gone Away|Nowhere|of-gone/);
  await apply(body('subscription.renewed', 30, { period_end: day(60) }));
  const erased = { period_end: day(60).toISOString(), customer: null, metadata: {} };
  expect(await orderWith(server, subscription)).toMatchObject(erased);
  expect(await kept()).not.toMatch(/gone@example.com|Gone Away|Nowhere|of-gone/);
  const { items } = (await server.asAdmin('GET', `${SHOPS}/${generic.id}/events?limit=2`)).body;
  expect(items.map(({ state }: { state: string }) => state)).toEqual(['done', 'done']);
});
