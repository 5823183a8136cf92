import { createHash, createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import type {
  DodoPayment,
  DodoRefund,
  DodoSubscription,
} from '../../../src/plugins/sales/shops/adapters/dodo/dodo.events';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

const SECRET = `whsec_${Buffer.from('a secret of Dodo Payments').toString('base64')}`;
const [BASIC, PRO, SUBSCRIPTION] = ['pdt_basic', 'pdt_pro', 'sub_1'];
const CUSTOMER = { customer_id: 'cus_1', ...BUYER, phone_number: null };

export function dodoEvent(type: string, timestamp: string, data: object): string {
  return JSON.stringify({ business_id: 'bus_1', type, timestamp, data });
}

export function dodoPayment(change: Partial<DodoPayment> = {}): DodoPayment {
  const { payment_id: id = 'pay_1' } = change;
  const fields = {
    payload_type: 'Payment',
    status: 'succeeded',
    tax: 190,
    card_holder_name: BUYER.name,
    billing: { city: 'London', country: 'GB', street: 'St James’s Square 12', zipcode: 'SW1Y' },
  };
  return {
    ...fields,
    payment_id: id,
    subscription_id: SUBSCRIPTION,
    is_update_payment_method: false,
    total_amount: 1190,
    currency: 'EUR',
    customer: CUSTOMER,
    product_cart: null,
    invoice_url: `https://live.dodopayments.com/invoices/payments/${id}`,
    metadata: { team: 'a' },
    ...change,
  };
}

export function dodoSubscription(change: Partial<DodoSubscription> = {}): DodoSubscription {
  const fields = { payload_type: 'Subscription', tax_inclusive: true, trial_period_days: 0, on_demand: false };
  return {
    ...fields,
    subscription_id: SUBSCRIPTION,
    status: 'active',
    product_id: BASIC,
    quantity: 2,
    addons: [],
    recurring_pre_tax_amount: 1190,
    currency: 'EUR',
    customer: CUSTOMER,
    created_at: TIMES.bought,
    previous_billing_date: TIMES.bought,
    next_billing_date: TIMES.firstEnd,
    cancel_at_next_billing_date: false,
    metadata: { team: 'a' },
    ...change,
  };
}

export function dodoRefund(change: Partial<DodoRefund> = {}): DodoRefund {
  const fields = { payload_type: 'Refund', refund_id: 'ref_1', status: 'succeeded', customer: CUSTOMER };
  return { ...fields, payment_id: 'pay_3', is_partial: false, amount: 1190, ...change };
}

const second = { previous_billing_date: TIMES.firstEnd, next_billing_date: TIMES.secondEnd };
const pro = { ...second, product_id: PRO };
const third = { product_id: PRO, previous_billing_date: TIMES.secondEnd, next_billing_date: TIMES.thirdEnd };

export const dodo: SampleShop = {
  kind: 'dodo',
  secret: SECRET,
  plans: { basic: BASIC, pro: PRO },
  events: {
    bought: [
      dodoEvent('payment.succeeded', TIMES.bought, dodoPayment()),
      dodoEvent('subscription.active', TIMES.bought, dodoSubscription()),
      dodoEvent('subscription.renewed', TIMES.bought, dodoSubscription()),
    ],
    renewed: [
      dodoEvent('payment.succeeded', TIMES.renewed, dodoPayment({ payment_id: 'pay_2' })),
      dodoEvent('subscription.renewed', TIMES.renewed, dodoSubscription(second)),
    ],
    upgraded: [dodoEvent('subscription.plan_changed', TIMES.upgraded, dodoSubscription(pro))],
    past_due: [dodoEvent('subscription.on_hold', TIMES.pastDue, dodoSubscription({ ...pro, status: 'on_hold' }))],
    recovered: [
      dodoEvent('payment.succeeded', TIMES.recovered, dodoPayment({ payment_id: 'pay_3' })),
      dodoEvent('subscription.active', TIMES.recovered, dodoSubscription(third)),
    ],
    refunded: [dodoEvent('refund.succeeded', TIMES.refunded, dodoRefund())],
  },
  deliver(body, sentAt, secret = SECRET) {
    const id = `msg_${createHash('sha256').update(body).digest('hex').slice(0, 24)}`;
    const seconds = Math.floor(sentAt.getTime() / 1000);
    // The library signs with no empty secret.
    const signature = secret
      ? new Webhook(secret.startsWith('whsec_') ? secret : Buffer.from(secret).toString('base64')).sign(
          id,
          sentAt,
          body,
        )
      : `v1,${createHmac('sha256', '').update(`${id}.${seconds}.${body}`).digest('base64')}`;
    return {
      headers: { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature },
    };
  },
};
