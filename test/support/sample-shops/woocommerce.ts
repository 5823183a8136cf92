import { createHmac } from 'node:crypto';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

const SECRET = 'woo secret with blanks';
const [FIRST_NAME, LAST_NAME] = BUYER.name.split(' ');
const SUBSCRIPTION = 732;

/** An order as WooCommerce's REST API answers it, with the fields that webhooks have. */
export function wooOrder(change: object = {}) {
  return {
    id: 727,
    parent_id: 0,
    number: '727',
    order_key: 'wc_order_58d2d042d1d',
    created_via: 'checkout',
    version: '9.1.0',
    status: 'processing',
    currency: 'EUR',
    prices_include_tax: false,
    date_created: '2026-01-10T11:00:00',
    date_created_gmt: gmt(TIMES.bought),
    date_modified: '2026-01-10T11:00:00',
    date_modified_gmt: gmt(TIMES.bought),
    date_paid: '2026-01-10T11:00:00',
    date_paid_gmt: gmt(TIMES.bought),
    date_completed_gmt: null,
    discount_total: '0.00',
    shipping_total: '0.00',
    total: '11.90',
    total_tax: '1.90',
    customer_id: 12,
    billing: {
      first_name: FIRST_NAME,
      last_name: LAST_NAME,
      company: 'Engines Ltd',
      email: BUYER.email,
      country: 'DE',
    },
    payment_method: 'stripe',
    meta_data: [],
    line_items: [line(315, 93, 2)],
    refunds: [],
    ...change,
  };
}

/** A subscription as the extension WooCommerce Subscriptions sends it. */
export function wooSubscription(change: object = {}) {
  return {
    ...wooOrder({ id: SUBSCRIPTION, parent_id: 727, created_via: 'checkout', status: 'active' }),
    billing_period: 'month',
    billing_interval: '1',
    start_date_gmt: gmt(TIMES.bought),
    trial_end_date_gmt: '',
    next_payment_date_gmt: gmt(TIMES.firstEnd),
    end_date_gmt: '',
    cancelled_date_gmt: '',
    line_items: [line(401, 93, 2)],
    ...change,
  };
}

function renewalOrder(id: number, status: string, at: string, change: object = {}): string {
  const dates = { date_modified_gmt: gmt(at), date_paid_gmt: status === 'failed' ? null : gmt(at) };
  const meta = [{ id: 1, key: '_subscription_renewal', value: String(SUBSCRIPTION) }];
  return JSON.stringify(wooOrder({ id, status, created_via: 'subscription', meta_data: meta, ...dates, ...change }));
}

function subscription(at: string, change: object): string {
  return JSON.stringify(wooSubscription({ date_modified_gmt: gmt(at), ...change }));
}

const pro = { line_items: [line(402, 94, 2)], next_payment_date_gmt: gmt(TIMES.secondEnd) };

export const wooCommerce: SampleShop = {
  kind: 'woocommerce',
  secret: SECRET,
  plans: { basic: '93', pro: '94' },
  events: {
    bought: [JSON.stringify(wooOrder()), JSON.stringify(wooSubscription())],
    renewed: [
      renewalOrder(741, 'processing', TIMES.renewed),
      subscription(TIMES.renewed, { next_payment_date_gmt: gmt(TIMES.secondEnd) }),
    ],
    upgraded: [subscription(TIMES.upgraded, pro)],
    past_due: [
      renewalOrder(752, 'failed', TIMES.pastDue),
      subscription(TIMES.pastDue, { ...pro, status: 'on-hold', next_payment_date_gmt: '' }),
    ],
    recovered: [
      renewalOrder(752, 'completed', TIMES.recovered),
      subscription(TIMES.recovered, { ...pro, next_payment_date_gmt: gmt(TIMES.thirdEnd) }),
    ],
    refunded: [renewalOrder(752, 'refunded', TIMES.refunded, { refunds: [{ id: 760, reason: '', total: '-11.90' }] })],
  },
  deliver(body, _sentAt, secret = SECRET) {
    const signature = createHmac('sha256', secret).update(body).digest('base64');
    return { headers: { 'x-wc-webhook-signature': signature, 'x-wc-webhook-topic': 'order.updated' } };
  },
};

function line(id: number, variation: number, quantity: number) {
  const amounts = { subtotal: '10.00', subtotal_tax: '1.90', total: '10.00', total_tax: '1.90', price: 5 };
  return { id, name: 'Editor', product_id: 92, variation_id: variation, quantity, sku: '', ...amounts };
}

/** WooCommerce sends times without a zone. */
function gmt(at: string): string {
  return at.replace('Z', '');
}
