import { type DomainError, problem } from '../../common/errors/domain-error';
import type { LicenseContext } from '../rules/license-context';
import { DAY } from '../../common/calendar';

export type BorrowedLicense = Pick<LicenseContext, 'license' | 'behavior'>;

/** @param others other sessions of the license that are borrowed */
export function borrowRefusal(
  { license, behavior }: BorrowedLicense,
  days: number,
  others: number,
  now: Date,
): DomainError | null {
  const { maxBorrowDays, maxBorrowed } = behavior;
  if (maxBorrowDays === 0) {
    return problem('BORROWING_OFF');
  }
  if (days > maxBorrowDays) {
    return problem('BORROWING_TOO_LONG', { days: maxBorrowDays });
  }
  if (license.hasExpiredBy(now)) {
    return problem('BORROWING_EXPIRED');
  }
  const limit = maxBorrowed ?? license.maxSessions;
  return limit !== null && others >= limit ? problem('BORROWS_EXHAUSTED') : null;
}

/** A borrowed session ends with the license at the latest. */
export function borrowEnd({ license }: BorrowedLicense, days: number, now: Date): Date {
  const end = now.getTime() + days * DAY;
  return new Date(Math.min(end, license.expiresAt?.getTime() ?? end));
}
