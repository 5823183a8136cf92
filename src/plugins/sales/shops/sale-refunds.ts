import type { ShopRefund } from '../orders/order-state';
import type { SaleFact } from './shop-adapter';

type RefundFact = SaleFact & { readonly fact: 'refunded' };

/** The refunds of a sale. */
export interface SaleRefunds {
  /** Those of the sale or of its newest payment, which end lines; ascending. */
  readonly refunds: readonly ShopRefund[];
  /** Whether the newest payment of several was paid back as a whole: the period that it paid is over. */
  readonly isPeriodPaidBack: boolean;
  /** All that was paid back. A payment without an amount is taken for one like the first. */
  readonly amount: number;
}

/** A payment of a sale: all facts that have its names. */
interface Payment {
  readonly names: readonly string[];
  readonly facts: readonly SaleFact[];
}

/** Facts about money that arrived. */
const PAYMENTS: readonly SaleFact['fact'][] = ['paid', 'renewed', 'recovered'];

/**
 * The refund of a payment ends what that payment paid: the whole sale if there is no other, otherwise the newest period. An
 * earlier period is history: its refund is an amount.
 * @param facts in the shop's order of time
 */
export function refundsIn(facts: readonly SaleFact[]): SaleRefunds {
  const payments = paymentsIn(facts);
  const newest = newestOf(payments);
  const ofSale = facts.filter(isRefund).filter(({ payment = [] }) => payment.length === 0);
  const isAllPaidBack = payments.length > 0 && payments.every((payment) => isWhole(refundsOf(payment)));
  const isNewestPaidBack = newest !== undefined && isWhole(refundsOf(newest));
  const isPeriodPaidBack = isNewestPaidBack && !isAllPaidBack;
  const ending = [...ofSale, ...(newest && !isPeriodPaidBack ? refundsOf(newest) : [])];
  const price = firstPrice(facts);
  const sums = [ofSale, ...payments.map(refundsOf)].map((refunds) => sumOf(refunds, price));
  return {
    refunds: ascending(ending),
    isPeriodPaidBack,
    amount: sums.reduce((total, sum) => total + sum, 0),
  };
}

/** Payments by time. One whose own event has not arrived is known by its refund. */
function paymentsIn(facts: readonly SaleFact[]): Payment[] {
  const groups: Payment[] = [];
  for (const fact of facts) {
    const names = fact.payment ?? (fact.fact === 'paid' ? [FIRST] : []);
    const same = names.length === 0 ? [] : groups.filter((group) => group.names.some((name) => names.includes(name)));
    if (names.length > 0) {
      same.forEach((group) => groups.splice(groups.indexOf(group), 1));
      groups.push({
        names: [...new Set([...same.flatMap((group) => group.names), ...names])],
        facts: [...same.flatMap((group) => group.facts), fact],
      });
    }
  }
  return groups
    .filter((payment) => payment.facts.some((one) => isRefund(one) || PAYMENTS.includes(one.fact)))
    .sort((one, other) => timeOf(one) - timeOf(other) || (one.names.join() < other.names.join() ? -1 : 1));
}

/** Name of the first payment of a shop that does not name its payments. */
const FIRST = '';

/** The last payment that began a period: a further one of the same period, such as that of an upgrade, is not it. */
function newestOf(payments: readonly Payment[]): Payment | undefined {
  return payments.reduce<Payment | undefined>((newest, payment) => {
    const [before, end] = [newest && endOf(newest), endOf(payment)];
    return !before || !end || end > before ? payment : newest;
  }, undefined);
}

function timeOf({ facts }: Payment): number {
  const payments = facts.filter(({ fact }) => PAYMENTS.includes(fact));
  return Math.min(...(payments.length > 0 ? payments : facts).map(({ at }) => at.getTime()));
}

function endOf({ facts }: Payment): number | null {
  const ends = facts.flatMap((one) => ('periodEnd' in one && one.periodEnd ? one.periodEnd.getTime() : []));
  return ends.length > 0 ? Math.max(...ends) : null;
}

function refundsOf({ facts }: Payment): RefundFact[] {
  return facts.filter(isRefund);
}

function isRefund(one: SaleFact): one is RefundFact {
  return one.fact === 'refunded';
}

function isWhole(refunds: readonly RefundFact[]): boolean {
  return refunds.some(({ amount }) => amount === null);
}

/** Sums only grow. */
function sumOf(refunds: readonly RefundFact[], price: number): number {
  const known = refunds.flatMap(({ amount, total }) => amount ?? total ?? []);
  const isUnknown =
    isWhole(refunds) && !refunds.some(({ amount, total }) => amount === null && typeof total === 'number');
  return Math.max(isUnknown ? price : 0, ...known);
}

function firstPrice(facts: readonly SaleFact[]): number {
  const paid = facts.find((one) => one.fact === 'paid');
  return paid ? paid.items.reduce((sum, { price }) => sum + (price ?? 0), 0) : 0;
}

/** Each sum once, the whole last. */
function ascending(refunds: readonly RefundFact[]): ShopRefund[] {
  const rank = ({ amount }: ShopRefund): number => amount ?? Infinity;
  const sums = refunds.map(({ amount, lines = [] }) => ({ amount, lines: [...lines].sort() }));
  const distinct = new Map(sums.map((refund) => [JSON.stringify(refund), refund]));
  return [...distinct.entries()]
    .sort(([text, one], [otherText, other]) => rank(one) - rank(other) || (text < otherText ? -1 : 1))
    .map(([, refund]) => refund);
}
