import { Logger } from '@nestjs/common';
import { gumroad, gumroadSale } from '../../../../../test/support/sample-shops/gumroad';
import { generic, genericEvent } from '../../../../../test/support/sample-shops/generic';
import {
  lemonEvent,
  lemonInvoice,
  lemonOrder,
  lemonSqueezy,
  lemonSubscription,
} from '../../../../../test/support/sample-shops/lemon-squeezy';
import { meaningOf } from '../../../../../test/support/sample-shops/meaning';
import {
  paddle,
  paddleAdjustment,
  paddleEvent,
  paddleSubscription,
  paddleTransaction,
} from '../../../../../test/support/sample-shops/paddle';
import { polar, polarEvent, polarOrder, polarSubscription } from '../../../../../test/support/sample-shops/polar';
import { type SampleShop, TIMES } from '../../../../../test/testkit/sample-shop';
import {
  stripe,
  stripeInvoice,
  stripeSession,
  stripeSubscription,
} from '../../../../../test/support/sample-shops/stripe';
import { wooCommerce, wooOrder, wooSubscription } from '../../../../../test/support/sample-shops/woocommerce';
import { seconds, stripeEvent } from '../../../../../test/testkit/shops';
import { adapterOf } from '../shop-adapters';

const AT = TIMES.refunded;
/** Words of languages and databases, which tell the vendor nothing. */
const FOREIGN_WORDS = /undefined|null|NaN|Cannot|iterable|syntax|function/;

const meaning = (shop: SampleShop, body: string) => meaningOf(adapterOf(shop.kind), shop, body);
const woo = (change: object) => JSON.stringify(wooOrder(change));
const lemon = (change: object) => lemonEvent('order_created', 'orders', '91', lemonOrder(change));
const lemonPlan = (change: object) =>
  lemonEvent('subscription_updated', 'subscriptions', '81', { ...lemonSubscription(), ...change });
const lemonPaidBack = (change: object) =>
  lemonEvent('subscription_payment_refunded', 'subscription-invoices', '61', { ...lemonInvoice(), ...change });
const polarPaid = (change: object) => polarEvent('order.paid', AT, { ...polarOrder(), ...change });
const polarPlan = (change: object) => polarEvent('subscription.updated', AT, { ...polarSubscription(), ...change });
const paddlePaid = (change: object) => paddleEvent('transaction.completed', AT, { ...paddleTransaction(), ...change });
const without = (object: object, ...names: string[]) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)));
const {
  date_created_gmt: _created,
  date_modified_gmt: _modified,
  date_paid_gmt: _paid,
  ...OF_VERSION_1
} = without(wooOrder(), 'date_completed_gmt', 'meta_data', 'created_via');
const part = { data: [], has_more: true };
const stripeOf = (
  type: 'invoice.paid' | 'checkout.session.completed' | 'customer.subscription.updated',
  object: object,
) => stripeEvent(type, new Date(AT), object, { items: part }).body;

beforeEach(() => {
  jest.spyOn(Logger.prototype, 'warn').mockReturnValue();
});
afterEach(() => {
  jest.restoreAllMocks();
});

describe('an event that is not understood needs a person, in words of its shop', () => {
  it.each<[string, SampleShop, string, string]>([
    ['an order of Legacy API', wooCommerce, JSON.stringify({ order: { id: 1 } }), 'API version'],
    ['a subscription of Legacy API', wooCommerce, JSON.stringify({ subscription: { id: 1 } }), 'API version'],
    ['an order without lines', wooCommerce, JSON.stringify({ id: 1, status: 'completed' }), 'neither an order'],
    [
      'a renewal of version 1',
      wooCommerce,
      JSON.stringify({ ...OF_VERSION_1, created_via: 'subscription' }),
      'API version',
    ],
    [
      'a subscription of version 1',
      wooCommerce,
      JSON.stringify(without(wooSubscription(), 'date_created_gmt', 'date_modified_gmt')),
      'API version',
    ],
    ['an unknown status', wooCommerce, woo({ status: 'fraud-check', date_paid_gmt: null }), 'status is "fraud-check"'],
    ['a subscription of unknown status', wooCommerce, JSON.stringify(wooSubscription({ status: 'new' })), '"new"'],
    [
      'a line without a quantity',
      wooCommerce,
      woo({ line_items: [without(wooOrder().line_items[0] ?? {}, 'quantity')] }),
      'quantity',
    ],
    [
      'a line without a price',
      wooCommerce,
      woo({ line_items: [without(wooOrder().line_items[0] ?? {}, 'total')] }),
      'no amount',
    ],
    ['an order without its item', lemonSqueezy, lemon({ first_order_item: null }), 'first_order_item'],
    ['an unknown status', lemonSqueezy, lemon({ status: 'on_hold' }), 'status is "on_hold"'],
    [
      'a partial refund without an amount',
      lemonSqueezy,
      lemon({ status: 'partial_refund', refunded_amount: null }),
      'refunded_amount',
    ],
    ['an active subscription without an end', lemonSqueezy, lemonPlan({ renews_at: null }), 'no time'],
    ['a subscription of unknown status', lemonSqueezy, lemonPlan({ status: 'dunning' }), '"dunning"'],
    ['a subscription without its order', lemonSqueezy, lemonPlan({ order_id: undefined }), 'has no valid ID'],
    ['a refund without an amount', lemonSqueezy, lemonPaidBack({ refunded_amount: undefined }), 'refunded_amount'],
    ['an unknown object', lemonSqueezy, lemonEvent('store_renamed', 'stores', '1', lemonOrder()), 'data.type'],
    [
      'an unknown payment',
      lemonSqueezy,
      lemonEvent('subscription_payment_paused', 'subscription-invoices', '1', lemonInvoice()),
      'meta.event_name',
    ],
    ['an unknown reason of a payment', polar, polarPaid({ billing_reason: 'gift' }), 'billing_reason is "gift"'],
    [
      'a renewal without an end',
      polar,
      polarPaid({ billing_reason: 'subscription_cycle', subscription: null }),
      'current_period_end',
    ],
    ['an order without a customer', polar, polarPaid({ customer: null }), 'customer'],
    ['an order without a currency', polar, polarPaid({ currency: null }), 'currency'],
    ['a subscription of unknown status', polar, polarPlan({ status: 'frozen' }), '"frozen"'],
    [
      'a subscription that does not say whether it ends',
      polar,
      polarPlan({ cancel_at_period_end: undefined }),
      'cancel_at_period_end',
    ],
    [
      'a refund without an amount',
      polar,
      polarEvent('order.refunded', AT, without(polarOrder(), 'refunded_amount')),
      'no valid amount',
    ],
    ['an unknown origin', paddle, paddlePaid({ origin: 'partner' }), 'origin is "partner"'],
    ['a payment without its items', paddle, paddlePaid({ items: null }), 'a form that Keyward does not know'],
    [
      'an item without a quantity',
      paddle,
      paddlePaid({ items: [{ price_id: 'pri_basic' }] }),
      'pri_basic has no valid quantity',
    ],
    [
      'a subscription of unknown status',
      paddle,
      paddleEvent('subscription.updated', AT, { ...paddleSubscription(), status: 'frozen' }),
      '"frozen"',
    ],
    [
      'an unknown adjustment',
      paddle,
      paddleEvent('adjustment.created', AT, { ...paddleAdjustment(), action: 'tax' }),
      'action is "tax"',
    ],
    ['a sale without an address', gumroad, gumroadSale({ email: '' }), 'email'],
    ['a sale without a time', gumroad, gumroadSale({ sale_timestamp: 'soon' }), 'no time'],
    ['an unknown resource', gumroad, gumroadSale({ resource_name: 'review' }), 'resource_name is "review"'],
    ['an unknown recurrence', gumroad, gumroadSale({ recurrence: 'weekly' }), 'recurrence is "weekly"'],
    ['a quantity in words', gumroad, gumroadSale({ quantity: 'two' }), 'quantity'],
    ['an unknown type', generic, genericEvent('order.payed', AT), 'type is "order.payed"'],
    [
      'an invoice in part',
      stripe,
      stripeOf('invoice.paid', stripeInvoice('9', 'manual', AT, { lines: part })),
      'can read Invoices',
    ],
    [
      'a session in part',
      stripe,
      stripeOf('checkout.session.completed', stripeSession({ mode: 'payment', invoice: null, line_items: part })),
      'can read Checkout',
    ],
    [
      'a subscription in part',
      stripe,
      stripeOf('customer.subscription.updated', stripeSubscription('pro', { items: part })),
      'can read Subscriptions',
    ],
    [
      'a session that may not be paid',
      stripe,
      stripeOf('checkout.session.completed', { ...stripeSession(), payment_status: 'held' }),
      'payment_status is "held"',
    ],
    [
      'a subscription without items',
      stripe,
      stripeOf('customer.subscription.updated', { ...stripeSubscription('pro'), items: { data: [null] } }),
      'a form',
    ],
  ])('%s of $kind', async (_name, shop, body, words) => {
    const [reason = '', ...more] = await meaning(shop, body);
    expect(more).toEqual([]);
    expect(reason).toMatch(/^unmapped: /);
    expect(reason).toContain(words);
    expect(reason).not.toMatch(FOREIGN_WORDS);
  });
});

describe('an event of another form is understood', () => {
  const paid = /^\S+ paid order:727 ada@example.com 2×93\|92/;

  it('an order of version 1 of WooCommerce, by the time of its arrival', async () => {
    const facts = await meaning(wooCommerce, JSON.stringify({ ...OF_VERSION_1, status: 'completed' }));
    expect(facts).toEqual([expect.stringMatching(/^03-14T12:00:00 paid order:727/)]);
  });

  it.each<[string, object]>([
    ['null for lists', { refunds: null, meta_data: null }],
    ['a status of its own', { status: 'shipped' }],
    [
      'numbers as texts and the other way round',
      { line_items: [{ ...wooOrder().line_items[0], quantity: '2', total: 10 }] },
    ],
  ])('an order of WooCommerce with %s', async (_name, change) => {
    expect(await meaning(wooCommerce, woo(change))).toEqual([expect.stringMatching(paid)]);
  });

  it('a sale of Gumroad as JSON', async () => {
    const { 'variants[Tier]': tier, ...sale } = Object.fromEntries(new URLSearchParams(gumroadSale()));
    const json = { ...sale, quantity: 2, price: 1190, refunded: false, test: null, variants: { Tier: tier } };
    expect(await meaning(gumroad, JSON.stringify(json))).toEqual(await meaning(gumroad, gumroadSale()));
  });

  it('an order of Lemon Squeezy without a quantity and without an amount that was paid back', async () => {
    const item = without(lemonOrder().first_order_item, 'quantity');
    const order = lemon({ first_order_item: item, refunded_amount: undefined, refunded: undefined });
    expect(await meaning(lemonSqueezy, order)).toEqual([
      '01-10T10:00:00 paid order:91 ada@example.com 1×71101|711 (1190 EUR)',
    ]);
  });

  it.each([
    ['subscription_meter_cycle', 'ignored'],
    ['subscription_cycle_after_trial', 'renewed'],
  ])('a payment of Polar for %s', async (reason, words) => {
    expect(await meaning(polar, polarPaid({ billing_reason: reason }))).toEqual([expect.stringContaining(words)]);
  });

  it('a subscription of Stripe without cancel_at goes on', async () => {
    const body = stripeOf('customer.subscription.updated', without(stripeSubscription('pro'), 'cancel_at'));
    expect(await meaning(stripe, body)).toEqual([expect.stringContaining('changed subscription:sub_1')]);
  });

  it.each([
    [TIMES.thirdEnd, 'now'],
    [TIMES.bought, 'at the end'],
  ])('a subscription of Stripe with the end %s of its period ends %s', async (end, words) => {
    const former = { ...stripeSubscription('pro'), current_period_end: seconds(new Date(end)) };
    const { body } = stripeEvent('customer.subscription.deleted', new Date(AT), former);
    expect(await meaning(stripe, body)).toEqual([expect.stringContaining(words)]);
  });

  it('a partial refund of Paddle without a type', async () => {
    const items = [{ item_id: 'txnitm_1', type: 'partial' }];
    const body = paddleEvent('adjustment.updated', AT, { ...without(paddleAdjustment(), 'type'), items });
    expect(await meaning(paddle, body)).toEqual([expect.stringMatching(/refunded .* \d+$/)]);
  });

  it('a renewal of your own shop with the end in its order', async () => {
    const body = genericEvent('subscription.renewed', AT, { period_end: TIMES.thirdEnd });
    expect(await meaning(generic, body)).toEqual([expect.stringContaining('renewed')]);
  });

  it.each([
    ['a coupon', { id: 1, code: 'SALE', discount_type: 'percent' }],
    ['a customer', { id: 1, username: 'ada', role: 'customer' }],
    ['a product of Legacy API', { product: { id: 1 } }],
  ])('%s of WooCommerce has no meaning for licenses', async (_name, body) => {
    expect(await meaning(wooCommerce, JSON.stringify(body))).toEqual(['ignored']);
  });
});
