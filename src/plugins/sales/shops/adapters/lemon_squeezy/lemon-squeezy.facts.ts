import type { Order, Subscription, SubscriptionInvoice } from '@lemonsqueezy/lemonsqueezy.js';
import type { SaleFact, SoldItem } from '../../shop-adapter';
import { missingField, NotUnderstood, required, unknownValue } from '../../not-understood';
import { instant, namesOf, numberOf, optionalInstant, receiptIn, timeOfState } from '../shop-values';

export type LemonOrder = Pick<Order['data'], 'id' | 'attributes'>;
export type LemonSubscription = Pick<Subscription['data'], 'id' | 'attributes'>;
export type LemonInvoice = Pick<SubscriptionInvoice['data'], 'id' | 'attributes'>;

const PAID: readonly string[] = ['paid', 'refunded', 'partial_refund'];
const UNPAID: readonly string[] = ['pending', 'failed', 'fraudulent'];

/** Facts of an order as it is at the time of the event. The first order of a subscription has the period from the subscription. */
export function orderFacts({ id, attributes }: LemonOrder): SaleFact[] {
  const { created_at: createdAt, updated_at: updatedAt } = attributes;
  const sale = { order: id };
  const payment = [orderPayment(id)];
  const buyer = { email: attributes.user_email, name: attributes.user_name };
  const paid: SaleFact = {
    fact: 'paid',
    sale,
    payment,
    at: instant(createdAt),
    customer: buyer,
    items: [boughtItem(attributes)],
    periodEnd: null,
    customerExternalId: namesOf([attributes.customer_id])[0] ?? null,
    ...receiptIn(attributes, 'urls', 'receipt'),
  };
  const amount = refundedIn(attributes);
  const at = instant(updatedAt);
  return amount === 0 ? [paid] : [paid, { fact: 'refunded', sale, payment, at, amount, total: attributes.total }];
}

/** Whether an order was paid, also if it was paid back since. */
export function isPaid({ attributes: { status, refunded_amount: refunded } }: LemonOrder): boolean {
  if (PAID.includes(status) || refunded > 0) {
    return true;
  }
  if (!UNPAID.includes(status)) {
    throw unknownValue('status', status);
  }
  return false;
}

/** Amount that was refunded so far; null for all of it. Partial refunds of 2024 and earlier have no amount. */
function refundedIn({
  status,
  refunded,
  refunded_amount: amount,
}: {
  readonly status: string;
  readonly refunded: boolean;
  readonly refunded_amount?: number | null;
}): number | null {
  if (refunded || status === 'refunded') {
    return null;
  }
  return status === 'partial_refund' ? required(amount, 'refunded_amount') : (amount ?? 0);
}

/** Facts of a subscription as it is at the time of the event. */
export function subscriptionFacts({ id, attributes }: LemonSubscription): SaleFact[] {
  const sale = { order: String(attributes.order_id), subscription: id };
  const at = instant(attributes.updated_at);
  // The first invoice and the order are one payment, and name each other here only.
  const payment = [orderPayment(attributes.order_id), firstPayment(id)];
  const items = [subscribedItem(attributes)];
  return [{ fact: 'changed', sale, payment, at, items }, ...statusFacts(attributes, sale, at)];
}

/** Facts of the payment of a period. The subscription tells until when it is paid. */
export function invoiceFacts(type: string, { id, attributes }: LemonInvoice): SaleFact[] {
  const { subscription_id: subscription, billing_reason: reason } = attributes;
  const others = [`invoice ${id}`];
  const sale = { subscription: String(subscription), others };
  const payment = [...others, ...(reason === 'initial' ? [firstPayment(subscription)] : [])];
  const at = instant(attributes.updated_at);
  switch (type) {
    case 'subscription_payment_failed':
      return [{ fact: 'past_due', sale, at: timeOfState(at, 'past_due') }];
    case 'subscription_payment_success':
    case 'subscription_payment_recovered':
      return [
        {
          fact: 'recovered',
          sale,
          payment,
          at: timeOfState(at, 'active'),
          ...receiptIn(attributes, 'urls', 'invoice_url'),
        },
      ];
    case 'subscription_payment_refunded':
      return [{ fact: 'refunded', sale, payment, at, amount: refundOf(attributes), total: attributes.total }];
    default:
      throw unknownValue('meta.event_name', type);
  }
}

/** The refunded amount of a refund event. */
function refundOf(attributes: LemonInvoice['attributes']): number | null {
  const amount = refundedIn(attributes);
  if (amount === 0) {
    throw new NotUnderstood(missingField('refunded_amount'));
  }
  return amount;
}

function orderPayment(id: string | number): string {
  return `order ${id}`;
}

function firstPayment(subscription: string | number): string {
  return `first of ${subscription}`;
}

function statusFacts(
  { status, renews_at: renewsAt, ends_at: endsAt }: LemonSubscription['attributes'],
  sale: SaleFact['sale'],
  at: Date,
): SaleFact[] {
  switch (status) {
    case 'active':
    case 'on_trial': {
      const time = timeOfState(at, 'active');
      return [{ fact: 'renewed', sale, at: time, periodEnd: instant(renewsAt) }];
    }
    case 'past_due':
    case 'unpaid':
      return [{ fact: 'past_due', sale, at: timeOfState(at, 'past_due') }];
    case 'cancelled':
      return cancelledFacts(sale, at, optionalInstant(endsAt));
    case 'paused':
    case 'pause':
      return [{ fact: 'cancelled', sale, at: timeOfState(at, 'cancelled'), ended: false }];
    case 'expired':
      return [{ fact: 'cancelled', sale, at: timeOfState(at, 'ended'), ended: true }];
    default:
      throw unknownValue('status', status);
  }
}

/** The period that is paid goes on until `endsAt`, and may have begun in an event that arrives later. */
function cancelledFacts(sale: SaleFact['sale'], at: Date, endsAt: Date | null): SaleFact[] {
  const cancelled: SaleFact = { fact: 'cancelled', sale, at: timeOfState(at, 'cancelled'), ended: false };
  return endsAt
    ? [{ fact: 'renewed', sale, at: timeOfState(at, 'active'), periodEnd: endsAt }, cancelled]
    : [cancelled];
}

/** An order has one product. Refunds include the tax, so does the price. Orders of 2024 and before may have no quantity. */
function boughtItem({ first_order_item, total, currency }: LemonOrder['attributes']): SoldItem {
  const item: Partial<typeof first_order_item> = required(first_order_item, 'first_order_item');
  return {
    mapped: namesOf([item.variant_id, item.product_id]),
    quantity: numberOf(item.quantity ?? 1, 'quantity'),
    externalId: namesOf([item.id])[0] ?? null,
    price: total,
    currency,
  };
}

function subscribedItem(subscription: LemonSubscription['attributes']): SoldItem {
  const { variant_id: variant, product_id: product, first_subscription_item: item, order_item_id: line } = subscription;
  return {
    mapped: namesOf([variant, product]),
    quantity: numberOf(item?.quantity ?? 1, 'quantity'),
    externalId: namesOf([line])[0] ?? null,
    price: null,
    currency: null,
  };
}
