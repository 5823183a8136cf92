import { createHash, createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type {
  PolarOrder,
  PolarRefund,
  PolarSubscription,
} from '../../../src/plugins/sales/shops/adapters/polar/polar.events';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

const SECRET = 'polar_whs_9ddbTG2bLYMMEnLzKT7bNPQjkJb6Khe0';
const [ORDER, SUBSCRIPTION, CUSTOMER] = [uuid(1), uuid(2), uuid(3)];
const [BASIC, PRO] = [uuid(10), uuid(11)];

export function polarEvent(type: string, timestamp: string, data: object): string {
  return JSON.stringify({ type, timestamp, data });
}

export function polarOrder(change: Partial<PolarOrder> = {}): PolarOrder {
  return {
    id: ORDER,
    status: 'paid',
    billing_reason: 'subscription_create',
    total_amount: 1190,
    refunded_amount: 0,
    refunded_tax_amount: 0,
    currency: 'eur',
    customer_id: CUSTOMER,
    product_id: BASIC,
    seats: 2,
    subscription_id: SUBSCRIPTION,
    customer: BUYER,
    items: [{ product_price_id: uuid(20) }],
    subscription: { current_period_end: TIMES.firstEnd },
    ...change,
  };
}

export function polarSubscription(change: Partial<PolarSubscription> = {}): PolarSubscription {
  return {
    id: SUBSCRIPTION,
    status: 'active',
    current_period_end: TIMES.firstEnd,
    cancel_at_period_end: false,
    ended_at: null,
    currency: 'eur',
    seats: 2,
    product_id: BASIC,
    prices: [{ id: uuid(20) }],
    ...change,
  };
}

export function polarRefund(change: Partial<PolarRefund> = {}): PolarRefund {
  const names = { order_id: ORDER, subscription_id: SUBSCRIPTION };
  return { id: uuid(40), status: 'succeeded', amount: 1000, tax_amount: 190, ...names, ...change };
}

const pro = { product_id: PRO, prices: [{ id: uuid(21) }], current_period_end: TIMES.secondEnd };
const third = { id: uuid(5), billing_reason: 'subscription_cycle', product_id: PRO } as const;

export const polar: SampleShop = {
  kind: 'polar',
  secret: SECRET,
  plans: { basic: BASIC, pro: PRO },
  events: {
    bought: [
      polarEvent('order.paid', TIMES.bought, polarOrder()),
      polarEvent('subscription.active', TIMES.bought, polarSubscription()),
    ],
    renewed: [
      polarEvent(
        'order.paid',
        TIMES.renewed,
        polarOrder({
          id: uuid(4),
          billing_reason: 'subscription_cycle',
          subscription: { current_period_end: TIMES.secondEnd },
        }),
      ),
    ],
    upgraded: [polarEvent('subscription.updated', TIMES.upgraded, polarSubscription(pro))],
    past_due: [polarEvent('subscription.past_due', TIMES.pastDue, polarSubscription({ ...pro, status: 'past_due' }))],
    recovered: [
      polarEvent(
        'order.paid',
        TIMES.recovered,
        polarOrder({ ...third, subscription: { current_period_end: TIMES.thirdEnd } }),
      ),
    ],
    refunded: [
      polarEvent(
        'order.refunded',
        TIMES.refunded,
        polarOrder({ ...third, status: 'refunded', refunded_amount: 1000, refunded_tax_amount: 190 }),
      ),
      polarEvent('refund.created', TIMES.refunded, polarRefund({ order_id: uuid(5) })),
    ],
  },
  deliver(body, sentAt, secret = SECRET) {
    const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 24)}`;
    const seconds = Math.floor(sentAt.getTime() / 1000);
    // The library signs with no empty secret.
    const signature = secret
      ? new Webhook(Buffer.from(secret).toString('base64')).sign(id, sentAt, body)
      : `v1,${createHmac('sha256', '').update(`${id}.${seconds}.${body}`).digest('base64')}`;
    return {
      headers: {
        'webhook-id': id,
        'webhook-timestamp': String(seconds),
        'webhook-signature': signature,
      },
    };
  },
};

function uuid(number: number): string {
  return `b21d5a10-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
