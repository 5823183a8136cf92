import { createHash, createHmac } from 'node:crypto';
import { creem } from '../../test/support/sample-shops/creem';
import { dodo } from '../../test/support/sample-shops/dodo';
import { fastSpring } from '../../test/support/sample-shops/fastspring';
import { gumroad } from '../../test/support/sample-shops/gumroad';
import { lemonSqueezy } from '../../test/support/sample-shops/lemon-squeezy';
import { paddle } from '../../test/support/sample-shops/paddle';
import { polar } from '../../test/support/sample-shops/polar';
import { wooCommerce } from '../../test/support/sample-shops/woocommerce';
import { BUYER, type SampleShop, TIMES } from '../../test/testkit/sample-shop';

const KEY = 'Zm9yIHRlc3RzIG9mIGEgZ2VuZXJpYyBzaG9w';

function genericEvent(type: string, at: string, order: object = {}, more: object = {}): string {
  return JSON.stringify({
    type,
    timestamp: at,
    order: { external_id: 'web-1', subscription_id: 'web-sub-1', ...order },
    ...more,
  });
}

const LINE = { product: 'basic', quantity: 2, price: 1190, currency: 'EUR' };

// Those of the tests for these two import the test server.
const generic: SampleShop = {
  kind: 'generic',
  secret: `whsec_${KEY}`,
  plans: { basic: 'basic', pro: 'pro' },
  events: {
    bought: [
      genericEvent('order.paid', TIMES.bought, { customer: BUYER, lines: [LINE] }, { period_end: TIMES.firstEnd }),
      genericEvent(
        'order.paid',
        TIMES.bought,
        { external_id: 'web-2', customer: BUYER, lines: [LINE, LINE] },
        { payment_id: 'p', amount: 2 },
      ),
    ],
    renewed: [genericEvent('subscription.renewed', TIMES.renewed, {}, { period_end: TIMES.secondEnd })],
    upgraded: [genericEvent('subscription.changed', TIMES.upgraded, { lines: [{ ...LINE, product: 'pro' }] })],
    past_due: [genericEvent('subscription.past_due', TIMES.pastDue)],
    recovered: [genericEvent('subscription.recovered', TIMES.recovered)],
    refunded: [genericEvent('order.refunded', TIMES.refunded)],
  },
  deliver(body, sentAt, secret = `whsec_${KEY}`) {
    const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 24)}`;
    const timestamp = secondsOf(sentAt);
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    return { headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` } };
  },
};

function stripeEvent(type: string, at: string, object: object, previous?: object): string {
  const created = Math.floor(Date.parse(at) / 1_000);
  const data = { object, ...(previous && { previous_attributes: previous }) };
  return JSON.stringify({ id: `evt_${type}`, object: 'event', api_version: '2026-10-28.endive', created, type, data });
}

const SUBSCRIPTION = {
  id: 'sub_1',
  object: 'subscription',
  status: 'active',
  cancel_at_period_end: false,
  cancel_at: null,
  items: {
    data: [
      { id: 'si_1', quantity: 2, price: { id: 'price_basic', product: 'prod_1', unit_amount: 500, currency: 'eur' } },
    ],
  },
};

const INVOICE = {
  id: 'in_1',
  object: 'invoice',
  billing_reason: 'subscription_create',
  currency: 'eur',
  customer: 'cus_1',
  customer_email: BUYER.email,
  customer_name: BUYER.name,
  parent: { type: 'subscription_details', subscription_details: { subscription: 'sub_1', metadata: {} } },
  lines: {
    data: [
      {
        id: 'il_1',
        amount: 1000,
        currency: 'eur',
        quantity: 2,
        discount_amounts: [],
        taxes: [{ amount: 190, tax_behavior: 'exclusive' }],
        period: { start: 1_768_039_200, end: 1_770_717_600 },
        pricing: { type: 'price_details', price_details: { price: 'price_basic', product: 'prod_1' } },
        parent: { type: 'subscription_item_details', subscription_item_details: { subscription_item: 'si_1' } },
      },
    ],
    has_more: false,
  },
  payments: { data: [{ payment: { type: 'payment_intent', payment_intent: 'pi_1' } }] },
};

const CHECKOUT = {
  id: 'cs_1',
  object: 'checkout.session',
  mode: 'subscription',
  payment_status: 'paid',
  customer: 'cus_1',
  customer_details: { email: BUYER.email, name: BUYER.name },
  payment_intent: null,
  invoice: 'in_1',
  subscription: 'sub_1',
};

const CHARGE = { id: 'ch_3', payment_intent: 'pi_1', amount_refunded: 1190, refunded: true };

const stripe: SampleShop = {
  kind: 'stripe',
  secret: 'whsec_of_the_sample',
  plans: { basic: 'price_basic', pro: 'price_pro' },
  events: {
    bought: [
      stripeEvent('checkout.session.completed', TIMES.bought, CHECKOUT),
      stripeEvent('invoice.paid', TIMES.bought, INVOICE),
    ],
    renewed: [
      stripeEvent('invoice.paid', TIMES.renewed, { ...INVOICE, id: 'in_2', billing_reason: 'subscription_cycle' }),
    ],
    upgraded: [stripeEvent('customer.subscription.updated', TIMES.upgraded, SUBSCRIPTION, { items: { data: [] } })],
    past_due: [stripeEvent('invoice.payment_failed', TIMES.pastDue, INVOICE)],
    recovered: [stripeEvent('customer.subscription.updated', TIMES.recovered, SUBSCRIPTION, { status: 'past_due' })],
    refunded: [stripeEvent('charge.refunded', TIMES.refunded, CHARGE)],
  },
  deliver(body, sentAt, secret = 'whsec_of_the_sample') {
    const time = secondsOf(sentAt);
    const signature = createHmac('sha256', secret).update(`${time}.${body}`).digest('hex');
    return { headers: { 'stripe-signature': `t=${time},v1=${signature}` } };
  },
};

function secondsOf(at: Date): string {
  return String(Math.floor(at.getTime() / 1_000));
}

/** All but Envato, whose address is its secret. */
export const SAMPLE_SHOPS: readonly SampleShop[] = [
  ...[stripe, paddle, lemonSqueezy, gumroad, wooCommerce],
  ...[polar, creem, dodo, fastSpring, generic],
];
