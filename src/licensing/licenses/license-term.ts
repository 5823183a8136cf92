import type { License } from './license.entity';

const DAY = 86_400_000;

/** Sets an expiration date, or a term in days from the first activation. Each replaces the other. */
export interface TermChange {
  /** New expiration date; null removes the current one. */
  readonly until?: Date | null;
  /** Term from the first activation, past or future; null removes such a term. */
  readonly daysOfUse?: number | null;
}

type Term = Pick<License, 'expiryBasis' | 'durationDays' | 'expiresAt' | 'firstActivatedAt'>;

/** Changed columns. If both a date and days are given, the date takes precedence. */
export function termColumns({ until, daysOfUse }: TermChange, term: Term): Partial<Term> {
  const isCounted = term.expiryBasis === 'first_activation';
  if (until) {
    return { expiresAt: until, ...(isCounted && { expiryBasis: 'fixed' }) };
  }
  if (typeof daysOfUse === 'number') {
    return countedFrom(term.firstActivatedAt, daysOfUse);
  }
  const isRemoved = (until === null && term.expiresAt !== null) || (daysOfUse === null && isCounted);
  return isRemoved ? { expiresAt: null, ...(isCounted && { expiryBasis: 'fixed', durationDays: null }) } : {};
}

function countedFrom(start: Date | null, days: number): Partial<Term> {
  return {
    expiryBasis: 'first_activation',
    durationDays: days,
    expiresAt: start && new Date(start.getTime() + days * DAY),
  };
}
