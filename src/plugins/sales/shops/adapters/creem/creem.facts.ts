import type { SaleFact, SaleReferences, SoldItem } from '../../shop-adapter';
import { required, unknownValue } from '../../not-understood';
import { factsOfOther } from '../../shop-event-types';
import { idOf, wholeOf } from '../expandable';
import { instant, namesOf, optionalInstant } from '../shop-values';
import type {
  CreemCheckout,
  CreemDispute,
  CreemEvent,
  CreemOrder,
  CreemRefund,
  CreemSubscription,
} from './creem.events';

const UNPAID: readonly string[] = ['pending', 'canceled', 'failed'];

export function factsOf(event: CreemEvent, at: Date): SaleFact[] {
  switch (event.eventType) {
    case 'checkout.completed':
      return checkoutFacts(event.object, at);
    case 'refund.created':
      return refundFacts(event.object, at);
    case 'dispute.created':
      return [{ fact: 'disputed', ...paidBy(event.object), at }];
    case 'subscription.active':
    case 'subscription.trialing':
    case 'subscription.paid':
    case 'subscription.update':
    case 'subscription.scheduled_cancel':
    case 'subscription.past_due':
    case 'subscription.unpaid':
    case 'subscription.expired':
    case 'subscription.paused':
    case 'subscription.canceled':
      return subscriptionFacts(event.eventType, event.object, at);
    default:
      return otherFacts(event);
  }
}

function otherFacts({ eventType: type }: { readonly eventType: unknown }): SaleFact[] {
  return factsOfOther('creem', type);
}

/** The first payment. The end of its period may come with the subscription alone. */
function checkoutFacts(checkout: CreemCheckout, at: Date): SaleFact[] {
  const order = required(checkout.order, 'order');
  if (order.status !== 'paid') {
    throw unknownValue('order.status', order.status);
  }
  const subscription = idOf(checkout.subscription);
  const { current_period_end_date: end, last_transaction_id: last } = wholeOf(checkout.subscription) ?? {};
  const { email = null, name = null } = wholeOf(checkout.customer) ?? {};
  const transaction = order.transaction ?? last ?? null;
  return [
    {
      fact: 'paid',
      sale: { order: order.id, ...(subscription && { subscription }) },
      payment: namesOf(subscription && transaction ? [transaction] : [order.id, transaction]),
      at,
      customer: { email, name },
      customerExternalId: idOf(checkout.customer),
      items: [boughtItem(checkout, order)],
      periodEnd: optionalInstant(end),
    },
  ];
}

/** The transaction tells all that was paid back so far. */
function refundFacts(refund: CreemRefund, at: Date): SaleFact[] {
  const { status, transaction } = refund;
  if (status !== 'succeeded') {
    return unpaidFacts(status);
  }
  const paidBack = transaction.refunded_amount ?? refund.refund_amount;
  const total = transaction.amount_paid ?? transaction.amount;
  const amount = transaction.status === 'refunded' || paidBack >= total ? null : paidBack;
  return [{ fact: 'refunded', ...paidBy(refund), at, amount, total }];
}

function unpaidFacts(status: string): SaleFact[] {
  if (!UNPAID.includes(status)) {
    throw unknownValue('status', status);
  }
  return [];
}

/** The order of a renewal may be that of the first payment: the transaction tells them apart. */
function paidBy({ transaction }: CreemRefund | CreemDispute): Pick<SaleFact, 'sale' | 'payment'> {
  const { id, order, subscription } = required(transaction, 'transaction');
  return subscription
    ? { sale: { subscription, others: [id] }, payment: [id] }
    : { sale: { order: required(order, 'transaction.order') }, payment: namesOf([order, id]) };
}

/** The type of an event tells the state; that of an update is in the subscription. */
function subscriptionFacts(type: CreemEvent['eventType'], subscription: CreemSubscription, at: Date): SaleFact[] {
  const sale = { subscription: subscription.id };
  const state = type === 'subscription.update' ? subscription.status : type.slice('subscription.'.length);
  const changed: SaleFact = { fact: 'changed', sale, at, items: subscribedItems(subscription) };
  switch (state) {
    case 'paid':
      return [changed, paymentFact(subscription, at)];
    case 'trialing':
      return [changed, { fact: 'renewed', sale, at, periodEnd: instant(subscription.current_period_end_date) }];
    case 'active':
      return [changed, { fact: 'resumed', sale, at }, { fact: 'recovered', sale, at }];
    // An expired subscription may still be paid: its period has ended without a payment.
    case 'past_due':
    case 'unpaid':
    case 'expired':
      return [changed, { fact: 'past_due', sale, at }];
    case 'scheduled_cancel':
    case 'paused':
      return [changed, { fact: 'cancelled', sale, at, ended: false }];
    case 'canceled':
      return [{ fact: 'cancelled', sale, at, ended: true }];
    default:
      throw unknownValue('status', state);
  }
}

/** The payment of a period, the first one too. */
function paymentFact(
  { id, current_period_end_date: end, last_transaction_id: last }: CreemSubscription,
  at: Date,
): SaleFact {
  const payment = namesOf([last]);
  const sale: SaleReferences = { subscription: id, others: payment };
  return { fact: 'renewed', sale, payment, at, periodEnd: instant(end) };
}

/** A checkout has one product. Refunds include the tax, so does the price. */
function boughtItem({ product, units }: CreemCheckout, { amount_paid: paid, amount, currency }: CreemOrder): SoldItem {
  return {
    mapped: namesOf([idOf(product)]),
    quantity: units ?? 1,
    externalId: null,
    price: paid ?? amount,
    currency: required(currency, 'currency').toUpperCase(),
  };
}

function subscribedItems({ items = [], product }: CreemSubscription): SoldItem[] {
  const lines = items.length > 0 ? items : [{ product_id: idOf(product) }];
  return lines.map(({ price_id: price, product_id: id, units }: (typeof items)[number]) => ({
    mapped: namesOf([price, id]),
    quantity: units ?? 1,
    externalId: null,
    price: null,
    currency: null,
  }));
}
