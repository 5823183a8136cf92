import { createHmac } from 'node:crypto';
import type { Order, Subscription, SubscriptionInvoice } from '@lemonsqueezy/lemonsqueezy.js';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

type OrderFields = Order['data']['attributes'];
type SubscriptionFields = Subscription['data']['attributes'];
type InvoiceFields = SubscriptionInvoice['data']['attributes'];

const SECRET = 'lemon-signing-secret';
const VARIANTS = { basic: 71101, pro: 71102 };
const CONTACT = { user_email: BUYER.email, user_name: BUYER.name };

export function lemonEvent(name: string, type: string, id: string, attributes: object): string {
  const meta = { test_mode: false, event_name: name, webhook_id: 'f2a5e1c0-0000-4000-8000-000000000001' };
  return JSON.stringify({ meta, data: { type, id, attributes, relationships: {}, links: { self: '' } } });
}

export function lemonOrder(change: Partial<OrderFields> = {}): OrderFields {
  const dates = { created_at: TIMES.bought, updated_at: TIMES.bought };
  const item = { id: 501, order_id: 91, product_id: 711, variant_id: VARIANTS.basic, price_id: 6, quantity: 2 };
  return {
    store_id: 1,
    customer_id: 33,
    identifier: '104e18a2-d755-4d4b-80c4-a6c1dcbe1c10',
    order_number: 7,
    ...CONTACT,
    currency: 'EUR',
    currency_rate: '1.08',
    status: 'paid',
    status_formatted: 'Paid',
    subtotal: 1000,
    setup_fee: 0,
    discount_total: 0,
    tax: 190,
    total: 1190,
    refunded_amount: 0,
    subtotal_usd: 1080,
    setup_fee_usd: 0,
    discount_total_usd: 0,
    tax_usd: 205,
    total_usd: 1285,
    refunded_amount_usd: 0,
    tax_name: 'VAT',
    tax_rate: '19.00',
    tax_inclusive: false,
    refunded: false,
    refunded_at: null,
    subtotal_formatted: '',
    setup_fee_formatted: '',
    tax_formatted: '',
    discount_total_formatted: '',
    total_formatted: '',
    refunded_amount_formatted: '',
    test_mode: false,
    first_order_item: {
      ...item,
      product_name: 'Editor',
      variant_name: 'Basic',
      price: 500,
      ...dates,
      test_mode: false,
    },
    urls: { receipt: 'https://app.lemonsqueezy.com/my-orders/1' },
    ...dates,
    ...change,
  };
}

export function lemonSubscription(change: Partial<SubscriptionFields> = {}): SubscriptionFields {
  const dates = { created_at: TIMES.bought, updated_at: TIMES.bought };
  return {
    store_id: 1,
    customer_id: 33,
    order_id: 91,
    order_item_id: 501,
    product_id: 711,
    variant_id: VARIANTS.basic,
    product_name: 'Editor',
    variant_name: 'Basic',
    ...CONTACT,
    status: 'active',
    status_formatted: 'Active',
    card_brand: 'visa',
    card_last_four: '4242',
    pause: null,
    cancelled: false,
    trial_ends_at: null,
    billing_anchor: 10,
    first_subscription_item: { id: 1, subscription_id: 81, price_id: 6, quantity: 2, is_usage_based: false, ...dates },
    urls: { update_payment_method: '', customer_portal: '', customer_portal_update_subscription: '' },
    renews_at: TIMES.firstEnd,
    ends_at: null,
    ...dates,
    test_mode: false,
    ...change,
  };
}

export function lemonInvoice(change: Partial<InvoiceFields> = {}): InvoiceFields {
  return {
    store_id: 1,
    subscription_id: 81,
    customer_id: 33,
    ...CONTACT,
    billing_reason: 'renewal',
    card_brand: 'visa',
    card_last_four: '4242',
    currency: 'EUR',
    currency_rate: '1.08',
    status: 'paid',
    status_formatted: 'Paid',
    refunded: false,
    refunded_at: null,
    subtotal: 1000,
    discount_total: 0,
    tax: 190,
    tax_inclusive: false,
    total: 1190,
    refunded_amount: 0,
    refunded_amount_usd: 0,
    refunded_amount_formatted: '',
    subtotal_usd: 1080,
    discount_total_usd: 0,
    tax_usd: 205,
    total_usd: 1285,
    subtotal_formatted: '',
    discount_total_formatted: '',
    tax_formatted: '',
    total_formatted: '',
    urls: { invoice_url: null },
    created_at: TIMES.renewed,
    updated_at: TIMES.renewed,
    test_mode: false,
    ...change,
  };
}

const invoiceAt = (id: number) => ({ invoice_url: `https://app.lemonsqueezy.com/my-orders/1/invoices/${id}` });

const pro = { variant_id: VARIANTS.pro, renews_at: TIMES.secondEnd };

export const lemonSqueezy: SampleShop = {
  kind: 'lemon_squeezy',
  secret: SECRET,
  plans: { basic: String(VARIANTS.basic), pro: String(VARIANTS.pro) },
  events: {
    bought: [
      lemonEvent('order_created', 'orders', '91', lemonOrder()),
      lemonEvent('subscription_created', 'subscriptions', '81', lemonSubscription()),
      lemonEvent(
        'subscription_payment_success',
        'subscription-invoices',
        '61',
        lemonInvoice({ billing_reason: 'initial', updated_at: TIMES.bought, urls: invoiceAt(61) }),
      ),
    ],
    renewed: [
      subscriptionUpdate({ renews_at: TIMES.secondEnd, updated_at: TIMES.renewed }),
      lemonEvent('subscription_payment_success', 'subscription-invoices', '62', lemonInvoice({ urls: invoiceAt(62) })),
    ],
    upgraded: [subscriptionUpdate({ ...pro, updated_at: TIMES.upgraded })],
    past_due: [
      lemonEvent(
        'subscription_payment_failed',
        'subscription-invoices',
        '63',
        lemonInvoice({ status: 'pending', updated_at: TIMES.pastDue }),
      ),
      subscriptionUpdate({ ...pro, status: 'past_due', updated_at: TIMES.pastDue }),
    ],
    recovered: [
      lemonEvent(
        'subscription_payment_recovered',
        'subscription-invoices',
        '63',
        lemonInvoice({ updated_at: TIMES.recovered, urls: invoiceAt(63) }),
      ),
      subscriptionUpdate({ ...pro, renews_at: TIMES.thirdEnd, updated_at: TIMES.recovered }),
    ],
    refunded: [
      lemonEvent(
        'subscription_payment_refunded',
        'subscription-invoices',
        '63',
        lemonInvoice({ status: 'refunded', refunded: true, refunded_amount: 1190, updated_at: TIMES.refunded }),
      ),
    ],
  },
  deliver(body, _sentAt, secret = SECRET) {
    return { headers: { 'x-signature': createHmac('sha256', secret).update(body).digest('hex') } };
  },
};

function subscriptionUpdate(change: Partial<SubscriptionFields>): string {
  return lemonEvent('subscription_updated', 'subscriptions', '81', lemonSubscription(change));
}
