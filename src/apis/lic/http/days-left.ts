import { type Calendar } from '../../../core/common';
import { daysBetween } from '../../../core/common/internal';

/** Calendar days until a license expires; null if it never expires. */
export function daysLeft(expiresAt: Date | null, now: Date, calendar: Calendar): number | null {
  return expiresAt && Math.max(0, daysBetween(calendar.dateOf(now), calendar.dateOf(expiresAt)));
}
