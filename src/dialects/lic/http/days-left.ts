import { type Calendar, daysBetween } from '../../../common/calendar';

/** Days until the one on which a license ends; null where it never does. */
export function daysLeft(expiresAt: Date | null, now: Date, calendar: Calendar): number | null {
  return expiresAt && Math.max(0, daysBetween(calendar.dateOf(now), calendar.dateOf(expiresAt)));
}
