import type { License } from './license.entity';

const DAY = 86_400_000;

/** How long a license lasts: to a date, or so many days from its first activation, whichever was said last. */
export interface TermChange {
  /** It ends then, whatever it ended by before; null takes away the date that it has. */
  readonly until?: Date | null;
  /** Counted from the first activation, again where that has been; null takes away a term that is counted so. */
  readonly daysOfUse?: number | null;
}

type Term = Pick<License, 'expiryBasis' | 'durationDays' | 'expiresAt' | 'firstActivatedAt'>;

/** What of a license's term becomes another. Of a date and days at once, the date holds. */
export function termColumns({ until, daysOfUse }: TermChange, term: Term): Partial<Term> {
  const isCounted = term.expiryBasis === 'first_activation';
  if (until) {
    return { expiresAt: until, ...(isCounted && { expiryBasis: 'fixed' }) };
  }
  if (typeof daysOfUse === 'number') {
    return countedFrom(term.firstActivatedAt, daysOfUse);
  }
  const isTakenAway = (until === null && term.expiresAt !== null) || (daysOfUse === null && isCounted);
  return isTakenAway ? { expiresAt: null, ...(isCounted && { expiryBasis: 'fixed', durationDays: null }) } : {};
}

function countedFrom(start: Date | null, days: number): Partial<Term> {
  return {
    expiryBasis: 'first_activation',
    durationDays: days,
    expiresAt: start && new Date(start.getTime() + days * DAY),
  };
}
