import type { SaleFact, SaleReferences, SoldItem } from '../../shop-adapter';
import { missingField, NotUnderstood, unknownValue } from '../../not-understood';
import { namesOf, numberOf, optionalInstant } from '../shop-values';
import type { PaddleAdjustment, PaddleSubscription, PaddleTransaction } from './paddle.events';

/** A charge besides the plan, or the check of a card. */
const PAY_NO_PERIOD: readonly string[] = ['subscription_charge', 'subscription_payment_method_change'];

type Buyer = Extract<SaleFact, { fact: 'paid' }>['customer'];

/** Facts of a completed payment. */
export function paymentFacts(transaction: PaddleTransaction, at: Date, buyer: Buyer): SaleFact[] {
  const { origin, subscription_id: subscription, customer_id: customerExternalId = null } = transaction;
  const periodEnd = optionalInstant(transaction.billing_period?.ends_at);
  const payment = [transaction.id];
  if (origin === 'web' || origin === 'api') {
    const sale = { order: transaction.id, ...(subscription && { subscription }) };
    const items = boughtItems(transaction);
    return [{ fact: 'paid', sale, payment, at, customer: buyer, customerExternalId, items, periodEnd }];
  }
  if (PAY_NO_PERIOD.includes(origin)) {
    return [];
  }
  if (origin !== 'subscription_recurring' && origin !== 'subscription_update') {
    throw unknownValue('origin', origin);
  }
  if (!subscription || !periodEnd) {
    throw new NotUnderstood(missingField('subscription_id or billing_period'));
  }
  return [{ fact: 'renewed', sale: { subscription, others: payment }, payment, at, periodEnd }];
}

/** Facts of a payment that failed: that of a first payment sold nothing yet. */
export function failureFacts({ origin, subscription_id: subscription, id }: PaddleTransaction, at: Date): SaleFact[] {
  const isRenewal = origin === 'subscription_recurring' && subscription;
  return isRenewal ? [{ fact: 'past_due', sale: { subscription, others: [id] }, at }] : [];
}

/** Facts of a subscription as it is at the time of the event. Payments tell until when it is paid. */
export function subscriptionFacts(subscription: PaddleSubscription, at: Date): SaleFact[] {
  const { transaction_id: order } = subscription;
  const sale = { subscription: subscription.id, ...(order && { order }) };
  return [{ fact: 'changed', sale, at, items: subscribedItems(subscription) }, ...statusFacts(subscription, sale, at)];
}

/** Adjustments of accounts that have no `type` yet tell by their items. */
export function isPartialRefund({ action, type, items }: PaddleAdjustment): boolean {
  const kinds = type ? [type] : (items ?? []).map((item) => item.type);
  if (action === 'refund' && kinds.length === 0) {
    throw new NotUnderstood(missingField('type'));
  }
  return action === 'refund' && !kinds.every((kind) => kind === 'full');
}

/** Facts of a refund or a dispute. */
export function adjustmentFacts(adjustment: PaddleAdjustment, at: Date, refunded: number | null): SaleFact[] {
  const { subscription_id: subscription, transaction_id: transaction } = adjustment;
  const sale = subscription ? { subscription, others: [transaction] } : { order: transaction };
  switch (adjustment.action) {
    case 'refund':
      return adjustment.status === 'approved' ? [refundFact(adjustment, sale, at, refunded)] : [];
    case 'chargeback':
      return [{ fact: 'disputed', sale, at }];
    case 'chargeback_reverse':
      return [{ fact: 'dispute_won', sale, at }];
    case 'chargeback_warning':
    case 'chargeback_warning_reverse':
    case 'credit':
    case 'credit_reverse':
      return [];
    default:
      throw unknownValue('action', adjustment.action);
  }
}

/** Items that are paid back as a whole are lines of the payment. */
function refundFact(
  { transaction_id: transaction, items, totals }: PaddleAdjustment,
  sale: SaleReferences,
  at: Date,
  amount: number | null,
): SaleFact {
  const lines = (items ?? []).flatMap((item) => (item.type === 'full' ? item.item_id : []));
  const total = amount === null ? numberOf(totals.total, 'totals.total') : null;
  return { fact: 'refunded', sale, payment: [transaction], at, amount, total, ...(lines.length > 0 && { lines }) };
}

function statusFacts(
  { status, scheduled_change: scheduled }: PaddleSubscription,
  sale: SaleReferences,
  at: Date,
): SaleFact[] {
  switch (status) {
    case 'active':
    case 'trialing':
      return scheduled?.action === 'cancel' || scheduled?.action === 'pause'
        ? [{ fact: 'cancelled', sale, at, ended: false }]
        : [
            { fact: 'resumed', sale, at },
            { fact: 'recovered', sale, at },
          ];
    case 'past_due':
      return [{ fact: 'past_due', sale, at }];
    case 'paused':
    case 'canceled':
      return [{ fact: 'cancelled', sale, at, ended: true }];
    default:
      throw unknownValue('status', status);
  }
}

/**
 * Prices with tax, as refunds have them. Of the first payment of a subscription, without what is charged once, such as a fee: the
 * order follows the items of the subscription.
 */
function boughtItems({
  items,
  details,
  currency_code: currency,
  subscription_id: subscription,
}: PaddleTransaction): SoldItem[] {
  const recurring = items.filter(({ price }) => price?.billing_cycle);
  return (subscription && recurring.length > 0 ? recurring : items).map(({ price, price_id: id, quantity }) => {
    const mapped = namesOf([price?.id ?? id, price?.product_id]);
    const line = details?.line_items.find(({ price_id: other }) => mapped.includes(other));
    const total = line?.totals?.total;
    return { mapped, quantity, externalId: line?.id ?? null, price: total ? Number(total) : null, currency };
  });
}

function subscribedItems({ items, currency_code: currency }: PaddleSubscription): SoldItem[] {
  return items
    .filter(({ status, recurring }) => status !== 'inactive' && recurring)
    .map(({ price, product, quantity }) => ({
      mapped: namesOf([price?.id, price?.product_id ?? product?.id]),
      quantity,
      externalId: null,
      price: null,
      currency,
    }));
}
