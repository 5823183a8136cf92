import { isStorable } from '../../core/common';
import type { ReportedUsage } from './reported-usage';

const MOST = 1_000_000_000_000;
const MAX_NAME = 255;
const MAX_ROWS = 1_000;
const MAX_DAYS = 400;
const AMOUNT = /^\d{1,15}(\.\d{1,6})?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

type Reader<T> = (value: unknown) => T | undefined;
type Readers<T> = { readonly [Name in keyof T]-?: Reader<T[Name]> };

/** The usage in a report, without fields that this server does not know; undefined if a known one has another form. */
export const readUsage: Reader<ReportedUsage> = (value) =>
  isObject(value)
    ? optional(value, {
        sessions: object({ peak: count, started: count, refused: count, minutes_full: count }),
        activations: object({ count, peak: count }),
        meters: record(object({ used: textLike(AMOUNT) })),
        features: list(object({ code: name, peak: count, refused: count })),
        versions: list(object({ version: name, devices: count })),
        devices: count,
        days: list(object({ day: textLike(DAY), peak: count, refused: count, minutes_full: count }), MAX_DAYS),
        users: list(object({ user: name, hours: count })),
        other_user_hours: count,
        hosts: list(object({ host: name, hours: count })),
        other_host_hours: count,
      })
    : undefined;

function count(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value <= MOST ? value : undefined;
}

function name(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= MAX_NAME && isStorable(value) ? value : undefined;
}

function textLike(form: RegExp): Reader<string> {
  return (value) => (typeof value === 'string' && form.test(value) ? value : undefined);
}

/** Requires all fields. */
function object<T extends object>(readers: Readers<T>): Reader<T> {
  return (value) => {
    const read = isObject(value) ? optional<T>(value, readers) : undefined;
    return read && Object.keys(read).length === Object.keys(readers).length ? (read as T) : undefined;
  };
}

/** Fields may be left out. */
function optional<T extends object>(
  value: Readonly<Record<string, unknown>>,
  readers: Readers<T>,
): Partial<T> | undefined {
  const read: Partial<T> = {};
  for (const [field, reader] of Object.entries<Reader<unknown>>(readers)) {
    if (Object.hasOwn(value, field)) {
      const known = reader(value[field]);
      if (known === undefined) {
        return undefined;
      }
      Object.assign(read, { [field]: known });
    }
  }
  return read;
}

function list<T>(reader: Reader<T>, most = MAX_ROWS): Reader<T[]> {
  return (value) => (Array.isArray(value) && value.length <= most ? each(value, reader) : undefined);
}

function record<T>(reader: Reader<T>): Reader<Record<string, T>> {
  return (value) => {
    const entries = isObject(value) ? Object.entries(value) : [];
    const values =
      isObject(value) && entries.length <= MAX_ROWS
        ? each(
            entries.map(([, one]) => one),
            reader,
          )
        : undefined;
    const areNames = entries.every(([code]) => name(code) !== undefined);
    return values && areNames
      ? Object.fromEntries(entries.map(([code], index) => [code, values[index] as T]))
      : undefined;
  };
}

function each<T>(values: readonly unknown[], reader: Reader<T>): T[] | undefined {
  const read: T[] = [];
  for (const value of values) {
    const known = reader(value);
    if (known === undefined) {
      return undefined;
    }
    read.push(known);
  }
  return read;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
