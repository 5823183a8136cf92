import type { Formatters } from 'intl-messageformat';
import { localeOf } from './language';
import { viewer } from './viewer';
import { DAY } from '../common/calendar';

// Making a formatter takes longer than using it a hundred times.
const formatters = new Map<
  string,
  Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat | Intl.PluralRules
>();

function cached<T extends Intl.DateTimeFormat | Intl.NumberFormat | Intl.RelativeTimeFormat | Intl.PluralRules>(
  kind: new (locale: string, options: object) => T,
  options: object,
  locale = localeOf(viewer().pageLanguage),
): T {
  const name = `${kind.name} ${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(name);
  const formatter = known instanceof kind ? known : new kind(locale, options);
  formatters.set(name, formatter);
  return formatter;
}

/** 24,318 · 24.318 · 24,318 */
export function formatNumber(value: number, maximumFractionDigits = 1): string {
  return cached(Intl.NumberFormat, { maximumFractionDigits }).format(value);
}

/** @param share between 0 and 1: 5.1% · 5,1 % · 5.1% */
/** A share from 0 to 1 in percent, in the viewer's language. */
export function formatPercent(share: number): string {
  return cached(Intl.NumberFormat, { style: 'percent', maximumFractionDigits: 1 }).format(share);
}

/**
 * @param amount in the smallest unit of the currency: €49.00 · 49,00 € · €49.00
 * @param isShort without zeros after the point: €49 · 49 € · €49
 */
/** An amount in the smallest unit of the currency, such as cents, in the viewer's language; `isShort` leaves out `.00`. */
export function formatMoney(amount: number, currency: string, isShort = false): string {
  const trailingZeroDisplay = isShort ? 'stripIfInteger' : 'auto';
  const format = cached(Intl.NumberFormat, { style: 'currency', currency, trailingZeroDisplay });
  return format.format(amount / 10 ** fractionDigits(currency));
}

/** Decimal places of a currency, such as 2 of EUR and 0 of JPY. */
export function fractionDigits(currency: string): number {
  return cached(Intl.NumberFormat, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/** A typed amount such as `49`, `49.00` or `49,00` in the smallest unit of its currency; other texts as they are. */
export function smallestUnits(text: unknown, currency: unknown): unknown {
  if (typeof text !== 'string' || !/^\d{1,12}(?:[.,]\d{1,4})?$/.test(text)) {
    return text;
  }
  const isKnown = typeof currency === 'string' && /^[A-Za-z]{3}$/.test(currency);
  const digits = isKnown ? fractionDigits(currency) : 2;
  const [whole = '', fraction = ''] = text.split(/[.,]/);
  return fraction.length > digits ? text : Number(`${whole}${fraction.padEnd(digits, '0')}`);
}

/** 1.5 MB */
export function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  const options = {
    style: 'unit',
    unit: units[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: 1,
  };
  return cached(Intl.NumberFormat, options).format(bytes / 1_000 ** power);
}

// The medium style would be 20.11.2025 in German.
const DAY_FORM = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** 20 Nov 2025 · 20. Nov. 2025 · 2025年11月20日 */
export function formatDate(at: Date): string {
  return cached(Intl.DateTimeFormat, { ...DAY_FORM, timeZone: viewer().zone }).format(at);
}

/** Nov 2025 · Nov. 2025 · 2025年11月 */
export function formatMonth(at: Date): string {
  return cached(Intl.DateTimeFormat, { month: 'short', year: 'numeric', timeZone: viewer().zone }).format(at);
}

/** @param day a calendar date, `YYYY-MM-DD`, which is the same in every time zone */
/** A calendar date, `YYYY-MM-DD`, in the viewer's language. */
export function formatDay(day: string): string {
  return cached(Intl.DateTimeFormat, { ...DAY_FORM, timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** 20 Nov 2025, 16:42, or 16:42:08. */
export function formatDateTime(at: Date, hasSeconds = false): string {
  return cached(Intl.DateTimeFormat, { ...DAY_FORM, ...timeForm(hasSeconds) }).format(at);
}

/** 16:42, or 16:42:08. */
export function formatTime(at: Date, hasSeconds = false): string {
  return cached(Intl.DateTimeFormat, timeForm(hasSeconds)).format(at);
}

function timeForm(hasSeconds: boolean): Intl.DateTimeFormatOptions {
  const second = hasSeconds ? '2-digit' : undefined;
  return { hour: '2-digit', minute: '2-digit', second, hourCycle: 'h23', timeZone: viewer().zone };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** "4 min ago" or "in 3 h" within a day, then the date. */
export function formatAge(at: Date): string {
  const distance = at.getTime() - viewer().now.getTime();
  const size = Math.abs(distance);
  if (size >= DAY) {
    return formatDate(at);
  }
  const relative = cached(Intl.RelativeTimeFormat, { numeric: 'auto', style: 'short' });
  return size < HOUR
    ? relative.format(Math.trunc(distance / MINUTE), 'minute')
    : relative.format(Math.trunc(distance / HOUR), 'hour');
}

/** Thu 20 Nov · Do., 20. Nov. · 11月20日周四 */
export function formatWeekdayDate(at: Date): string {
  const options = { weekday: 'short', day: 'numeric', month: 'short', timeZone: viewer().zone };
  return cached(Intl.DateTimeFormat, options).format(at);
}

/** Thu · Do · 周四 */
export function formatWeekday(at: Date): string {
  return cached(Intl.DateTimeFormat, { weekday: 'short', timeZone: viewer().zone }).format(at);
}

/** 20 Nov · 20. Nov. · 11月20日 */
export function formatDayOfMonth(at: Date): string {
  return cached(Intl.DateTimeFormat, { day: 'numeric', month: 'short', timeZone: viewer().zone }).format(at);
}

/** Thursday 20 November 2025 · Donnerstag, 20. November 2025 · 2025年11月20日星期四 */
export function formatLongDate(at: Date): string {
  return cached(Intl.DateTimeFormat, { dateStyle: 'full', timeZone: viewer().zone }).format(at);
}

/** The styles of numbers and dates in messages: `{share, number, percent}`. */
export const FORMATS = {
  number: { percent: { maximumFractionDigits: 1 } },
  date: { withTime: { ...DAY_FORM, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } },
  time: { medium: { hour: '2-digit', minute: '2-digit', second: undefined, hourCycle: 'h23' } },
} as const;

/** Formats the numbers and dates of messages as the functions above do. */
export const FORMATTERS: Formatters = {
  getNumberFormat: (locale, options = { maximumFractionDigits: 1 }) =>
    cached(Intl.NumberFormat, options, String(locale)),
  getDateTimeFormat: (locale, options = DAY_FORM) =>
    cached(Intl.DateTimeFormat, { ...options, timeZone: viewer().zone }, String(locale)),
  getPluralRules: (locale, options = {}) => cached(Intl.PluralRules, options, String(locale)),
};
