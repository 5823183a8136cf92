import type { SaleFact, SoldItem } from '../../shop-adapter';
import { unknownValue } from '../../not-understood';
import { instant, namesOf, numberOf, smallestUnit, timeOfState } from '../shop-values';
import { isOfVersion1, type WooLine, type WooOrder, type WooSubscription } from './woocommerce.events';

/** Statuses of orders and subscriptions that are not paid yet, or that somebody has put aside. */
const OPEN: readonly string[] = ['pending', 'on-hold', 'draft', 'auto-draft', 'checkout-draft', 'trash'];

/**
 * Facts of an order as it is at the time of the event.
 * @param receivedAt stands in for times of version 1 of the API, which are in a zone that is not known
 */
export function orderFacts(order: WooOrder, receivedAt: Date): SaleFact[] {
  const times = { at: modifiedAt(order, receivedAt), paidAt: paymentTime(order, receivedAt) };
  const subscription = metaOf(order, '_subscription_renewal');
  if (subscription !== null) {
    return renewalFacts(order, subscription, times);
  }
  // The plan of a subscription that is switched comes with the subscription.
  return metaOf(order, '_subscription_switch') === null ? saleFacts(order, times) : [];
}

/** Facts of a subscription as it is at the time of the event. */
export function subscriptionFacts(subscription: WooSubscription): SaleFact[] {
  const { id, parent_id: parent, next_payment_date_gmt: next, end_date_gmt: end } = subscription;
  const sale = { subscription: String(id), ...(parent && { order: String(parent) }) };
  const at = instant(`${subscription.date_modified_gmt ?? subscription.date_created_gmt}Z`);
  const changed: SaleFact = { fact: 'changed', sale, at, items: itemsOf(subscription) };
  const periodEnd = gmtOf(next) ?? gmtOf(end);
  const renewed: SaleFact[] = periodEnd
    ? [{ fact: 'renewed', sale, at: timeOfState(at, 'active'), periodEnd }]
    : [
        { fact: 'resumed', sale, at: timeOfState(at, 'active') },
        { fact: 'recovered', sale, at: timeOfState(at, 'active') },
      ];
  switch (subscription.status) {
    case 'active':
      return [changed, ...renewed];
    case 'on-hold':
      return [changed, { fact: 'past_due', sale, at: timeOfState(at, 'past_due') }];
    case 'pending-cancel':
      return [...renewed, { fact: 'cancelled', sale, at: timeOfState(at, 'cancelled'), ended: false }];
    case 'cancelled':
    case 'expired':
      return [{ fact: 'cancelled', sale, at: timeOfState(at, 'ended'), ended: true }];
    // Another subscription has taken its place.
    case 'switched':
      return [];
    default:
      return openFacts(subscription.status);
  }
}

/** An order without a subscription, or the first of one. */
function saleFacts(order: WooOrder, { at, paidAt }: OrderTimes): SaleFact[] {
  const sale = { order: String(order.id) };
  switch (order.status) {
    case 'processing':
    case 'completed':
      return [paidFact(order, sale, paidAt ?? at), ...refundFacts(order, sale, at)];
    case 'refunded':
      return [paidFact(order, sale, paidAt ?? at), wholeRefund(order, sale, at)];
    case 'cancelled':
    case 'failed':
      return paidAt ? [{ fact: 'cancelled', sale, at: timeOfState(at, 'ended'), ended: true }] : [];
    default:
      // The shop has statuses of its own, such as “shipped”: it has been paid before.
      return paidAt && !OPEN.includes(order.status)
        ? [paidFact(order, sale, paidAt), ...refundFacts(order, sale, at)]
        : openFacts(order.status);
  }
}

/** The order of a further period. The subscription tells until when it is paid. */
function renewalFacts(order: WooOrder, subscription: string, { at, paidAt }: OrderTimes): SaleFact[] {
  const sale = { subscription, others: [String(order.id)] };
  const recovered = (paid: Date): SaleFact[] => [
    { fact: 'recovered', sale, payment: paymentOf(order), at: timeOfState(paid, 'active') },
    ...refundFacts(order, sale, at),
  ];
  switch (order.status) {
    case 'processing':
    case 'completed':
      return recovered(paidAt ?? at);
    case 'refunded':
      return [wholeRefund(order, sale, at)];
    case 'failed':
      return [{ fact: 'past_due', sale, at: timeOfState(at, 'past_due') }];
    case 'cancelled':
      return [];
    default:
      return paidAt && !OPEN.includes(order.status) ? recovered(paidAt) : openFacts(order.status);
  }
}

/** An unpaid order has no facts yet. */
function openFacts(status: string): SaleFact[] {
  if (!OPEN.includes(status)) {
    throw unknownValue('status', status);
  }
  return [];
}

function paidFact(order: WooOrder, sale: SaleFact['sale'], at: Date): SaleFact {
  const { first_name: first = '', last_name: last = '', company, email } = order.billing ?? {};
  const customer = { email: email || null, name: `${first} ${last}`.trim() || null, company: company ?? null };
  const customerExternalId = order.customer_id ? String(order.customer_id) : null;
  // A subscription that begins with the order may have some of its lines only.
  const items = itemsOf(order).map((item) => ({ ...item, recurs: false }));
  return { fact: 'paid', sale, payment: paymentOf(order), at, customer, customerExternalId, items, periodEnd: null };
}

function wholeRefund(order: WooOrder, sale: SaleFact['sale'], at: Date): SaleFact {
  const total = order.total ? smallestUnit(order.total, order.currency) : null;
  return { fact: 'refunded', sale, payment: paymentOf(order), at, amount: null, total };
}

function paymentOf({ id }: WooOrder): string[] {
  return [String(id)];
}

/** An order lists all its refunds. */
function refundFacts(order: WooOrder, sale: SaleFact['sale'], at: Date): SaleFact[] {
  const { refunds, currency } = order;
  const amount = (refunds ?? []).reduce((sum, { total }) => sum + smallestUnit(total, currency), 0);
  return amount === 0 ? [] : [{ fact: 'refunded', sale, payment: paymentOf(order), at, amount }];
}

function itemsOf({ line_items: lines, currency }: WooOrder): SoldItem[] {
  return lines.map((line) => ({
    mapped: namesOf([line.variation_id, line.sku, line.product_id]),
    quantity: numberOf(line.quantity, 'quantity'),
    externalId: String(line.id),
    price: priceOf(line, currency),
    currency,
  }));
}

/** Price with tax, because refunds include it. */
function priceOf({ total, total_tax: tax }: WooLine, currency: string): number {
  return smallestUnit(total, currency) + (tax ? smallestUnit(tax, currency) : 0);
}

export function metaOf({ meta_data: meta }: WooOrder, name: string): string | null {
  const { value } = (meta ?? []).find(({ key }) => key === name) ?? {};
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

interface OrderTimes {
  /** Time of the last change. */
  readonly at: Date;
  /** Null if it was not paid. */
  readonly paidAt: Date | null;
}

function paymentTime(order: WooOrder, receivedAt: Date): Date | null {
  const isPaid = isOfVersion1(order) && Boolean(order.date_paid ?? order.date_completed);
  return gmtOf(order.date_paid_gmt) ?? gmtOf(order.date_completed_gmt) ?? (isPaid ? receivedAt : null);
}

function modifiedAt({ date_modified_gmt: modified, date_created_gmt: created }: WooOrder, receivedAt: Date): Date {
  return gmtOf(modified) ?? gmtOf(created) ?? receivedAt;
}

function gmtOf(text: string | null | undefined): Date | null {
  return text ? instant(`${text}Z`) : null;
}
