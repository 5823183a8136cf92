import { Calendar, DAY } from '../../../core/common';

/** A period that was paid. */
export interface PaidPeriod {
  readonly paidAt: Date;
  readonly end: Date;
}

/** A payment later than this after the end of the former period begins a period of its own. */
const MAX_DELAY = 31 * DAY;
/** Ends of periods are given to the day, and months of different lengths move them. */
const TOLERANCE = 1.5 * DAY;
const WEEK = 7 * DAY;
const UTC = new Calendar('UTC');
const MONTH = 30.44 * DAY;

/**
 * Length of the newest period in ISO 8601, such as `P1M`; null without one. It begins with the end of the period before, or
 * with its payment: the first that makes whole months or weeks counts. The order of the periods makes no difference.
 */
export function billingIntervalOf(periods: readonly PaidPeriod[]): string | null {
  const byEnd = [...periods].sort((one, other) => timeOf(one) - timeOf(other));
  const newest = byEnd.at(-1);
  if (!newest) {
    return null;
  }
  const same = byEnd.filter((period) => timeOf(period) === timeOf(newest));
  const paidAt = new Date(Math.min(...same.map((period) => period.paidAt.getTime())));
  const before = byEnd.filter((period) => timeOf(period) < timeOf(newest)).at(-1)?.end;
  const starts = before && paidAt.getTime() - before.getTime() <= MAX_DELAY ? [before, paidAt] : [paidAt];
  const [whole] = starts.flatMap((start) => wholeInterval(start, newest.end) ?? []);
  const days = Math.round((timeOf(newest) - paidAt.getTime()) / DAY);
  return whole ?? (days > 0 ? `P${days}D` : null);
}

function wholeInterval(start: Date, end: Date): string | null {
  const length = end.getTime() - start.getTime();
  const months = Math.round(length / MONTH);
  if (months > 0 && (isNear(UTC.addMonths(start, months), end) || isNear(UTC.addMonths(end, -months), start))) {
    return months % 12 === 0 ? `P${months / 12}Y` : `P${months}M`;
  }
  const weeks = Math.round(length / WEEK);
  return weeks > 0 && Math.abs(weeks * WEEK - length) < DAY ? `P${weeks}W` : null;
}

function isNear(one: Date, other: Date): boolean {
  return Math.abs(one.getTime() - other.getTime()) <= TOLERANCE;
}

function timeOf({ end }: PaidPeriod): number {
  return end.getTime();
}
