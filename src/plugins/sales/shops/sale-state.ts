import { billingIntervalOf } from '../orders/billing-interval';
import type { ItemSnapshot } from './sale-lines';
import { refundsIn, type SaleRefunds } from './sale-refunds';
import type { SaleFact, SaleReferences } from './shop-adapter';

type PaidFact = SaleFact & { readonly fact: 'paid' };

/** All that the events of a sale tell, in the shop's order of time. */
export interface SaleState {
  /** The first payment; null if its event has not arrived. */
  readonly paid: PaidFact | null;
  /** The shop's ids, as far as they are known. */
  readonly externalId: string | null;
  readonly subscriptionId: string | null;
  /** Items of the payment, then those of each change. */
  readonly snapshots: readonly ItemSnapshot[];
  /** End of the paid period of a subscription: the latest of all periods. */
  readonly periodEnd: Date | null;
  /** Length of the newest period in ISO 8601. */
  readonly interval: string | null;
  readonly pastDueAt: Date | null;
  readonly cancelled: { readonly at: Date; readonly isEnded: boolean } | null;
  readonly disputedAt: Date | null;
  readonly refunds: SaleRefunds;
  /** Address of the newest receipt. */
  readonly receipt: string | null;
}

/** Facts of the same instant, in the order in which shops send them. */
const ORDER: readonly SaleFact['fact'][] = [
  'linked',
  'paid',
  'changed',
  'past_due',
  'renewed',
  'recovered',
  'cancelled',
  'resumed',
  'disputed',
  'dispute_won',
  'refunded',
];

/** Facts after which no payment is missing. */
const PAYMENTS: readonly SaleFact['fact'][] = ['paid', 'renewed', 'recovered'];

/** Folds all known facts, in any order and with any repetition, into one state. */
export function saleStateOf(facts: readonly SaleFact[]): SaleState {
  const ordered = inOrder(facts);
  const names = ordered.map(({ sale }) => sale);
  const paid = ordered.find((one) => one.fact === 'paid') ?? null;
  return {
    paid,
    externalId: orderIn(names),
    subscriptionId: names.find(({ subscription }) => subscription !== undefined)?.subscription ?? null,
    snapshots: snapshotsIn(ordered),
    periodEnd: periodEndIn(ordered),
    interval: intervalIn(ordered),
    pastDueAt: ordered.reduce(pastDueAfter, null),
    cancelled: ordered.reduce(cancelledAfter, null),
    disputedAt: ordered.reduce(disputedAfter, null),
    refunds: refundsIn(ordered),
    receipt: ordered.findLast(({ receipt }) => typeof receipt === 'string')?.receipt ?? null,
  };
}

/** Facts without repetitions, in the shop's order of time. */
export function inOrder(facts: readonly SaleFact[]): SaleFact[] {
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()].sort(byTime);
}

/** The shop's id of the order, otherwise the best that there is: it must not depend on the order of arrival. */
function orderIn(names: readonly SaleReferences[]): string | null {
  const orders = names.flatMap(({ order }) => order ?? []).sort();
  const subscriptions = names.flatMap(({ subscription }) => subscription ?? []);
  const others = names.flatMap(({ others: ids = [] }) => ids).sort();
  return orders[0] ?? subscriptions[0] ?? others[0] ?? null;
}

function byTime(one: SaleFact, other: SaleFact): number {
  return (
    one.at.getTime() - other.at.getTime() ||
    ORDER.indexOf(one.fact) - ORDER.indexOf(other.fact) ||
    // Any order will do that does not depend on the arrival.
    (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1)
  );
}

function pastDueAfter(since: Date | null, { fact, at }: SaleFact): Date | null {
  if (fact === 'past_due') {
    return since ?? at;
  }
  return PAYMENTS.includes(fact) ? null : since;
}

function cancelledAfter(before: SaleState['cancelled'], one: SaleFact): SaleState['cancelled'] {
  if (one.fact === 'cancelled') {
    return { at: before?.at ?? one.at, isEnded: one.ended || before?.isEnded === true };
  }
  return one.fact === 'renewed' || one.fact === 'resumed' ? null : before;
}

function disputedAfter(since: Date | null, { fact, at }: SaleFact): Date | null {
  return fact === 'disputed' ? (since ?? at) : fact === 'dispute_won' ? null : since;
}

/** A second payment like the first one, such as that of an upgrade, has no snapshot of its own. */
function snapshotsIn(facts: readonly SaleFact[]): ItemSnapshot[] {
  const paid = facts.find(({ fact }) => fact === 'paid');
  return facts.flatMap((one, index) => {
    if (!('items' in one) || (one.fact === 'paid' && one !== paid)) {
      return [];
    }
    const { at, items } = one;
    const ended = one.fact === 'changed' && one.ended === true;
    return [{ at, items, ended, periodEnd: periodEndIn(facts.slice(0, index + 1)) }];
  });
}

function periodEndIn(facts: readonly SaleFact[]): Date | null {
  return latest(facts.map((one) => ('periodEnd' in one ? one.periodEnd : null)));
}

function intervalIn(facts: readonly SaleFact[]): string | null {
  return billingIntervalOf(
    facts.flatMap((one) => ('periodEnd' in one && one.periodEnd ? [{ paidAt: one.at, end: one.periodEnd }] : [])),
  );
}

function latest(dates: readonly (Date | null)[]): Date | null {
  return dates.reduce((end, date) => (date && (!end || date > end) ? date : end), null);
}

/** The names of a sale as they are stored. Ids of orders and subscriptions of some shops are the same numbers. */
export function referencesOf(facts: readonly SaleFact[]): string[] {
  const references = facts.flatMap(({ sale: { order, subscription, others = [] } }) => [
    ...(order === undefined ? [] : [`order:${order}`]),
    ...(subscription === undefined ? [] : [`subscription:${subscription}`]),
    ...others.map((id) => `other:${id}`),
  ]);
  return [...new Set(references)];
}

/** Facts as they are stored in JSON, with their dates. Fields are sorted, as PostgreSQL does not keep their order. */
export function storedFacts(stored: readonly object[]): SaleFact[] {
  return JSON.parse(JSON.stringify(stored), (name: string, value: unknown) =>
    (name === 'at' || name === 'periodEnd') && typeof value === 'string' ? new Date(value) : sorted(value),
  ) as SaleFact[];
}

function sorted(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
    ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
    : value;
}
