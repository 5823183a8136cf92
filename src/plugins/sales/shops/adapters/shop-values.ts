import { Calendar } from '../../../../core/common';
import { fractionDigits } from '../../../../core/i18n/internal';
import { NotUnderstood, required } from '../not-understood';
import type { CarriedReference, SaleFact } from '../shop-adapter';

const SHOWN = 50;
const UTC = new Calendar('UTC');
/** Field of metadata that carries a reference. */
const CARRIED = 'keyward';
const MAX_REFERENCE = 300;
const MAX_ADDRESS = 2_000;

const DECIMAL = /^-?(\d{1,12})(?:\.(\d{1,10}))?$/;
/** Milliseconds by which a state wins over others of the same time. */
const PRECEDENCE = { past_due: 0, active: 1, cancelled: 2, ended: 3 } as const;

/** State of a subscription. */
export type SubscriptionState = keyof typeof PRECEDENCE;

const [EARLIEST, LATEST] = [0, Date.UTC(9999, 11, 31)];

/** Whether it is a time between 1970 and 9999. Beyond, a shop means something else, and PostgreSQL does not store all. */
export function isTime(date: Date): boolean {
  return date.getTime() >= EARLIEST && date.getTime() <= LATEST;
}

/** Throws for a value that is no time: a missing one would be the beginning of 1970. */
export function instant(value: unknown): Date {
  const date = new Date(typeof value === 'string' ? value : NaN);
  if (!isTime(date)) {
    throw new NotUnderstood(`The shop sent ${shown(value)}, which is no time.`);
  }
  return date;
}

/** Null for a time that is not there. */
export function optionalInstant(text: string | null | undefined): Date | null {
  return text ? instant(text) : null;
}

/**
 * Time of a state, for shops whose times are whole seconds: of two states within a second, the same one counts in any order of
 * arrival.
 */
export function timeOfState(at: Date, state: SubscriptionState): Date {
  return new Date(at.getTime() + PRECEDENCE[state]);
}

/**
 * The absolute amount in the smallest unit of its currency: 2935 for `29.35` of EUR, 29 for `29` of JPY. Digits beyond the
 * smallest unit are rounded. Computed with digits, because `29.35 * 100` is 2935.0000000000005 in floating point.
 */
export function smallestUnit(amount: unknown, currency: string): number {
  const [, whole, fraction = ''] = DECIMAL.exec(String(amount)) ?? [];
  if (whole === undefined) {
    throw new NotUnderstood(`The shop sent ${shown(amount)}, which is no amount.`);
  }
  const digits = fractionDigits(currency);
  const units = Number(whole + fraction.slice(0, digits).padEnd(digits, '0'));
  return units + (Number(fraction[digits] ?? 0) >= 5 ? 1 : 0);
}

/**
 * A number, or a text of one.
 * @param field its name at the shop
 */
export function numberOf(value: unknown, field: string): number {
  const number = Number(required(value, field));
  if (value === '' || Number.isNaN(number)) {
    throw new NotUnderstood(`The shop sent ${shown(value)} as ${field}, which is no number.`);
  }
  return number;
}

/** Adds months to a time; of a month that is shorter, the last day. */
export function addMonths(from: Date, months: number): Date {
  return UTC.addMonths(from, months);
}

/** The receipt of a fact, from a field of an event. An address that is not of HTTPS or has a password is left out. */
export function receiptIn(payload: object, ...path: readonly string[]): Pick<SaleFact, 'receipt'> {
  const address = valueIn(payload, path);
  const url = typeof address === 'string' && address.length <= MAX_ADDRESS ? URL.parse(address) : null;
  const isSafe = url?.protocol === 'https:' && url.username === '' && url.password === '';
  return isSafe ? { receipt: url.href } : {};
}

/** Leaves out names that are missing, and names each once. */
export function namesOf(names: readonly (string | number | null | undefined)[]): string[] {
  const present = names.filter((name) => name !== null && name !== undefined && name !== '' && name !== 0);
  return [...new Set(present.map(String))];
}

function shown(value: unknown): string {
  return value === undefined || value === null ? 'nothing' : JSON.stringify(value).slice(0, SHOWN);
}

/** The reference in the first of these fields, or metadata, of an event that has one. */
export function carriedIn(payload: object, ...paths: readonly (readonly string[])[]): CarriedReference | null {
  for (const path of paths) {
    const text = valueIn(payload, path);
    if (typeof text === 'string' && text.trim() !== '' && text.length <= MAX_REFERENCE) {
      return { text: text.trim(), isOurs: path.at(-1) === CARRIED || path.length === 1 };
    }
  }
  return null;
}

function valueIn(payload: object, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => fieldOf(value, name), payload);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
