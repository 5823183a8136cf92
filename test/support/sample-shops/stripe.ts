import type Stripe from 'stripe';
import { seconds, type Sent, stripeEvent, stripeHeaders } from '../../testkit/shops';
import { BUYER, type SampleShop, TIMES } from '../../testkit/sample-shop';

type Subscription = Sent<Stripe.Subscription>;

const SECRET = 'whsec_of_the_sample';
const SUBSCRIPTION = 'sub_1';
const PRICES = { basic: 'price_basic', pro: 'price_pro' };

/** The invoice of a period of a subscription, with its payment. */
export function stripeInvoice(
  period: string,
  cause: Stripe.Invoice.BillingReason,
  until: string,
  change: Sent<Stripe.Invoice> = {},
) {
  return {
    id: `in_${period}`,
    object: 'invoice',
    billing_reason: cause,
    currency: 'eur',
    customer: 'cus_1',
    customer_email: BUYER.email,
    customer_name: BUYER.name,
    hosted_invoice_url: `https://invoice.stripe.com/i/in_${period}`,
    parent: { type: 'subscription_details', subscription_details: { subscription: SUBSCRIPTION } },
    lines: { data: [stripeLine(until)], has_more: false },
    payments: { data: [{ payment: { type: 'payment_intent', payment_intent: `pi_${period}` } }] },
    ...change,
  } as const satisfies Sent<Stripe.Invoice>;
}

export function stripeSubscription(plan: keyof typeof PRICES, change: Subscription = {}): Subscription {
  const price = { id: PRICES[plan], product: 'prod_1', unit_amount: 500, currency: 'eur' };
  return {
    id: SUBSCRIPTION,
    object: 'subscription',
    status: 'active',
    cancel_at_period_end: false,
    cancel_at: null,
    items: { data: [{ id: 'si_1', quantity: 2, price }] },
    ...change,
  };
}

export function stripeSession(change: Sent<Stripe.Checkout.Session> = {}): Sent<Stripe.Checkout.Session> {
  return {
    id: 'cs_1',
    object: 'checkout.session',
    mode: 'subscription',
    payment_status: 'paid',
    customer: 'cus_1',
    customer_details: { email: BUYER.email, name: BUYER.name },
    payment_intent: null,
    invoice: 'in_1',
    subscription: SUBSCRIPTION,
    ...change,
  };
}

function stripeLine(until: string): Sent<Stripe.InvoiceLineItem> {
  return {
    id: 'il_1',
    amount: 1000,
    currency: 'eur',
    quantity: 2,
    discount_amounts: [],
    taxes: [{ amount: 190, tax_behavior: 'exclusive' }],
    period: { start: seconds(new Date(TIMES.bought)), end: seconds(new Date(until)) },
    pricing: { type: 'price_details', price_details: { price: PRICES.basic, product: 'prod_1' } },
    parent: { type: 'subscription_item_details', subscription_item_details: { subscription_item: 'si_1' } },
  };
}

function event<Type extends Stripe.Event.Type>(
  type: Type,
  at: string,
  object: Parameters<typeof stripeEvent<Type>>[2],
  previous?: object,
): string {
  return stripeEvent(type, new Date(at), object, previous).body;
}

const first = stripeInvoice('1', 'subscription_create', TIMES.firstEnd);
const third = stripeInvoice('3', 'subscription_cycle', TIMES.thirdEnd);

export const stripe: SampleShop = {
  kind: 'stripe',
  secret: SECRET,
  plans: PRICES,
  events: {
    bought: [
      event('checkout.session.completed', TIMES.bought, stripeSession()),
      event('invoice.paid', TIMES.bought, first),
    ],
    renewed: [event('invoice.paid', TIMES.renewed, stripeInvoice('2', 'subscription_cycle', TIMES.secondEnd))],
    upgraded: [
      event('customer.subscription.updated', TIMES.upgraded, stripeSubscription('pro'), { items: { data: [] } }),
    ],
    past_due: [
      event('invoice.payment_failed', TIMES.pastDue, third),
      event('customer.subscription.updated', TIMES.pastDue, stripeSubscription('pro', { status: 'past_due' }), {
        status: 'active',
      }),
    ],
    recovered: [
      event('invoice.paid', TIMES.recovered, third),
      event('customer.subscription.updated', TIMES.recovered, stripeSubscription('pro'), { status: 'past_due' }),
    ],
    refunded: [
      event('charge.refunded', TIMES.refunded, {
        id: 'ch_3',
        payment_intent: 'pi_3',
        amount_refunded: 1190,
        refunded: true,
      }),
    ],
  },
  deliver(body, sentAt, secret = SECRET) {
    return { headers: stripeHeaders(body, secret, sentAt) };
  },
};
