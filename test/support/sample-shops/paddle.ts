import { createHmac } from 'node:crypto';
import type {
  IAdjustmentNotificationResponse,
  ICustomerNotificationResponse,
  IPriceNotificationResponse,
  ISubscriptionNotificationResponse,
  ITransactionNotificationResponse,
} from '@paddle/paddle-node-sdk';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

const SECRET = 'pdl_ntfset_01hv8x29kz0t586xy6zn1a62ny_test';
const SUBSCRIPTION = 'sub_01';
const CUSTOMER = 'ctm_01';
const FIRST = 'txn_01';

let eventNumber = 0;

export function paddleEvent(type: string, at: string, data: object): string {
  eventNumber += 1;
  const id = `evt_01hv8x2a${String(eventNumber).padStart(18, '0')}`;
  return JSON.stringify({ event_id: id, event_type: type, occurred_at: at, notification_id: `ntf_${id}`, data });
}

export function paddleTransaction(
  change: Partial<ITransactionNotificationResponse> = {},
): ITransactionNotificationResponse {
  return {
    id: FIRST,
    status: 'completed',
    customer_id: CUSTOMER,
    subscription_id: SUBSCRIPTION,
    currency_code: 'EUR',
    origin: 'web',
    collection_mode: 'automatic',
    billing_period: { starts_at: TIMES.bought, ends_at: TIMES.firstEnd },
    items: [{ price: price('pri_basic'), quantity: 2 }],
    details: {
      tax_rates_used: [],
      line_items: [
        {
          id: 'txnitm_01hv8wt98jahpbm1t1tzr06z6n',
          price_id: 'pri_basic',
          quantity: 2,
          tax_rate: '0.19',
          totals: { subtotal: '1000', discount: '0', tax: '190', total: '1190' },
        },
      ],
    },
    payments: [],
    created_at: TIMES.bought,
    updated_at: TIMES.bought,
    ...change,
  };
}

export function paddleSubscription(
  change: Partial<ISubscriptionNotificationResponse> = {},
  plan = 'pri_basic',
): ISubscriptionNotificationResponse {
  return {
    id: SUBSCRIPTION,
    status: 'active',
    customer_id: CUSTOMER,
    address_id: 'add_01hv8gq3318ktkfengj2r75gfx',
    currency_code: 'EUR',
    collection_mode: 'automatic',
    billing_cycle: { interval: 'month', frequency: 1 },
    current_billing_period: { starts_at: TIMES.bought, ends_at: TIMES.firstEnd },
    items: [
      {
        status: 'active',
        quantity: 2,
        recurring: true,
        created_at: TIMES.bought,
        updated_at: TIMES.bought,
        price: price(plan),
      },
    ],
    created_at: TIMES.bought,
    updated_at: TIMES.bought,
    ...change,
  };
}

export function paddleAdjustment(
  change: Partial<IAdjustmentNotificationResponse> = {},
): IAdjustmentNotificationResponse {
  return {
    id: 'adj_01hvgf2s84dr6reszzg29zbvcm',
    action: 'refund',
    type: 'full',
    transaction_id: FIRST,
    subscription_id: SUBSCRIPTION,
    customer_id: CUSTOMER,
    reason: 'Not satisfied',
    credit_applied_to_balance: false,
    currency_code: 'EUR',
    status: 'approved',
    items: [],
    totals: {
      subtotal: '1000',
      tax: '190',
      total: '1190',
      fee: '0',
      earnings: '0',
      retained_fee: '0',
      currency_code: 'EUR',
    },
    created_at: TIMES.refunded,
    updated_at: TIMES.refunded,
    ...change,
  };
}

export function paddleCustomer(): ICustomerNotificationResponse {
  const [created, status] = [TIMES.bought, 'active' as const];
  return {
    id: CUSTOMER,
    ...BUYER,
    marketing_consent: false,
    status,
    locale: 'en',
    created_at: created,
    updated_at: created,
  };
}

export const paddle: SampleShop = {
  kind: 'paddle',
  secret: SECRET,
  plans: { basic: 'pri_basic', pro: 'pri_pro' },
  events: {
    bought: [
      paddleEvent('transaction.completed', TIMES.bought, paddleTransaction()),
      paddleEvent('customer.created', '2026-01-10T09:59:00Z', paddleCustomer()),
      paddleEvent('subscription.created', TIMES.bought, { ...paddleSubscription(), transaction_id: FIRST }),
    ],
    renewed: [
      paddleEvent(
        'transaction.completed',
        TIMES.renewed,
        paddleTransaction({
          id: 'txn_02',
          origin: 'subscription_recurring',
          billing_period: { starts_at: TIMES.firstEnd, ends_at: TIMES.secondEnd },
        }),
      ),
    ],
    upgraded: [paddleEvent('subscription.updated', TIMES.upgraded, paddleSubscription({}, 'pri_pro'))],
    past_due: [
      paddleEvent(
        'transaction.payment_failed',
        TIMES.pastDue,
        paddleTransaction({ id: 'txn_03', status: 'past_due', origin: 'subscription_recurring' }),
      ),
      paddleEvent('subscription.past_due', TIMES.pastDue, paddleSubscription({ status: 'past_due' }, 'pri_pro')),
    ],
    recovered: [
      paddleEvent(
        'transaction.completed',
        TIMES.recovered,
        paddleTransaction({
          id: 'txn_03',
          origin: 'subscription_recurring',
          billing_period: { starts_at: TIMES.secondEnd, ends_at: TIMES.thirdEnd },
        }),
      ),
    ],
    refunded: [
      paddleEvent('adjustment.created', TIMES.refunded, paddleAdjustment({ status: 'pending_approval' })),
      paddleEvent('adjustment.updated', TIMES.refunded, paddleAdjustment({ transaction_id: 'txn_03' })),
    ],
  },
  deliver(body, sentAt, secret = SECRET) {
    const ts = Math.floor(sentAt.getTime() / 1000);
    const h1 = createHmac('sha256', secret).update(`${ts}:${body}`).digest('hex');
    return { headers: { 'paddle-signature': `ts=${ts};h1=${h1}` } };
  },
};

function price(id: string): IPriceNotificationResponse {
  return {
    id,
    product_id: 'pro_editor',
    description: 'Monthly',
    type: 'standard',
    name: 'Monthly',
    tax_mode: 'external',
    billing_cycle: { interval: 'month', frequency: 1 },
    unit_price: { amount: '500', currency_code: 'EUR' },
    unit_price_overrides: [],
    quantity: { minimum: 1, maximum: 100 },
    status: 'active',
    created_at: TIMES.bought,
    updated_at: TIMES.bought,
  };
}
