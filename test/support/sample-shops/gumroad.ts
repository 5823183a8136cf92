import { type SampleShop, BUYER, TIMES } from '../../testkit/sample-shop';

const SECRET = 'gumroad-address-0123456789';

const SALE = {
  seller_id: 'seller==',
  product_id: 'prod==',
  product_name: 'Editor',
  permalink: 'editor',
  product_permalink: 'https://example.gumroad.com/l/editor',
  short_product_id: 'abcde',
  email: BUYER.email,
  price: '1190',
  gumroad_fee: '119',
  currency: 'eur',
  quantity: '2',
  discover_fee_charged: 'false',
  can_contact: 'true',
  referrer: 'direct',
  'card[visual]': '**** 4242',
  'card[type]': 'visa',
  order_number: '524459935',
  sale_id: 'sale1==',
  sale_timestamp: TIMES.bought,
  full_name: BUYER.name,
  subscription_id: 'sub1==',
  'variants[Tier]': 'Basic',
  recurrence: 'monthly',
  refunded: 'false',
  is_gift_receiver_purchase: 'false',
  disputed: 'false',
  dispute_won: 'false',
  resource_name: 'sale',
};

const SUBSCRIPTION = {
  subscription_id: 'sub1==',
  product_id: 'prod==',
  product_name: 'Editor',
  user_email: BUYER.email,
  'purchase_ids[]': 'sale1==',
  created_at: TIMES.bought,
  charge_occurrence_count: '',
  recurrence: 'monthly',
};

export type GumroadFields = Readonly<Record<string, string>>;

export function gumroadSale(change: GumroadFields = {}): string {
  return String(new URLSearchParams({ ...SALE, ...change }));
}

export function gumroadSubscription(type: string, change: GumroadFields = {}): string {
  return String(new URLSearchParams({ ...SUBSCRIPTION, resource_name: type, ...change }));
}

const [RECURRING, PRO] = [{ is_recurring_charge: 'true' }, { 'variants[Tier]': 'Pro' }];

export const gumroad: SampleShop = {
  kind: 'gumroad',
  secret: SECRET,
  plans: { basic: 'prod==:Basic', pro: 'prod==:Pro' },
  events: {
    bought: [gumroadSale()],
    renewed: [gumroadSale({ ...RECURRING, sale_id: 'sale2==', sale_timestamp: TIMES.renewed })],
    upgraded: [
      gumroadSubscription('subscription_updated', {
        type: 'upgrade',
        effective_as_of: TIMES.upgraded,
        'new_plan[tier][id]': 'tier2==',
        'new_plan[tier][name]': 'Pro',
        'new_plan[recurrence]': 'monthly',
        'new_plan[price_cents]': '2990',
        'new_plan[quantity]': '2',
      }),
    ],
    // Gumroad tells of failed payments when it has given up.
    past_due: [gumroadSubscription('subscription_ended', { ended_at: TIMES.pastDue, ended_reason: 'failed_payment' })],
    recovered: [
      gumroadSubscription('subscription_restarted', { restarted_at: TIMES.recovered }),
      gumroadSale({ ...RECURRING, ...PRO, sale_id: 'sale3==', sale_timestamp: TIMES.recovered }),
    ],
    refunded: [
      gumroadSale({
        ...RECURRING,
        ...PRO,
        sale_id: 'sale3==',
        sale_timestamp: TIMES.recovered,
        resource_name: 'refund',
        refunded: 'true',
      }),
    ],
  },
  deliver(_body, _sentAt, secret = SECRET) {
    return { headers: { 'content-type': 'application/x-www-form-urlencoded' }, token: secret };
  },
};
