import { createHash } from 'node:crypto';
import type { HoldReason } from '../orders/order-license.entity';
import type { OrderLine } from '../orders/order-line.entity';
import type { Order } from '../orders/order.entity';
import { inOrder } from './sale-state';
import type { SaleFact } from './shop-adapter';

export const PAYMENT_TYPES = ['payment', 'renewal', 'refund', 'dispute', 'dispute_won'] as const;
export type PaymentType = (typeof PAYMENT_TYPES)[number];

const ID_LENGTH = 24;

/** A payment for a license, or what became of one. */
export interface LicensePayment {
  /** Unique, and the same in each answer. */
  readonly id: string;
  readonly type: PaymentType;
  /** The shop's time. */
  readonly at: Date;
  readonly order: Order;
  /** Null for a fact about a whole order that has several lines for the license. */
  readonly line: OrderLine | null;
  /** In the smallest unit of the order's currency; null if unknown. */
  readonly amount: number | null;
  /** End of the period that it paid. */
  readonly periodEnd: Date | null;
  /** Whether the license has what it paid for; null for a refund and a dispute. */
  readonly counts: boolean | null;
  /** The reason why it does not count. */
  readonly reason: HoldReason | null;
}

/** An order with its lines that gave or continue the license. */
export interface OrderOfLicense {
  readonly order: Order;
  readonly lines: readonly (Pick<LicensePayment, 'reason'> & { readonly line: OrderLine })[];
  /** Facts of its shop, in any order and with repetitions. */
  readonly facts: readonly SaleFact[];
}

/** All payments of a license, newest first. The order in which facts arrived makes no difference. */
export function licensePayments(orders: readonly OrderOfLicense[]): LicensePayment[] {
  return orders.flatMap(paymentsOf).sort(newestFirst);
}

export function newestFirst(one: Pick<LicensePayment, 'at' | 'id'>, other: Pick<LicensePayment, 'at' | 'id'>): number {
  return other.at.getTime() - one.at.getTime() || (one.id < other.id ? 1 : one.id > other.id ? -1 : 0);
}

function paymentsOf(sold: OrderOfLicense): LicensePayment[] {
  const facts = inOrder(sold.facts);
  const paid = facts.find(isPayment) ?? null;
  const renewals = facts.filter(isRenewal).filter(({ periodEnd }) => !isOf(paid, periodEnd));
  const periods = [...new Set(renewals.map(({ periodEnd }) => periodEnd.getTime()))];
  const first = facts.filter((fact) => fact === paid || (isRenewal(fact) && isOf(paid, fact.periodEnd)));
  return [
    ...linePayments(sold, facts, paid, first),
    ...periods.flatMap((end) =>
      renewalOf(
        sold,
        facts,
        renewals.filter(({ periodEnd }) => periodEnd.getTime() === end),
      ),
    ),
    ...factPayments(sold, facts),
  ];
}

/** Some shops tell the first payment as a renewal too. */
function isOf(paid: PaidFact | null, periodEnd: Date): boolean {
  return paid?.periodEnd !== undefined && paid.periodEnd !== null && periodEnd <= paid.periodEnd;
}

/** @param same facts about one payment */
function isPaidBack(facts: readonly SaleFact[], same: readonly SaleFact[]): boolean {
  const names = same.flatMap(({ payment = [] }) => payment);
  return facts.some(
    (one) => one.fact === 'refunded' && one.amount === null && (one.payment ?? []).some((name) => names.includes(name)),
  );
}

/** A refund that a shop tells is shown by its own fact. */
function linePayments(
  { order, lines }: OrderOfLicense,
  facts: readonly SaleFact[],
  paid: PaidFact | null,
  first: readonly SaleFact[],
): LicensePayment[] {
  const isToldByShop = facts.some(({ fact }) => fact === 'refunded');
  return lines.flatMap(({ line, reason }) => {
    const why = reason ?? (isPaidBack(facts, first) ? 'refund' : null);
    const base = { order, line, amount: line.price, periodEnd: paid?.periodEnd ?? null };
    const at = line.paidAt ?? paid?.at ?? order.createdAt;
    const id = idOf('payment', line.uid);
    const payment = { ...base, id, type: 'payment', at, counts: why === null, reason: why } as const;
    return [payment, ...(line.refundedAt && !isToldByShop ? refundOf(base, line, line.refundedAt) : [])];
  });
}

/** Several events may tell one period: the first counts. */
function renewalOf(
  { order, lines }: OrderOfLicense,
  facts: readonly SaleFact[],
  same: readonly RenewedFact[],
): LicensePayment[] {
  const held = lines.every(({ reason }) => reason !== null) ? lines[0]?.reason : null;
  const reason = held ?? (isPaidBack(facts, same) ? 'refund' : null);
  return same.slice(0, 1).map(({ at, periodEnd }) => ({
    id: idOf('renewal', `${order.uid} ${periodEnd.getTime()}`),
    type: 'renewal',
    at,
    order,
    line: lineIn(lines),
    amount: null,
    periodEnd,
    counts: reason === null,
    reason,
  }));
}

function refundOf(base: Pick<LicensePayment, 'order' | 'line' | 'amount' | 'periodEnd'>, { uid }: OrderLine, at: Date) {
  return [{ ...base, id: idOf('refund', uid), type: 'refund', at, counts: null, reason: null } as const];
}

function factPayments({ order, lines }: OrderOfLicense, facts: readonly SaleFact[]): LicensePayment[] {
  const base = { order, line: lineIn(lines), periodEnd: null, counts: null, reason: null };
  return facts.flatMap((fact): LicensePayment[] => {
    const type = SHOWN_FACTS.get(fact.fact);
    const amount = fact.fact === 'refunded' ? (fact.amount ?? fact.total ?? null) : null;
    return type ? [{ ...base, id: idOf(type, `${order.uid} ${JSON.stringify(fact)}`), type, at: fact.at, amount }] : [];
  });
}

const SHOWN_FACTS: ReadonlyMap<string, PaymentType> = new Map([
  ['refunded', 'refund'],
  ['disputed', 'dispute'],
  ['dispute_won', 'dispute_won'],
]);

function lineIn(lines: OrderOfLicense['lines']): OrderLine | null {
  const [only, ...others] = lines;
  return only && others.length === 0 ? only.line : null;
}

/** In an order of the same instant, a refund is newer than its payment. */
function idOf(type: PaymentType, name: string): string {
  const hash = createHash('sha256').update(`${type} ${name}`).digest('hex').slice(0, ID_LENGTH);
  return `${PAYMENT_TYPES.indexOf(type)}${hash}`;
}

type PaidFact = SaleFact & { readonly fact: 'paid' };
type RenewedFact = SaleFact & { readonly fact: 'renewed' };

function isPayment(fact: SaleFact): fact is PaidFact {
  return fact.fact === 'paid';
}

function isRenewal(fact: SaleFact): fact is RenewedFact {
  return fact.fact === 'renewed';
}
