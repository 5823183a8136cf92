import type { SaleFact, SoldItem } from '../../shop-adapter';
import { NotUnderstood, required, unknownValue } from '../../not-understood';
import { addMonths, instant, namesOf, numberOf } from '../shop-values';
import type { GumroadForm } from './gumroad-form';

const MONTHS: Readonly<Partial<Record<string, number>>> = {
  monthly: 1,
  quarterly: 3,
  biannually: 6,
  yearly: 12,
  every_two_years: 24,
};

/** Prices are US cents, whatever currency the product has. */
const CURRENCY = 'USD';

const PARTIAL_REFUND =
  'Gumroad does not send the amount of a partial refund. Refund lines of the order here if licenses are to end.';

export function saleFacts(form: GumroadForm): SaleFact[] {
  const { full_name: name = null, recurrence = '' } = form;
  const sale = saleOf(form);
  const at = paidAt(form);
  const email = required(form.email || null, 'email');
  const months = MONTHS[recurrence];
  if (recurrence !== '' && months === undefined) {
    throw unknownValue('recurrence', recurrence);
  }
  const periodEnd = months === undefined || !form.subscription_id ? null : addMonths(at, months);
  const items = [boughtItem(form)];
  const customer = { email, name };
  const payment = namesOf([form.sale_id]);
  const buyer = { customer, customerExternalId: form.purchaser_id };
  const paid: SaleFact = { fact: 'paid', sale, payment, at, ...buyer, items, periodEnd };
  if (!periodEnd) {
    return [paid];
  }
  // The payment of an upgrade looks like the first one, and may arrive before it.
  const renewal: SaleFact[] = [
    { fact: 'changed', sale, at, items },
    { fact: 'renewed', sale, payment, at, periodEnd },
  ];
  return form.is_recurring_charge === 'true' ? renewal : [paid, ...renewal];
}

/**
 * Gumroad does not tell the time of refunds and disputes. A payment is
 * disputed once, so the times follow from that of the payment: of a dispute and its end, the end counts in any order of arrival.
 */
export function refundFacts(form: GumroadForm): SaleFact[] {
  if (form.refunded !== 'true') {
    throw new NotUnderstood(PARTIAL_REFUND);
  }
  const total = priceOf(form);
  return [
    { fact: 'refunded', sale: saleOf(form), payment: namesOf([form.sale_id]), at: paidAt(form), amount: null, total },
  ];
}

export function disputeFacts(form: GumroadForm, isWon: boolean): SaleFact[] {
  const sale = saleOf(form);
  const at = paidAt(form);
  return isWon ? [{ fact: 'dispute_won', sale, at: new Date(at.getTime() + 1) }] : [{ fact: 'disputed', sale, at }];
}

/** Facts of what happened to a subscription. */
export function subscriptionFacts(form: GumroadForm, receivedAt: Date): SaleFact[] {
  const { resource_name: type = '' } = form;
  const subscription = required(form.subscription_id || null, 'subscription_id');
  const sale = { subscription };
  switch (type) {
    case 'cancellation': {
      const ended = form.cancelled_due_to_payment_failures === 'true';
      return [{ fact: 'cancelled', sale, at: timeOr(form.cancelled_at, receivedAt), ended }];
    }
    case 'subscription_ended':
      return [{ fact: 'cancelled', sale, at: timeOr(form.ended_at, receivedAt), ended: true }];
    case 'subscription_restarted': {
      const at = timeOr(form.restarted_at, receivedAt);
      return [
        { fact: 'resumed', sale, at },
        { fact: 'recovered', sale, at },
      ];
    }
    case 'subscription_updated':
      return planFacts(form, subscription, receivedAt);
    default:
      throw unknownValue('resource_name', type);
  }
}

/** A change that is for the next period comes again with its payment. */
function planFacts(form: GumroadForm, subscription: string, receivedAt: Date): SaleFact[] {
  const at = timeOr(form.effective_as_of, receivedAt);
  return at > receivedAt ? [] : [{ fact: 'changed', sale: { subscription }, at, items: [newPlan(form)] }];
}

/** The payments of a subscription are one sale, whichever of them arrives first. */
function saleOf({ sale_id, subscription_id: subscription }: GumroadForm): SaleFact['sale'] {
  const order = required(sale_id || null, 'sale_id');
  return subscription ? { order: subscription, subscription, others: [order] } : { order };
}

function paidAt({ sale_timestamp: timestamp }: GumroadForm): Date {
  return instant(required(timestamp, 'sale_timestamp'));
}

function priceOf({ price }: GumroadForm): number | null {
  return price ? numberOf(price, 'price') : null;
}

function timeOr(text: string | undefined, receivedAt: Date): Date {
  return text ? instant(text) : receivedAt;
}

/** A variant is named by that of its product and its own: `demo:Pro`. */
function boughtItem(form: GumroadForm): SoldItem {
  const products = [form.product_id, form.short_product_id, form.permalink];
  const variant = variantOf(form);
  return {
    mapped: mappedBy(products, variant),
    quantity: numberOf(form.quantity || 1, 'quantity'),
    externalId: null,
    price: priceOf(form),
    currency: CURRENCY,
  };
}

function newPlan(form: GumroadForm): SoldItem {
  return {
    mapped: mappedBy([form.product_id], form['new_plan[tier][name]']),
    quantity: numberOf(form['new_plan[quantity]'] || 1, 'new_plan[quantity]'),
    externalId: null,
    price: null,
    currency: CURRENCY,
  };
}

/** Values of all variant fields, such as `variants[Tier]`. */
function variantOf(form: GumroadForm): string | undefined {
  const values = Object.entries(form).filter(([name]) => name.startsWith('variants['));
  return values.length === 0 ? undefined : values.map(([, value]) => value).join(', ');
}

function mappedBy(products: readonly (string | undefined)[], variant: string | undefined): string[] {
  const names = namesOf(products);
  return [...(variant ? names.map((product) => `${product}:${variant}`) : []), ...names];
}
