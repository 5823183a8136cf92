import {
  type Duration,
  endOfTerm,
  type GrantedEntitlement,
  monthsInDays,
  type RenewalBasis,
} from '../../../core/catalog';
import type { Calendar } from '../../../core/common';
import type { License } from '../../../core/licenses';
import type { SentAmount } from '../../../core/verification/internal';

/** Effects of a payment on a license that exists. */
export const CONTINUATIONS = ['renew', 'upgrade', 'add_seats', 'add_entitlements', 'top_up'] as const;
export type ContinuationAction = (typeof CONTINUATIONS)[number];

/** When an upgrade takes effect: with the payment, or at the end of the term that the license has then. */
export const UPGRADE_TIMES = ['now', 'period_end'] as const;
export type UpgradeTime = (typeof UPGRADE_TIMES)[number];

/** Limits that a license takes from its policy. */
export type Limits = Pick<License, 'maxActivations' | 'maxUsers' | 'maxSessions' | 'usesLimit' | 'features'>;

/** An amount of a meter; a payment gives it as often as it was bought. */
export interface TopUp {
  /** Code of the meter. */
  readonly meter: string;
  /** A number or, of a credit, its text. */
  readonly amount: SentAmount;
  /** End in ISO 8601; null for none. */
  readonly expiresAt: string | null;
}

/** The part of a line that says how it continues its license. It does not change when the policy is edited later. */
export interface Continues {
  readonly action: ContinuationAction;
  /** Days or months that one renewal adds; without it, the license follows the paid period of its order. */
  readonly term?: Duration | null;
  readonly basis?: RenewalBasis;
  /** Whether the rest of the old term is added to that of an upgrade. */
  readonly creditsRest?: boolean;
  /** Reference of the product to which a subscription has moved. */
  readonly product?: string;
  /** Uid and limits of the policy of an upgrade. */
  readonly policy?: string;
  readonly limits?: Limits;
  readonly seats?: number;
  /** Amount of a meter that is granted. */
  readonly topUp?: TopUp;
  /** When an upgrade that waits takes effect, in ISO 8601. */
  readonly effectiveAt?: string;
  /** Whether its change is scheduled, and not taken back with its payment. */
  readonly isScheduled?: boolean;
  /** Whether its time has come: until then, the license keeps its policy and limits. */
  readonly isDue?: boolean;
}

/** Whether it waits for its time. */
export function isWaiting({ effectiveAt, isDue = false }: Continues): boolean {
  return effectiveAt !== undefined && !isDue;
}

/** All of a license that payments change. */
export interface Terms {
  readonly expiresAt: Date | null;
  /** The term of a license whose term is yet to start. */
  readonly pending: Duration | null;
  /** Reference. */
  readonly product: string;
  /** Uid. */
  readonly policy: string;
  readonly limits: Limits;
  /** Own entitlements of the license, by code. */
  readonly entitlements: Readonly<Record<string, GrantedEntitlement>>;
}

/** A payment that counts: it was not paid back, and nothing holds it. */
export interface Payment {
  readonly paidAt: Date;
  readonly quantity: number;
  /** Seats of the license, for a line that is counted in seats. */
  readonly seats: number | null;
  readonly continues: Continues;
  readonly entitlements: Readonly<Record<string, GrantedEntitlement>>;
  /** End of the paid period of a subscription. */
  readonly periodEnd: Date | null;
}

/**
 * The terms of a license after payments, in their order of time: the order in which they arrive makes no difference, and
 * one that is taken back leaves the effects of the others.
 */
export function continuedTerms(base: Terms, payments: readonly Payment[], calendar: Calendar): Terms {
  const inOrder = sortedBy(payments, ({ paidAt }) => paidAt);
  return inOrder.reduce((terms, payment) => afterPayment(terms, payment, calendar), withPlans(base, inOrder));
}

function sortedBy(payments: readonly Payment[], timeOf: (payment: Payment) => Date): Payment[] {
  return [...payments].sort((one, other) => timeOf(one).getTime() - timeOf(other).getTime());
}

/** Seats that were added stay with an upgrade, whichever was paid first. */
function withPlans(base: Terms, payments: readonly Payment[]): Terms {
  const plans = sortedBy(payments, ({ continues: { effectiveAt }, paidAt }) =>
    effectiveAt ? new Date(effectiveAt) : paidAt,
  );
  const upgraded = plans.reduce<Terms>((terms, { continues, seats }) => {
    if (isWaiting(continues)) {
      return terms;
    }
    const { product = terms.product, policy, limits } = continues;
    const planned = policy !== undefined && limits ? { ...terms, product, policy, limits } : terms;
    return seats === null ? planned : { ...planned, limits: { ...planned.limits, maxActivations: seats } };
  }, base);
  const added = payments.reduce((sum, { continues: { seats = 0 }, quantity }) => sum + seats * quantity, 0);
  const { maxActivations } = upgraded.limits;
  const limits = { ...upgraded.limits, maxActivations: maxActivations === null ? null : maxActivations + added };
  return { ...upgraded, limits };
}

function afterPayment(terms: Terms, payment: Payment, calendar: Calendar): Terms {
  const entitlements = { ...terms.entitlements, ...payment.entitlements };
  const { periodEnd, continues } = payment;
  if (periodEnd !== null && ['renew', 'upgrade'].includes(continues.action)) {
    return { ...terms, entitlements, expiresAt: withPeriod(terms.expiresAt, payment, periodEnd) };
  }
  if (!continues.term) {
    return { ...terms, entitlements };
  }
  const added = times(continues.term, payment.quantity);
  return terms.expiresAt === null
    ? { ...terms, entitlements, pending: terms.pending && sum(terms.pending, added) }
    : { ...terms, entitlements, expiresAt: renewed(terms.expiresAt, payment, added, calendar) };
}

/** Time that is paid already is added to the period of a subscription that begins before its end. */
function withPeriod(before: Date | null, { paidAt, continues }: Payment, periodEnd: Date): Date | null {
  if (before === null) {
    return null;
  }
  const left = isWithoutRest(continues) ? 0 : Math.max(0, before.getTime() - paidAt.getTime());
  return new Date(Math.max(before.getTime(), periodEnd.getTime() + left));
}

/** Counts from the end of a license that has not ended, otherwise from the payment. */
function renewed(before: Date, { paidAt, continues }: Payment, added: Duration, calendar: Calendar): Date {
  const isFromPayment = isWithoutRest(continues) || before <= paidAt;
  const after = endOfTerm(isFromPayment ? paidAt : before, added, calendar);
  return after > before ? after : before;
}

function isWithoutRest({ basis, creditsRest = false }: Continues): boolean {
  return basis === 'today' && !creditsRest;
}

function times({ durationDays, durationMonths }: Duration, count: number): Duration {
  const months = (durationMonths ?? 0) * count;
  return duration(restOf({ durationDays, durationMonths }) * count, months);
}

function sum(one: Duration, other: Duration): Duration {
  return duration(restOf(one) + restOf(other), (one.durationMonths ?? 0) + (other.durationMonths ?? 0));
}

/** Days besides the months, which the days of a duration contain. */
function restOf({ durationDays, durationMonths }: Duration): number {
  return (durationDays ?? 0) - monthsInDays(durationMonths ?? 0);
}

function duration(rest: number, months: number): Duration {
  return { durationDays: rest + monthsInDays(months), durationMonths: months || null };
}
