import { RowValues } from '../imports/sources/values';
import type { AcceptedCustomer } from './shadowed-api';
import { textIn } from './sent-fields';
import { isWellFormedKey } from '../../../core/catalog';
import { isStorable } from '../../../core/common';

/** Undefined for a text that no license can have as its key. */
export function acceptedKey(value: unknown): string | undefined {
  return typeof value === 'string' && isWellFormedKey(value) && isStorable(value) ? value : undefined;
}

/**
 * The end of a license, with the whole day of a date; null if it has none. Undefined if it cannot be read: such a license might
 * allow more here.
 * @param zone of dates without one
 * @param never values for no end
 */
export function acceptedEnd(value: unknown, zone: string, never: readonly unknown[] = [null]): Date | null | undefined {
  if (never.includes(value)) {
    return null;
  }
  const read = new RowValues(zone);
  const end = typeof value === 'string' ? read.date(value) : null;
  return end === null || read.problem !== undefined ? undefined : new Date(end);
}

/**
 * A limit of at least 1; null if there is none. Undefined if it cannot be read.
 * @param unlimited texts, also of numbers, and values for no limit
 */
export function acceptedLimit(value: unknown, unlimited: readonly unknown[] = [null]): number | null | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (unlimited.includes(text)) {
    return null;
  }
  if (typeof text !== 'string' || !/^[1-9]\d*$/.test(text)) {
    return undefined;
  }
  return new RowValues('UTC').limit(text) ?? undefined;
}

/** Undefined without a valid e-mail address. */
export function acceptedCustomer(email: unknown, name?: string, company?: string): AcceptedCustomer | undefined {
  const read = new RowValues('UTC');
  const address = typeof email === 'string' && isStorable(email) ? read.email(email) : null;
  const line = (text: string | undefined) =>
    (text !== undefined && isStorable(text) ? read.name(text) : null) ?? undefined;
  return address === null ? undefined : { email: address, name: line(name), company: line(company) };
}

/** The text, if an activation can be stored under it or with it. */
export function acceptedText(fields: unknown, max: number, ...names: readonly string[]): string | undefined {
  const text = textIn(fields, ...names);
  return text !== undefined && Array.from(text).length <= max && isStorable(text) ? text : undefined;
}
