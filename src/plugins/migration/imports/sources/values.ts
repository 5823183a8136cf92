import { isEmail } from 'class-validator';
import { isAddressPattern, MAX_INTEGER } from '../../../../core/common';
import { instantOf, fixedOffset } from '../../../../core/common/internal';
import { MAX_DURATION_DAYS } from '../../../../core/catalog';
import { normalizeDomainPattern } from '../../../../core/licenses';
import type { PolicyPattern } from '../staged';

const MAX_NAME = 255;
const MAX_TEXT = 2_000;
const MAX_ENTRIES = 1_000;
const DATE =
  /^(\d{4})[-/.](\d\d)[-/.](\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3})\d*)?)?)?(?: ?(Z|UTC|[+-]\d\d(?::?\d\d)?))?$/;

type Text = string | null | undefined;

/** Reads the values of a row, and notes what it changes in them. */
export class RowValues {
  readonly notes = new Set<string>();
  /** Why the row cannot be imported. */
  problem: string | undefined;

  /** @param zone of dates without one */
  constructor(private readonly zone: string) {}

  /** Text of one line; null if it is empty. */
  name(text: Text, max = MAX_NAME): string | null {
    const line = (text ?? '').replace(/\s+/g, ' ').trim();
    return line === '' ? null : this.cut(line, max);
  }

  /** Text of any number of lines. */
  text(text: Text, max = MAX_TEXT): string {
    return this.cut((text ?? '').trim(), max);
  }

  /** A license key, unchanged. */
  key(text: Text): string {
    const key = text ?? '';
    if (key === '') {
      this.problem ??= 'key_missing';
    } else if (key.length > MAX_NAME) {
      this.problem ??= 'key_too_long';
    } else if (/\s/.test(key)) {
      this.problem ??= 'key_with_space';
    }
    return key;
  }

  /** In lower case; null if it is no address. */
  email(text: Text): string | null {
    const address = (text ?? '').trim().toLowerCase();
    if (address === '') {
      return null;
    }
    if (address.length > MAX_NAME || !isEmail(address)) {
      this.notes.add('email_invalid');
      return null;
    }
    return address;
  }

  /**
   * An instant in UTC; null if there is no date.
   * @param time of a date without one; the whole last day by default
   */
  date(text: Text, time = '23:59:59'): string | null {
    const value = (text ?? '').trim();
    if (value === '' || value === '0') {
      return null;
    }
    if (value.startsWith('0000-00-00')) {
      this.notes.add('zero_date');
      return null;
    }
    const instant = instantIn(value, time, this.zone);
    if (!instant) {
      this.problem ??= 'date_invalid';
      return null;
    }
    return instant;
  }

  /** A date without a time, `YYYY-MM-DD`. */
  day(text: Text): string | null {
    const instant = this.date(text?.slice(0, 10), '00:00:00');
    return instant === null ? null : (text ?? '').trim().slice(0, 10);
  }

  /** Seconds since 1970; null if there are none. */
  unix(text: Text): string | null {
    const seconds = Number(text ?? 0);
    if (seconds === 0) {
      return null;
    }
    if (!Number.isInteger(seconds) || seconds < 0 || seconds > 253_402_300_799) {
      this.problem ??= 'date_invalid';
      return null;
    }
    return new Date(seconds * 1_000).toISOString();
  }

  /** A limit of at least 1; null is unlimited. */
  limit(text: Text, max = MAX_INTEGER): number | null {
    const value = (text ?? '').trim();
    if (value === '') {
      return null;
    }
    const number = Number(value);
    if (!Number.isInteger(number) || number < 0 || number > max) {
      this.problem ??= 'limit_invalid';
      return null;
    }
    if (number === 0) {
      this.notes.add('zero_limit');
      return 1;
    }
    return number;
  }

  days(text: Text): number | null {
    return Number(text ?? 0) === 0 ? null : this.limit(text, MAX_DURATION_DAYS);
  }

  domains(text: Text): string[] {
    return this.entries(text, normalizeDomainPattern, 'domain_dropped');
  }

  addresses(text: Text): string[] {
    return this.entries(text, (entry) => (isAddressPattern(entry) ? entry : null), 'address_dropped');
  }

  /**
   * If none of the entries can be kept, the restriction would be gone: then the row is left out.
   * @param note for entries that are dropped
   */
  private entries(text: Text, read: (entry: string) => string | null, note: string): string[] {
    const given = listIn(text);
    const kept = [...new Set(given.flatMap((entry) => read(entry) ?? []))].slice(0, MAX_ENTRIES);
    if (kept.length === 0 && given.length > 0) {
      this.problem ??= 'restriction_unreadable';
    } else if (given.some((entry) => read(entry) === null)) {
      this.notes.add(note);
    }
    return kept;
  }

  private cut(text: string, max: number): string {
    if (text.length <= max) {
      return text;
    }
    this.notes.add('text_cut');
    // Not within a pair of surrogates.
    return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '');
  }
}

/** Entries separated by commas, semicolons or lines. */
export function listIn(text: Text): string[] {
  return (text ?? '')
    .split(/[,;\n]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
}

function instantIn(value: string, time: string, zone: string): string | undefined {
  const [, year, month, day, hour, minute, second = '00', fraction = '', offset] = DATE.exec(value) ?? [];
  if (year === undefined || !isDay(Number(year), Number(month), Number(day))) {
    return undefined;
  }
  const clock = hour === undefined ? time : `${hour}:${minute}:${second}`;
  const whole =
    offset === undefined
      ? instantOf(`${year}-${month}-${day} ${clock}`, zone)
      : new Date(`${year}-${month}-${day}T${clock}${isoOffset(offset)}`);
  const instant = new Date(whole.getTime() + Number(fraction.padEnd(3, '0')));
  return Number.isNaN(instant.getTime()) ? undefined : instant.toISOString();
}

function isoOffset(offset: string): string {
  return offset === 'UTC' ? 'Z' : offset.replace(/^(...)(\d\d)$/, '$1:$2').replace(/^(...)$/, '$1:00');
}

function isDay(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year > 0 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Compares text like a MySQL column whose collation ignores case, accents and trailing spaces (`…_ci`), as the
 * installers of these products create them.
 */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').trimEnd().toLowerCase();
}

/** A text by which licenses with the same product and limits are counted. */
export function patternOf(pattern: PolicyPattern): string {
  const { product, type_label, max_activations, uses_limit, duration_days } = pattern;
  return JSON.stringify([product, type_label, max_activations, uses_limit, duration_days]);
}

/** @param pattern of `patternOf` */
export function patternFields(pattern: string): PolicyPattern {
  const [product, type_label, max_activations, uses_limit, duration_days] = JSON.parse(pattern) as PatternParts;
  return { product, type_label, max_activations, uses_limit, duration_days };
}

type PatternParts = [
  product: string,
  label: string | null,
  seats: number | null,
  uses: number | null,
  days: number | null,
];

export function isZone(name: string): boolean {
  if (fixedOffset(name) !== undefined) {
    return true;
  }
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
