import type { DomainError } from '../../common/errors/domain-error';
import type { LicenseContext } from '../rules/license-context';
import { BorrowingNotAllowed, BorrowsExhausted } from './session.errors';
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
    return new BorrowingNotAllowed('Sessions of this license cannot be borrowed');
  }
  if (days > maxBorrowDays) {
    return new BorrowingNotAllowed(`Sessions of this license can be borrowed for at most ${maxBorrowDays} days`);
  }
  if (license.hasExpiredBy(now)) {
    return new BorrowingNotAllowed('Sessions of an expired license cannot be borrowed');
  }
  const limit = maxBorrowed ?? license.maxSessions;
  return limit !== null && others >= limit ? new BorrowsExhausted() : null;
}

/** A borrowed session ends with the license at the latest. */
export function borrowEnd({ license }: BorrowedLicense, days: number, now: Date): Date {
  const end = now.getTime() + days * DAY;
  return new Date(Math.min(end, license.expiresAt?.getTime() ?? end));
}
