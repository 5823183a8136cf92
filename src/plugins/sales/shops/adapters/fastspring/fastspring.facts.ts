import type { SaleFact, SoldItem } from '../../shop-adapter';
import { NotUnderstood, required, unknownValue } from '../../not-understood';
import { factsOfOther } from '../../shop-event-types';
import { idOf, wholeOf } from '../expandable';
import { isTime, namesOf, numberOf, receiptIn, smallestUnit } from '../shop-values';
import type {
  FastSpringCharge,
  FastSpringEvent,
  FastSpringItem,
  FastSpringOrder,
  FastSpringReturn,
  FastSpringSubscription,
} from './fastspring.events';

const SEVERAL = 'The order has several subscriptions, and Keyward follows one: place the order here.';
const NOT_EXPANDED = 'FastSpring sent an ID instead of the subscription: enable webhook expansion.';

export function factsOf(event: FastSpringEvent, at: Date): SaleFact[] {
  switch (event.type) {
    case 'order.completed':
      return orderFacts(event.data);
    case 'return.created':
      return returnFacts(event.data);
    case 'chargeback.created':
      return [{ fact: 'disputed', ...paidBy(event.data.order), at }];
    case 'subscription.charge.completed':
      return chargeFacts(event.data);
    case 'subscription.charge.failed':
      return [{ fact: 'past_due', sale: saleOf(event.data.subscription), at }];
    case 'subscription.activated':
    case 'subscription.updated':
    case 'subscription.canceled':
    case 'subscription.uncanceled':
    case 'subscription.paused':
    case 'subscription.resumed':
    case 'subscription.payment.overdue':
    case 'subscription.deactivated':
      return subscriptionFacts(event.data);
    default:
      return otherFacts(event);
  }
}

function otherFacts({ type }: { readonly type: unknown }): SaleFact[] {
  return factsOfOther('fastspring', type);
}

/** The first payment. Further ones have orders of their own, which a return names as it names this one. */
function orderFacts(order: FastSpringOrder): SaleFact[] {
  const { id, customer } = order;
  const subscriptions = new Map(order.items.map(({ subscription }) => [idOf(subscription), wholeOf(subscription)]));
  const [subscription = null, ...others] = namesOf([...subscriptions.keys()]);
  if (others.length > 0) {
    throw new NotUnderstood(SEVERAL);
  }
  const { first, last, email = null, company = null } = required(customer, 'customer');
  return [
    {
      fact: 'paid',
      sale: { order: id, others: [id], ...(subscription !== null && { subscription }) },
      payment: [id],
      at: moment(order.changed, 'changed'),
      customer: { email, name: namesOf([first, last]).join(' ') || null, company },
      customerExternalId: idOf(order.account),
      items: boughtItems(order, subscription !== null),
      periodEnd: periodEndOf(subscriptions.get(subscription) ?? null),
      ...receiptIn(order, 'invoiceUrl'),
    },
  ];
}

/** The payment of a further period, or of a change within one. */
function chargeFacts(charge: FastSpringCharge): SaleFact[] {
  const { order, subscription, timestamp } = charge;
  const whole = wholeOf(subscription);
  if (!whole) {
    throw new NotUnderstood(NOT_EXPANDED);
  }
  const { payment, sale } = paidBy(idOf(order));
  const at = moment(timestamp, 'timestamp');
  const periodEnd = required(periodEndOf(whole), 'next');
  const receipt = receiptIn(charge, 'order', 'invoiceUrl');
  return [{ fact: 'renewed', sale: { ...saleOf(whole), ...sale }, payment, at, periodEnd, ...receipt }];
}

/** A return tells its own amount. One that is not completed has paid nothing back. */
function returnFacts({ completed, changed, currency, totalReturn, original }: FastSpringReturn): SaleFact[] {
  const { id, total } = required(original, 'original');
  if (!required(completed, 'completed')) {
    return [];
  }
  const [paidBack, paid] = [totalReturn, total].map((amount) => smallestUnit(amount, required(currency, 'currency')));
  const amount = (paidBack ?? 0) >= (paid ?? 0) ? null : (paidBack ?? 0);
  return [{ fact: 'refunded', ...paidBy(id), at: moment(changed, 'changed'), amount, total: paid ?? null }];
}

/** The subscription as it was when it changed. */
function subscriptionFacts(subscription: FastSpringSubscription): SaleFact[] {
  const sale = saleOf(subscription);
  const at = moment(subscription.changed, 'changed');
  const changed: SaleFact = { fact: 'changed', sale, at, items: [subscribedItem(subscription)] };
  const cancelled: SaleFact = { fact: 'cancelled', sale, at, ended: false };
  switch (subscription.state) {
    case 'active':
    case 'trial':
      return [changed, ...(subscription.isPauseScheduled ? [cancelled] : activeFacts(subscription, at))];
    case 'overdue':
      return [changed, { fact: 'past_due', sale, at }];
    case 'canceled':
    case 'paused':
      return [changed, cancelled];
    case 'deactivated':
      return [{ fact: 'cancelled', sale, at, ended: true }];
    default:
      throw unknownValue('state', subscription.state);
  }
}

/** A subscription whose charges the vendor makes by hand has no next one. */
function activeFacts(subscription: FastSpringSubscription, at: Date): SaleFact[] {
  const sale = saleOf(subscription);
  const periodEnd = periodEndOf(subscription);
  return periodEnd
    ? [{ fact: 'renewed', sale, at, periodEnd }]
    : [
        { fact: 'resumed', sale, at },
        { fact: 'recovered', sale, at },
      ];
}

function saleOf(subscription: FastSpringCharge['subscription']): SaleFact['sale'] {
  return { subscription: required(idOf(subscription), 'subscription') };
}

/** Payments are named by their orders. */
function paidBy(order: string | null): Pick<SaleFact, 'sale' | 'payment'> {
  const name = required(order, 'order');
  return { sale: { others: [name] }, payment: [name] };
}

function periodEndOf(subscription: FastSpringSubscription | null): Date | null {
  const end = subscription?.next ?? subscription?.end ?? null;
  return end === null ? null : moment(end, 'next');
}

/** An item without a subscription is sold once, also in the order of a subscription. */
function boughtItems({ items, total, currency }: FastSpringOrder, isSubscription: boolean): SoldItem[] {
  return items.map((item) => {
    const { quantity, subtotal, discount, subscription } = item;
    const net = smallestUnit(subtotal, currency) - smallestUnit(discount ?? 0, currency);
    return {
      mapped: productsOf(item),
      quantity: numberOf(quantity, 'quantity'),
      externalId: null,
      price: items.length === 1 ? smallestUnit(total, currency) : net,
      currency: required(currency, 'currency'),
      ...(isSubscription && !subscription && { recurs: false }),
    };
  });
}

function subscribedItem(subscription: FastSpringSubscription): SoldItem {
  const quantity = numberOf(subscription.quantity, 'quantity');
  const currency = subscription.currency ?? null;
  return { mapped: productsOf(subscription), quantity, externalId: null, price: null, currency };
}

/** The path of the product, then its SKU: it may be that of several products. */
function productsOf({ product, sku }: Pick<FastSpringItem, 'product' | 'sku'>): string[] {
  return namesOf([typeof product === 'string' ? product : product.product, sku]);
}

/** A time in milliseconds; a missing one would be the beginning of 1970. */
function moment(milliseconds: unknown, field: string): Date {
  const date = new Date(typeof milliseconds === 'number' ? milliseconds : NaN);
  if (!isTime(date)) {
    throw unknownValue(field, milliseconds);
  }
  return date;
}
