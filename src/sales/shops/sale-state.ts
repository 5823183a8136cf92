import type { SaleFact, SaleReferences, SoldItem } from './shop-adapter';

type PaidFact = SaleFact & { readonly fact: 'paid' };

/** All that the events of a sale tell, in the shop's order of time. */
export interface SaleState {
  /** The first payment; null if its event has not arrived. */
  readonly paid: PaidFact | null;
  /** The shop's ids, as far as they are known. */
  readonly externalId: string | null;
  readonly subscriptionId: string | null;
  /** Items of the newest change, otherwise of the payment. */
  readonly items: readonly SoldItem[];
  /** Until when a subscription is paid: the latest end of a period. */
  readonly periodEnd: Date | null;
  readonly pastDueAt: Date | null;
  readonly cancelled: { readonly at: Date; readonly isEnded: boolean } | null;
  readonly disputedAt: Date | null;
  /** All that was paid back after each refund; null for the whole sale. */
  readonly refunds: readonly (number | null)[];
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
  const sorted = [...facts].sort(byTime);
  const names = sorted.map(({ sale }) => sale);
  const paid = sorted.find((one) => one.fact === 'paid') ?? null;
  const changes = sorted.filter((one) => one.fact === 'changed');
  return {
    paid,
    externalId: orderIn(names),
    subscriptionId: names.find(({ subscription }) => subscription !== undefined)?.subscription ?? null,
    items: changes.at(-1)?.items ?? paid?.items ?? [],
    periodEnd: latest(sorted.map((one) => ('periodEnd' in one ? one.periodEnd : null))),
    pastDueAt: sorted.reduce(pastDueAfter, null),
    cancelled: sorted.reduce(cancelledAfter, null),
    disputedAt: sorted.reduce(disputedAfter, null),
    refunds: refundsIn(sorted),
  };
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

/** Ascending amounts, the whole last: sums only grow. */
function refundsIn(facts: readonly SaleFact[]): (number | null)[] {
  const amounts = facts.flatMap((one) => (one.fact === 'refunded' ? [one.amount] : []));
  const rank = (amount: number | null): number => amount ?? Infinity;
  return [...new Set(amounts)].sort((one, other) => (rank(one) < rank(other) ? -1 : 1));
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

/** Facts as they are stored in JSON, with their dates. */
export function storedFacts(stored: readonly object[]): SaleFact[] {
  return JSON.parse(JSON.stringify(stored), (name: string, value: unknown) =>
    (name === 'at' || name === 'periodEnd') && typeof value === 'string' ? new Date(value) : value,
  ) as SaleFact[];
}
