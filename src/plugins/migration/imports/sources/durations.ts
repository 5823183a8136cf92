/** Days of the units of a duration. */
const UNITS: Readonly<Record<string, number>> = { d: 1, w: 7, m: 30, y: 365 };
/** ISO 8601, such as `P1Y6M` or `P1DT12H`. */
const ISO =
  /^P(?=.)(?:(\d{1,6})Y)?(?:(\d{1,6})M)?(?:(\d{1,6})W)?(?:(\d{1,6})D)?(T(?=\d)(?:\d{1,6}H)?(?:\d{1,6}M)?(?:[\d.]{1,9}S)?)?$/i;

export interface Duration {
  readonly days: number;
  /** Months, years or hours are not a whole number of days. */
  readonly isRounded: boolean;
}

/**
 * Reads a number of days, weeks, months or years, such as `30`, `30d` or `1y`, or an ISO 8601 duration. A month is 30 days, a
 * year 365, and a part of a day is a day. Undefined if the text is no duration.
 */
export function durationIn(text: string): Duration | undefined {
  const [, number, unit = 'd'] = /^(\d{1,6}) ?([dwmy])?$/i.exec(text) ?? [];
  if (number !== undefined) {
    const days = UNITS[unit.toLowerCase()] ?? 1;
    return { days: Number(number) * days, isRounded: days >= 30 };
  }
  const [found, years = 0, months = 0, weeks = 0, days = 0, time] = ISO.exec(text) ?? [];
  if (found === undefined) {
    return undefined;
  }
  const [y, m, w, d] = [years, months, weeks, days].map(Number) as [number, number, number, number];
  return {
    days: y * 365 + m * 30 + w * 7 + d + (time === undefined ? 0 : 1),
    isRounded: y > 0 || m > 0 || time !== undefined,
  };
}
