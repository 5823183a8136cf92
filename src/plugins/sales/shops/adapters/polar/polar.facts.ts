import type { SaleFact, SoldItem } from '../../shop-adapter';
import { missingField, NotUnderstood, required, unknownValue } from '../../not-understood';
import { namesOf, optionalInstant } from '../shop-values';
import type { PolarEvent, PolarOrder, PolarRefund, PolarSubscription } from './polar.events';

export function factsOf(event: PolarEvent, at: Date): SaleFact[] {
  switch (event.type) {
    case 'order.paid':
      return paymentFacts(event.data, at);
    case 'order.refunded':
      return orderRefundFacts(event.data, at);
    case 'refund.created':
    case 'refund.updated':
      return refundFacts(event.data, at);
    case 'subscription.created':
    case 'subscription.updated':
    case 'subscription.active':
    case 'subscription.canceled':
    case 'subscription.uncanceled':
    case 'subscription.revoked':
    case 'subscription.past_due':
    case 'subscription.paused':
    case 'subscription.resumed':
      return subscriptionFacts(event.data, at);
    default:
      return [];
  }
}

function paymentFacts(order: PolarOrder, at: Date): SaleFact[] {
  const { subscription_id: subscription, customer_id: customerExternalId } = order;
  const periodEnd = optionalInstant(order.subscription?.current_period_end);
  const payment = [order.id];
  switch (order.billing_reason) {
    case 'purchase':
    case 'subscription_create': {
      const sale = { order: order.id, ...(subscription && { subscription }) };
      const { email = null, name } = required(order.customer, 'customer');
      const buyer = { email, name };
      const items = [boughtItem(order)];
      return [{ fact: 'paid', sale, payment, at, customer: buyer, customerExternalId, items, periodEnd }];
    }
    case 'subscription_cycle':
    case 'subscription_cycle_after_trial':
    case 'subscription_update':
      if (!subscription || !periodEnd) {
        throw new NotUnderstood(missingField('subscription_id or current_period_end'));
      }
      return [{ fact: 'renewed', sale: { subscription, others: payment }, payment, at, periodEnd }];
    // It charges usage within a period and pays no further period.
    case 'subscription_meter_cycle':
      return [];
    default:
      throw unknownValue('billing_reason', order.billing_reason);
  }
}

/** An order tells all that was paid back so far. */
function orderRefundFacts(order: PolarOrder, at: Date): SaleFact[] {
  const paidBack = order.refunded_amount + order.refunded_tax_amount;
  const amount = order.status === 'refunded' || paidBack >= order.total_amount ? null : paidBack;
  const sale = saleOf(order.id, order.subscription_id);
  return [{ fact: 'refunded', sale, payment: [order.id], at, amount, total: order.total_amount }];
}

function refundFacts(refund: PolarRefund, at: Date): SaleFact[] {
  const { order_id: order, subscription_id: subscription } = refund;
  const amount = refund.amount + refund.tax_amount;
  return refund.status === 'succeeded'
    ? [{ fact: 'refunded', sale: saleOf(order, subscription), payment: [order], at, amount }]
    : [];
}

/** A subscription as it is at the time of the event. Payments tell until when it is paid. */
function subscriptionFacts(subscription: PolarSubscription, at: Date): SaleFact[] {
  const sale = { subscription: subscription.id };
  const changed: SaleFact = { fact: 'changed', sale, at, items: [subscribedItem(subscription)] };
  switch (subscription.status) {
    case 'active':
    case 'trialing':
      return required(subscription.cancel_at_period_end, 'cancel_at_period_end')
        ? [changed, { fact: 'cancelled', sale, at, ended: false }]
        : [changed, { fact: 'resumed', sale, at }, { fact: 'recovered', sale, at }];
    case 'past_due':
    case 'unpaid':
      return [changed, { fact: 'past_due', sale, at }];
    case 'canceled':
    case 'paused':
      return [{ fact: 'cancelled', sale, at, ended: true }];
    case 'incomplete':
    case 'incomplete_expired':
      return [];
    default:
      throw unknownValue('status', subscription.status);
  }
}

/** The order of a further period belongs to the sale of the subscription. */
function saleOf(order: string, subscription: string | null): SaleFact['sale'] {
  return subscription ? { subscription, others: [order] } : { order };
}

/** An order has one product. Refunds include the tax, so does the price. */
function boughtItem({ items, product_id: product, seats, total_amount: price, currency }: PolarOrder): SoldItem {
  const prices = (items ?? []).map(({ product_price_id: id }) => id);
  return {
    mapped: namesOf([...prices, product]),
    quantity: seats ?? 1,
    externalId: null,
    price,
    currency: required(currency, 'currency').toUpperCase(),
  };
}

function subscribedItem({ prices, product_id: product, seats, currency }: PolarSubscription): SoldItem {
  return {
    mapped: namesOf([...(prices ?? []).map(({ id }) => id), product]),
    quantity: seats ?? 1,
    externalId: null,
    price: null,
    currency: required(currency, 'currency').toUpperCase(),
  };
}
