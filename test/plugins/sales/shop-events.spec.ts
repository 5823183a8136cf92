import type Stripe from 'stripe';
import { DAY } from '../../../src/core/common/calendar';
import { FollowShopService } from '../../../src/plugins/sales/orders/follow-shop.service';
import { ProcessShopEventsService } from '../../../src/plugins/sales/shops/process-shop-events.service';
import { ShopEventsService } from '../../../src/plugins/sales/shops/shop-events.service';
import { ShopsService } from '../../../src/plugins/sales/shops/shops.service';
import { aProduct, aProductWith } from '../../testkit/callers';
import { runJob } from '../../testkit/jobs';
import { race } from '../../testkit/race';
import { eventsOf } from '../../testkit/records';
import { expectOneEnd, orderWith as saleOrder, type SentEvent } from '../../support/sale-ends';
import { TestServer } from '../../testkit/server';
import { roundTripsOf } from '../../testkit/statements';
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

const START = new Date('2026-09-01T08:00:00.000Z');
const SHOPS = '/api/v1/shops';

let server: TestServer;
let stripe: ConnectedShop;
let generic: ConnectedShop;
let policies: Record<'pro' | 'team', string>;
beforeAll(async () => {
  server = await TestServer.shared();
  stripe = await aShop(server, 'stripe', { secret: 'whsec_of_stripe', settings: { past_due_days: 14 } });
  generic = await aShop(server, 'generic');
  await aProduct(server, 'studio');
  policies = {
    pro: (await aProductWith(server, 'pro', { max_activations: 1 })).policy,
    team: (await aProductWith(server, 'team', { max_activations: 3 })).policy,
  };
  await map(server, stripe, 'price_pro', { product: 'pro' });
  await map(server, stripe, 'price_team', { product: 'team', per: 'seat' });
});
afterEach(() => server.clock.reset());
afterAll(() => server.stop());

let count = 0;
const fresh = (prefix: string): string => `${prefix}-${(count += 1)}`;
/** Days after the start. */
const day = (days: number): Date => new Date(START.getTime() + days * DAY);
const now = () => server.clock.now();

/** Without HTTP, which would take most of the time. */
const receive = ({ id }: ConnectedShop, body: string, headers: Record<string, string>) =>
  server.app.get(ShopEventsService).receive(id, { body: Buffer.from(body), headers });
const receiveFromStripe = ({ body }: SentEvent) => receive(stripe, body, stripeHeaders(body, stripe.secret, now()));
const receiveFromGeneric = ({ id, body }: SentEvent) =>
  receive(generic, body, standardHeaders(id, body, generic.secret, now()));

const orderWith = (subscription: string) => saleOrder(server, subscription);

type Line = Sent<Stripe.InvoiceLineItem>;

function invoice(subscription: string, cause: Stripe.Invoice.BillingReason, until: Date, payment: string) {
  const line: Line = {
    id: 'il_1',
    amount: 4900,
    currency: 'eur',
    quantity: 1,
    discount_amounts: [],
    taxes: [],
    period: { start: seconds(START), end: seconds(until) },
    pricing: { type: 'price_details', price_details: { price: 'price_pro', product: 'prod_1' } },
    parent: {
      type: 'subscription_item_details',
      subscription_item_details: { subscription_item: `si_${subscription}` },
    },
  };
  return {
    id: `in_${payment}`,
    object: 'invoice',
    billing_reason: cause,
    currency: 'eur',
    customer: 'cus_1',
    customer_email: 'ada@example.com',
    customer_name: 'Ada Lovelace',
    parent: { type: 'subscription_details', subscription_details: { subscription } },
    lines: { data: [line], has_more: false },
    payments: { data: [{ payment: { type: 'payment_intent', payment_intent: payment } }] },
  } as const satisfies Sent<Stripe.Invoice>;
}

function subscriptionWith(id: string, price: string, quantity: number, more: Sent<Stripe.Subscription> = {}) {
  const item = {
    id: `si_${id}`,
    quantity,
    price: { id: price, product: 'prod_1', unit_amount: 4900, currency: 'eur' },
  };
  return {
    id,
    object: 'subscription',
    status: 'active',
    cancel_at_period_end: false,
    cancel_at: null,
    items: { data: [item] },
    ...more,
  } as const satisfies Sent<Stripe.Subscription>;
}

describe('in several orders, and twice each', () => {
  it('events of Stripe end alike: bought, renewed, plan changed, past due, the newest period refunded', async () => {
    const end = await expectOneEnd(
      server,
      (subscription) => {
        const payment = `pi_${subscription}`;
        return [
          stripeEvent('invoice.paid', day(0), invoice(subscription, 'subscription_create', day(30), payment)),
          stripeEvent('invoice.paid', day(30), invoice(subscription, 'subscription_cycle', day(60), `${payment}_2`)),
          stripeEvent('customer.subscription.updated', day(40), subscriptionWith(subscription, 'price_team', 5), {
            items: { data: [] },
          }),
          stripeEvent(
            'invoice.payment_failed',
            day(60),
            invoice(subscription, 'subscription_cycle', day(90), `${payment}_3`),
          ),
          stripeEvent('charge.refunded', day(61), {
            id: `ch_${subscription}`,
            payment_intent: `${payment}_2`,
            amount_refunded: 4900,
            refunded: true,
          }),
        ];
      },
      receiveFromStripe,
    );
    expect(end).toMatchObject({
      state: 'past_due',
      period_end: day(60).toISOString(),
      past_due_at: day(60).toISOString(),
      refunded: 4900,
      lines: [
        {
          product: 'team',
          policy: policies.team,
          quantity: 1,
          seats: 5,
          isRefunded: false,
          licenses: ['revoked'],
          ends: [day(60).toISOString()],
        },
      ],
    });
  });

  it('events of the generic hook end alike: bought, past due, recovered, cancelled and disputed', async () => {
    const event = (type: string, at: Date, subscription: string, more: object = {}, order: object = {}) => ({
      id: fresh('msg'),
      body: JSON.stringify({
        type,
        timestamp: at.toISOString(),
        ...more,
        order: { external_id: `o-${subscription}`, subscription_id: subscription, ...order },
      }),
    });
    const bought = {
      customer: { email: 'grace@example.com' },
      lines: [{ product: 'studio', quantity: 2, price: 9800, currency: 'EUR' }],
    };
    const end = await expectOneEnd(
      server,
      (subscription) => [
        event('order.paid', day(0), subscription, { period_end: day(30).toISOString() }, bought),
        event('subscription.past_due', day(30), subscription),
        event('subscription.renewed', day(32), subscription, { period_end: day(60).toISOString() }),
        event('subscription.cancelled', day(40), subscription),
      ],
      receiveFromGeneric,
    );
    expect(end).toMatchObject({
      state: 'cancelled',
      period_end: day(60).toISOString(),
      past_due_at: null,
      cancelled_at: day(40).toISOString(),
      lines: [
        {
          product: 'studio',
          quantity: 2,
          isRefunded: false,
          licenses: ['expired', 'expired'],
          ends: [day(60).toISOString()],
        },
      ],
    });
  });
});

describe('an event', () => {
  /** A payment for two products. */
  const paid = (order: string) => ({
    id: fresh('msg'),
    body: JSON.stringify({
      type: 'order.paid',
      timestamp: day(0).toISOString(),
      order: {
        external_id: order,
        subscription_id: order,
        customer: { email: 'ada@example.com' },
        lines: [
          { product: 'studio', price: 3000, currency: 'EUR' },
          { product: 'pro', price: 1000, currency: 'EUR' },
        ],
      },
    }),
  });
  const about = (order: string, type: string, at: Date, more: object = {}) => ({
    id: fresh('msg'),
    body: JSON.stringify({ type, timestamp: at.toISOString(), order: { subscription_id: order }, ...more }),
  });
  /** The newest event that arrived. */
  const kept = async () => (await server.asAdmin('GET', `${SHOPS}/${generic.id}/events?limit=1`)).body.items[0];
  const waiting = async () => (await server.asAdmin('GET', `${SHOPS}/${generic.id}/events?state=waiting`)).body.items;
  const statusesOf = async (order: string) =>
    (await orderWith(order)).lines.flatMap(({ licenses }: { licenses: { status: string }[] }) =>
      licenses.map(({ status }) => status),
    );

  it('is stored in one transaction with those that arrive at the same time, in their order, and once if it is repeated', async () => {
    const repeated = paid(fresh('order'));
    const sent = [repeated, ...Array.from({ length: 4 }, () => paid(fresh('order')))];
    const shops = server.app.get(ShopsService);
    const shop = await shops.get(generic.id);
    // Without the statement for each, all arrive in one moment.
    const get = jest.spyOn(shops, 'get').mockResolvedValue(shop);
    const trips = await roundTripsOf(() => Promise.all([...sent, repeated].map((event) => receiveFromGeneric(event))));
    get.mockRestore();
    const countOf = (part: string) => trips.filter((text) => text.includes(part)).length;
    expect([
      countOf('START TRANSACTION'),
      countOf('INTO "shop_events"'),
      countOf('add_job'),
      countOf('COMMIT'),
    ]).toEqual([1, 6, 1, 1]);
    const { items } = (await server.asAdmin('GET', `${SHOPS}/${generic.id}/events?limit=6`)).body;
    expect(items.slice(0, 5).map((event: { external_id: string }) => event.external_id)).toEqual(
      sent.map(({ id }) => id).reverse(),
    );
    expect(items.slice(5).map((event: { external_id: string }) => event.external_id)).not.toContain(repeated.id);
    await processEvents(server);
  });

  it('has its effect once after a failure in between, and for two nodes at once', async () => {
    const order = fresh('order');
    await receiveFromGeneric(paid(order));
    const follow = jest.spyOn(server.app.get(FollowShopService), 'follow').mockRejectedValueOnce(new Error('killed'));
    await processEvents(server);
    const reason = expect.stringContaining('the log of the server says why');
    expect(await kept()).toMatchObject({ state: 'pending', reason, order_id: null });
    expect((await server.asAdmin('GET', `/api/v1/orders?external_id=${order}`)).body.items).toEqual([]);
    follow.mockRestore();
    server.clock.advance(10_000);
    await Promise.all([runJob(server, 'shop-events'), runJob(server, 'shop-events')]);
    expect(await kept()).toMatchObject({ state: 'done', reason: null, order_id: expect.any(String) });
    expect(await statusesOf(order)).toEqual(['unused', 'unused']);
  });

  it('is applied by one of two nodes, when no other event of its shop is', async () => {
    const order = { customer: { email: 'ada@example.com' }, lines: [{ product: 'studio' }] };
    const body = JSON.stringify({ type: 'order.paid', timestamp: day(0).toISOString(), order });
    await receiveFromGeneric({ id: fresh('msg'), body });
    const { id } = await kept();
    const hold = 'SELECT 1 FROM shops WHERE uid = $1 FOR NO KEY UPDATE';
    await race(
      { databaseUrl: server.databaseUrl, hold, values: [generic.id] },
      [1, 2].map(() => () => server.app.get(ProcessShopEventsService).process(id)),
    );
    expect(await kept()).toMatchObject({ id, state: 'unmapped' });
    const recorded = (await eventsOf(server, generic.id)).filter(({ data }) => data.shop_event_id === id);
    expect(recorded.map(({ name }) => name)).toEqual(['shop.event_needs_attention']);
  });

  it('about a sale that is unknown waits for its payment', async () => {
    const order = fresh('order');
    await receiveFromGeneric(about(order, 'order.disputed', day(3)));
    await processEvents(server);
    expect(await waiting()).toMatchObject([{ reason: 'The payment of this sale has not arrived.' }]);
    await receiveFromGeneric(paid(order));
    await processEvents(server);
    expect(await orderWith(order)).toMatchObject({ state: 'disputed', disputed_at: day(3).toISOString() });
    expect(await statusesOf(order)).toEqual(['disabled', 'disabled']);
    await receiveFromGeneric(about(order, 'order.dispute_won', day(9)));
    await processEvents(server);
    expect(await statusesOf(order)).toEqual(['unused', 'unused']);
  });

  it('about a payment wakes those that waited for it, and none of another sale', async () => {
    const [order, other] = [fresh('order'), fresh('order')];
    await receiveFromGeneric(about(order, 'order.disputed', day(3)));
    await receiveFromGeneric(about(other, 'order.disputed', day(3)));
    await processEvents(server);
    const [ofOther] = await waiting();
    server.clock.advance(1_000);
    await receiveFromGeneric(paid(order));
    await processEvents(server);
    expect(await waiting()).toEqual([ofOther]);
  });

  it('about a partial refund ends as many lines as it pays back, also when a later sum has arrived first', async () => {
    const [inOrder, reversed] = [fresh('order'), fresh('order')];
    const refunds = (order: string) => [
      about(order, 'order.refunded', day(3), { amount: 1000 }),
      about(order, 'order.refunded', day(5), { amount: 3000 }),
    ];
    for (const event of [paid(inOrder), ...refunds(inOrder), paid(reversed), ...refunds(reversed).reverse()]) {
      await receiveFromGeneric(event);
      await processEvents(server);
    }
    const [one, other] = [await orderWith(inOrder), await orderWith(reversed)];
    expect([one.state, one.refunded, await statusesOf(inOrder)]).toEqual([
      ...['partly_refunded', 3000],
      ['unused', 'revoked'],
    ]);
    expect([other.state, other.refunded, await statusesOf(reversed)]).toEqual([
      ...['partly_refunded', 3000],
      ['unused', 'revoked'],
    ]);
  });

  it('about a missing payment suspends after the chosen days, and one about the payment ends that', async () => {
    const order = fresh('order');
    await server.asAdmin('PATCH', `${SHOPS}/${generic.id}`, { body: { settings: { past_due_days: 3 } } });
    await receiveFromGeneric(paid(order));
    await receiveFromGeneric(about(order, 'subscription.past_due', now()));
    await processEvents(server);
    expect(await statusesOf(order)).toEqual(['unused', 'unused']);
    server.clock.advance(3 * DAY);
    await runJob(server, 'suspend-overdue-orders');
    expect(await statusesOf(order)).toEqual(['disabled', 'disabled']);
    await receiveFromGeneric(about(order, 'subscription.recovered', now()));
    await processEvents(server);
    expect([(await orderWith(order)).state, await statusesOf(order)]).toEqual(['paid', ['unused', 'unused']]);
  });

  it('about a change of the plan keeps the key, and leaves what people did since', async () => {
    const order = fresh('order');
    await receiveFromGeneric(paid(order));
    await processEvents(server);
    const before = await orderWith(order);
    const [studio] = before.lines[0].licenses;
    const lines = [{ product: 'team', quantity: 2 }, { product: 'pro' }];
    await receiveFromGeneric(
      about(order, 'subscription.changed', day(2), { order: { subscription_id: order, lines } }),
    );
    await processEvents(server);
    const after = await orderWith(order);
    expect(after.lines).toMatchObject([
      { product: 'team', quantity: 2 },
      { product: 'pro', quantity: 1 },
    ]);
    expect(after.lines[0].licenses[0].key).toBe(studio.key);
    await server.asAdmin('POST', `/api/v1/orders/${after.id}/cancel`, { body: { when: 'now' } });
    await receiveFromGeneric(about(order, 'order.disputed', day(3)));
    await receiveFromGeneric(about(order, 'order.dispute_won', day(4)));
    await processEvents(server);
    expect(await orderWith(order)).toMatchObject({ state: 'cancelled', disputed_at: null });
    expect(new Set(await statusesOf(order))).toEqual(new Set(['disabled']));
  });
});
