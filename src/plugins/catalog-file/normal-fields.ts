import canonicalize from 'canonicalize';
import type { Fields } from './catalog-item';

/** Values as they are read from JSON, without those that are undefined. */
export function jsonFields(values: object): Fields {
  return JSON.parse(JSON.stringify(values)) as Fields;
}

/** Whether two JSON values are equal, in whichever order the names of their objects are. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonicalize(one) === canonicalize(other);
}

/** The values of these names. */
export function pick<T extends object>(values: T, names: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name))) as Partial<T>;
}

/** The values that differ from the defaults. */
export function withoutDefaults(fields: Fields, defaults: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([name, value]) => !(name in defaults) || !isSame(value, defaults[name])),
  );
}
