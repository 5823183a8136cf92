import type { ExpiryBasis } from '../../catalog/policies/policy.entity';
import type { License } from './license.entity';
import { type Calendar, DAY } from '../../common/calendar';
import { type Duration, endOfTerm } from '../../catalog/policies/duration';

/** Sets an expiration date, or a term in days from the first activation. Each replaces the other. */
export interface TermChange {
  /** New expiration date; null removes the current one. */
  readonly until?: Date | null;
  /** Term from the first activation, past or future; null removes such a term. */
  readonly daysOfUse?: number | null;
}

type Term = Duration & Pick<License, 'expiryBasis' | 'expiresAt' | 'firstActivatedAt'>;
type PendingTerm = Term & Pick<License, 'termStartedAt'>;
export type StartedTerm = Partial<Pick<License, 'expiresAt' | 'termStartedAt'>>;

/** Events that start a term that does not start at issue. */
export const TERM_STARTS = ['first_activation', 'first_validation', 'first_download', 'first_use'] as const;
export type TermStart = (typeof TERM_STARTS)[number];

/** Which terms an operation of a program starts. */
const STARTS: Readonly<Record<'check' | 'bind' | 'activate' | 'download' | 'use', readonly ExpiryBasis[]>> = {
  check: ['first_validation'],
  bind: ['first_activation', 'first_validation'],
  activate: ['first_activation', 'first_validation'],
  download: ['first_download'],
  use: ['first_use'],
};

/** An activation is neither a download nor a use. */
const NOT_WITH_ACTIVATION: readonly ExpiryBasis[] = ['first_download', 'first_use'];

export function startsTerm(term: PendingTerm, operation: keyof typeof STARTS): boolean {
  return STARTS[operation].includes(term.expiryBasis) && isTermPending(term);
}

/** Whether the term is yet to start, with an activation, a check, a download or a use. */
export function isTermPending(term: PendingTerm): boolean {
  if (term.durationDays === null || !startsWithUse(term.expiryBasis)) {
    return false;
  }
  return term.expiryBasis === 'first_activation'
    ? term.firstActivatedAt === null
    : term.termStartedAt === null && term.expiresAt === null;
}

/** The start of a term that has not started; empty for any other. */
export function pendingStart(term: PendingTerm | null): { readonly starts_on?: TermStart } {
  const start = term && isTermPending(term) && TERM_STARTS.find((basis) => basis === term.expiryBasis);
  return start ? { starts_on: start } : {};
}

/** Whether the term of a license begins with what a program does first, and not when it is issued. */
export function startsWithUse(basis: ExpiryBasis): boolean {
  return basis !== 'fixed' && basis !== 'creation';
}

/** Columns of a pending term that starts now. The first activation has a column of its own. */
export function startedTerm(term: PendingTerm, now: Date, calendar: Calendar): StartedTerm {
  return {
    expiresAt: endOfTerm(now, term, calendar),
    ...(term.expiryBasis !== 'first_activation' && { termStartedAt: now }),
  };
}

/** A new term. It starts now, unless it starts with a first activation, check, download or use that is yet to come. */
export function restartedTerm(
  {
    durationDays,
    durationMonths,
    expiryBasis,
    firstActivatedAt,
  }: Duration & Pick<PendingTerm, 'expiryBasis' | 'firstActivatedAt'>,
  now: Date,
  calendar: Calendar,
): Omit<PendingTerm, 'firstActivatedAt'> {
  const pending = { durationDays, durationMonths, expiryBasis, expiresAt: null, termStartedAt: null };
  const isUsed = !NOT_WITH_ACTIVATION.includes(expiryBasis) && firstActivatedAt !== null;
  const isStarted = durationDays !== null && (!startsWithUse(expiryBasis) || isUsed);
  return { ...pending, ...(isStarted && startedTerm({ ...pending, firstActivatedAt }, now, calendar)) };
}

/** Changed columns. If both a date and days are given, the date takes precedence. */
export function termColumns({ until, daysOfUse }: TermChange, term: Term): Partial<Term> {
  const isCounted = startsWithUse(term.expiryBasis);
  if (until) {
    return { expiresAt: until, ...(isCounted && { expiryBasis: 'fixed' }) };
  }
  if (typeof daysOfUse === 'number') {
    return countedFrom(term.firstActivatedAt, daysOfUse);
  }
  const isRemoved = (until === null && term.expiresAt !== null) || (daysOfUse === null && isCounted);
  const none = { expiryBasis: 'fixed', durationDays: null, durationMonths: null } as const;
  return isRemoved ? { expiresAt: null, ...(isCounted && none) } : {};
}

function countedFrom(start: Date | null, days: number): Partial<Term> {
  return {
    expiryBasis: 'first_activation',
    durationDays: days,
    durationMonths: null,
    expiresAt: start && new Date(start.getTime() + days * DAY),
  };
}
