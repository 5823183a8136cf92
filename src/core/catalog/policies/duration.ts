import { type Calendar, DAY } from '../../common/calendar';
import { problem } from '../../common/errors/domain-error';

/** The term of a policy or license. */
export interface Duration {
  /** The whole term in days, to which each twelve months add 365 and each other month 30; null is no term. */
  readonly durationDays: number | null;
  /** Calendar months of the term; null counts all of it in days. */
  readonly durationMonths: number | null;
}

/** Days, or calendar months. */
export interface Span {
  /** Those of the months, by `monthsInDays`, if they are given. */
  readonly days: number;
  readonly months?: number;
  /** The field by which it is given. */
  readonly field?: keyof GivenSpan;
}

/** A span in days, months or years. */
export interface GivenSpan {
  readonly days?: number;
  readonly months?: number;
  readonly years?: number;
}

/** A thousand years. */
export const MAX_DURATION_MONTHS = 12_000;

/** Months as days, for those who count in days alone. */
export function monthsInDays(months: number): number {
  return Math.floor(months / 12) * 365 + (months % 12) * 30;
}

/** Undefined unless exactly one of the fields is given. */
export function spanOf({ days, months, years }: GivenSpan): Span | undefined {
  const given: Span[] = [
    ...(days === undefined ? [] : [{ days, field: 'days' } as const]),
    ...(months === undefined ? [] : [{ ...spanOfMonths(months), field: 'months' } as const]),
    ...(years === undefined ? [] : [{ ...spanOfMonths(years * 12), field: 'years' } as const]),
  ];
  return given.length === 1 ? given[0] : undefined;
}

function spanOfMonths(months: number): Span {
  return { days: monthsInDays(months), months };
}

/** A term as it is given: in days, in months, or in days that contain the months, as they were read. */
export function durationOf(days?: number | null, months?: number | null): Partial<Duration> {
  if (typeof months !== 'number') {
    const isGiven = days !== undefined || months !== undefined;
    return { ...(days !== undefined && { durationDays: days }), ...(isGiven && { durationMonths: null }) };
  }
  const least = monthsInDays(months);
  if (typeof days === 'number' && days < least) {
    throw problem('DAYS_WITHOUT_MONTHS', { field: 'duration_days', days: least });
  }
  return { durationDays: days ?? least, durationMonths: months };
}

/** Calendar months of a term that has no other days, for texts; 0 otherwise. */
export function monthsOf(duration: Duration): number {
  const { months, days } = partsOf(duration);
  return days === 0 ? months : 0;
}

/** A term that is longer by a span. */
export function longerBy({ days, months = 0 }: Span, duration: Duration): Duration {
  const { durationDays } = duration;
  if (durationDays === null) {
    return duration;
  }
  const { months: old, days: rest } = partsOf(duration);
  return months === 0
    ? { durationDays: durationDays + days, durationMonths: old || null }
    : { durationDays: rest + monthsInDays(old + months), durationMonths: old + months };
}

/** The end of a term: its months, and then its other days of 24 hours. */
export function endOfTerm(start: Date, duration: Duration, calendar: Calendar): Date {
  const { months, days } = partsOf(duration);
  const counted = months === 0 ? start : calendar.addMonths(start, months);
  return new Date(counted.getTime() + days * DAY);
}

/** `endOfTerm` in SQL. @param row alias of the row with the columns of the duration; its `duration_days` is not null */
export function endOfTermSql(start: string, row: string, zone: string): string {
  const inDays = `(${row}.duration_months / 12 * 365 + ${row}.duration_months % 12 * 30)`;
  return `(CASE WHEN ${row}.duration_days >= ${inDays}
    THEN (${start} AT TIME ZONE ${zone} + make_interval(months => ${row}.duration_months)) AT TIME ZONE ${zone}
      + make_interval(days => ${row}.duration_days - ${inDays})
    ELSE ${start} + make_interval(days => ${row}.duration_days) END)`;
}

/** A term of fewer days than its months was shortened by somebody who knows only days: these count. */
function partsOf({ durationDays, durationMonths }: Duration): { readonly days: number; readonly months: number } {
  const [days, months] = [durationDays ?? 0, durationMonths ?? 0];
  const rest = days - monthsInDays(months);
  return rest < 0 ? { days, months: 0 } : { days: rest, months };
}
