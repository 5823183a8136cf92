import type { SaleFact, SoldItem } from '../../shop-adapter';
import { required, unknownValue } from '../../not-understood';
import { factsOfOther } from '../../shop-event-types';
import { instant, namesOf, optionalInstant, receiptIn } from '../shop-values';
import type { DodoDispute, DodoEvent, DodoPayment, DodoRefund, DodoSubscription } from './dodo.events';

const DAY_MS = 86_400_000;

export function factsOf(event: DodoEvent, at: Date): SaleFact[] {
  switch (event.type) {
    case 'payment.succeeded':
      return paymentFacts(event.data, at);
    case 'subscription.active':
      return [...purchaseFacts(event.data, at), ...subscriptionFacts(event.data, at)];
    case 'subscription.renewed':
      return [...subscriptionFacts(event.data, at), renewal(event.data, at)];
    case 'subscription.updated':
    case 'subscription.plan_changed':
    case 'subscription.on_hold':
    case 'subscription.paused':
    case 'subscription.unpaused':
    case 'subscription.cancelled':
    case 'subscription.expired':
      return subscriptionFacts(event.data, at);
    case 'refund.succeeded':
      return [{ fact: 'refunded', ...paidBy(event.data), at, amount: refundedBy(event.data) }];
    case 'dispute.opened':
      return [{ fact: 'disputed', ...paidBy(event.data), at }];
    case 'dispute.won':
    case 'dispute.cancelled':
      return [{ fact: 'dispute_won', ...paidBy(event.data), at }];
    case 'dispute.lost':
    case 'dispute.accepted':
      return [{ fact: 'refunded', ...paidBy(event.data), at, amount: null }];
    default:
      return otherFacts(event);
  }
}

function otherFacts({ type }: { readonly type: unknown }): SaleFact[] {
  return factsOfOther('dodo', type);
}

/** A payment of a subscription does not tell its period, nor what was sold: the subscription does. */
function paymentFacts(payment: DodoPayment, at: Date): SaleFact[] {
  const { payment_id: id, subscription_id: subscription } = payment;
  if (payment.is_update_payment_method) {
    return [];
  }
  const base = { payment: [id], at, ...receiptIn(payment, 'invoice_url') };
  if (subscription) {
    return [{ fact: 'recovered', sale: { subscription, others: [id] }, ...base }];
  }
  const sale = { order: id, others: [id] };
  const { email = null, name, customer_id: customerExternalId } = required(payment.customer, 'customer');
  const buyer = { email, name };
  const items = boughtItems(payment);
  return [{ fact: 'paid', sale, ...base, customer: buyer, customerExternalId, items, periodEnd: null }];
}

/**
 * A subscription begins when it is activated in its first period; later, it goes on after a failed payment. Its payments have
 * events of their own.
 */
function purchaseFacts(subscription: DodoSubscription, at: Date): SaleFact[] {
  if (!isInFirstPeriod(subscription)) {
    return [renewal(subscription, at)];
  }
  const { email = null, name, customer_id: customerExternalId } = required(subscription.customer, 'customer');
  const sale = saleOf(subscription);
  const buyer = { email, name };
  const items = subscribedItems(subscription);
  const periodEnd = optionalInstant(subscription.next_billing_date);
  return [{ fact: 'paid', sale, payment: [], at, customer: buyer, customerExternalId, items, periodEnd }];
}

function isInFirstPeriod({ created_at: created, previous_billing_date: previous }: DodoSubscription): boolean {
  const [createdAt, paidAt] = [optionalInstant(created), optionalInstant(previous)];
  return !createdAt || !paidAt || paidAt.getTime() - createdAt.getTime() < DAY_MS;
}

function renewal(subscription: DodoSubscription, at: Date): SaleFact {
  const periodEnd = instant(subscription.next_billing_date);
  return { fact: 'renewed', sale: saleOf(subscription), at, periodEnd };
}

/** The subscription as it was when the event was sent, which may be later than the event. */
function subscriptionFacts(subscription: DodoSubscription, at: Date): SaleFact[] {
  const sale = saleOf(subscription);
  const changed: SaleFact = { fact: 'changed', sale, at, items: subscribedItems(subscription) };
  switch (subscription.status) {
    case 'active':
      return required(subscription.cancel_at_next_billing_date, 'cancel_at_next_billing_date')
        ? [changed, { fact: 'cancelled', sale, at, ended: false }]
        : [changed, { fact: 'resumed', sale, at }, { fact: 'recovered', sale, at }];
    case 'on_hold':
      return [changed, { fact: 'past_due', sale, at }];
    case 'paused':
      return [changed, { fact: 'cancelled', sale, at, ended: false }];
    case 'cancelled':
    case 'expired':
      return [{ fact: 'cancelled', sale, at, ended: true }];
    case 'pending':
    case 'failed':
      return [];
    default:
      throw unknownValue('status', subscription.status);
  }
}

function saleOf({ subscription_id: subscription }: DodoSubscription): SaleFact['sale'] {
  return { subscription };
}

function paidBy({ payment_id: id }: DodoRefund | DodoDispute): Pick<SaleFact, 'sale' | 'payment'> {
  return { sale: { others: [id] }, payment: [id] };
}

/** A partial refund tells its own amount. */
function refundedBy({ is_partial: isPartial, amount }: DodoRefund): number | null {
  return required(isPartial, 'is_partial') ? required(amount, 'amount') : null;
}

/** The total of the payment is the price of a single product, with its tax; products of a cart have no prices. */
function boughtItems({ product_cart: cart, total_amount: total, currency }: DodoPayment): SoldItem[] {
  const products = required(cart, 'product_cart');
  return products.map(({ product_id: id, quantity }) => ({
    mapped: namesOf([id]),
    quantity,
    externalId: null,
    price: products.length === 1 ? total : null,
    currency: required(currency, 'currency').toUpperCase(),
  }));
}

/** The plan has the price of the whole subscription. */
function subscribedItems(subscription: DodoSubscription): SoldItem[] {
  const { product_id: product, quantity, addons, recurring_pre_tax_amount: price } = subscription;
  const currency = required(subscription.currency, 'currency').toUpperCase();
  const plan = { mapped: namesOf([product]), quantity, externalId: null, price, currency };
  const others = (addons ?? []).map(({ addon_id: id, quantity: count }) => ({
    mapped: namesOf([id]),
    quantity: count,
    externalId: null,
    price: null,
    currency,
  }));
  return [plan, ...others];
}
