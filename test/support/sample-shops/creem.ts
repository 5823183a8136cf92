import { createHmac } from 'node:crypto';
import type {
  CreemCheckout,
  CreemOrder,
  CreemRefund,
  CreemSubscription,
} from '../../../src/plugins/sales/shops/adapters/creem/creem.events';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

const SECRET = 'whsec_5xYw2KeyOfCreem';
const [BASIC, PRO, SUBSCRIPTION] = ['prod_basic', 'prod_pro', 'sub_1'];
const CUSTOMER = { id: 'cust_1', object: 'customer', ...BUYER, country: 'GB', mode: 'test' };

let count = 0;

export function creemEvent(eventType: string, at: string, object: object): string {
  return JSON.stringify({ id: `evt_${(count += 1)}`, eventType, created_at: Date.parse(at), object });
}

export function creemOrder(change: Partial<CreemOrder> = {}): CreemOrder {
  const fields = {
    object: 'order',
    customer: 'cust_1',
    product: BASIC,
    type: 'recurring',
    tax_amount: 190,
  };
  return {
    ...fields,
    id: 'ord_1',
    transaction: 'tran_1',
    amount: 1000,
    amount_paid: 1190,
    currency: 'EUR',
    status: 'paid',
    ...change,
  };
}

export function creemCheckout(change: Partial<CreemCheckout> = {}): CreemCheckout {
  const fields = { object: 'checkout', request_id: 'request-1', status: 'completed', mode: 'test' };
  return {
    ...fields,
    id: 'ch_1',
    product: productOf(BASIC),
    units: 2,
    order: creemOrder(),
    subscription: { id: SUBSCRIPTION, status: 'active', product: BASIC, metadata: { team: 'a' } },
    customer: CUSTOMER,
    metadata: { team: 'a' },
    ...change,
  };
}

export function creemSubscription(change: Partial<CreemSubscription> = {}): CreemSubscription {
  const fields = { object: 'subscription', customer: CUSTOMER, collection_method: 'charge_automatically' };
  return {
    ...fields,
    id: SUBSCRIPTION,
    product: productOf(BASIC),
    items: [{ product_id: BASIC, price_id: 'pprice_basic', units: 2 }],
    status: 'active',
    last_transaction_id: 'tran_1',
    current_period_end_date: TIMES.firstEnd,
    metadata: { team: 'a' },
    ...change,
  };
}

export function creemRefund(change: Partial<CreemRefund['transaction']> = {}): CreemRefund {
  const fields = { object: 'transaction', currency: 'EUR', tax_amount: 190 };
  const transaction = {
    ...fields,
    id: 'tran_3',
    amount: 1000,
    amount_paid: 1190,
    refunded_amount: 1190,
    status: 'refunded',
    order: 'ord_1',
    subscription: SUBSCRIPTION,
    ...change,
  };
  return { status: 'succeeded', refund_amount: transaction.refunded_amount ?? 0, transaction };
}

const pro = { product: productOf(PRO), items: [{ product_id: PRO, price_id: 'pprice_pro', units: 2 }] };
const second = { last_transaction_id: 'tran_2', current_period_end_date: TIMES.secondEnd };
const third = { last_transaction_id: 'tran_3', current_period_end_date: TIMES.thirdEnd };

export const creem: SampleShop = {
  kind: 'creem',
  secret: SECRET,
  plans: { basic: BASIC, pro: PRO },
  events: {
    bought: [
      creemEvent('checkout.completed', TIMES.bought, creemCheckout()),
      creemEvent('subscription.active', TIMES.bought, creemSubscription()),
      creemEvent('subscription.paid', TIMES.bought, creemSubscription()),
    ],
    renewed: [creemEvent('subscription.paid', TIMES.renewed, creemSubscription(second))],
    upgraded: [creemEvent('subscription.update', TIMES.upgraded, creemSubscription({ ...second, ...pro }))],
    past_due: [
      creemEvent('subscription.past_due', TIMES.pastDue, creemSubscription({ ...second, ...pro, status: 'past_due' })),
    ],
    recovered: [creemEvent('subscription.paid', TIMES.recovered, creemSubscription({ ...third, ...pro }))],
    refunded: [creemEvent('refund.created', TIMES.refunded, creemRefund())],
  },
  deliver(body, _sentAt, secret = SECRET) {
    return { headers: { 'creem-signature': createHmac('sha256', secret).update(body).digest('hex') } };
  },
};

function productOf(id: string) {
  return { id, object: 'product', name: 'Editor', price: 500, currency: 'EUR', billing_type: 'recurring' };
}
