import { activationId } from '../../licenses/activations/activation-id';
import { HIDDEN, NAMES_COLUMNS, REFERENCES, RENAMED, type ReferencedTable } from './public-fields';

/** References of rows by table and number. */
export type References = Readonly<Record<string, ReadonlyMap<number, string>>>;

type Data = Readonly<Record<string, unknown>>;

/** The numbers of the rows that stored data refers to, by table. */
export function numbersIn(stored: readonly object[]): Partial<Record<ReferencedTable, Set<number>>> {
  const numbers: Partial<Record<ReferencedTable, Set<number>>> = {};
  for (const [name, value] of stored.flatMap((data) => Object.entries(shownIn(data)))) {
    const table = REFERENCES[name]?.table;
    for (const number of table === undefined ? [] : [value].flat().filter(isNumber)) {
      (numbers[table ?? 'products'] ??= new Set()).add(number);
    }
  }
  return numbers;
}

/** Data as the API shows it. A row that no longer exists is null, and missing in a list. */
export function withReferences(stored: object, references: References): object {
  return Object.fromEntries(Object.entries(shownIn(stored)).map(([name, value]) => shown(name, value, references)));
}

/** The identity of a license comes with its UUID, so that its number need not be looked up. */
function shownIn(stored: object): Data {
  const { license_uid, ...data }: Data = stored as Data;
  const visible = Object.entries(data).filter(([name]) => !HIDDEN.has(name));
  return { ...Object.fromEntries(visible), ...(license_uid !== undefined && { license_id: license_uid }) };
}

function shown(name: string, value: unknown, references: References): readonly [string, unknown] {
  const { table, field } = REFERENCES[name] ?? {};
  // A UUID refers to its row already.
  if (table !== undefined && field !== undefined && !(typeof value === 'string')) {
    const known = references[table];
    const list = Array.isArray(value) ? value.filter(isNumber).flatMap((id) => known?.get(id) ?? []) : undefined;
    return [field, list ?? (isNumber(value) ? (known?.get(value) ?? null) : null)];
  }
  if (name === 'activation_id' && isNumber(value)) {
    return [name, activationId({ id: value })];
  }
  return [RENAMED[name] ?? name, plain(name, value)];
}

function plain(name: string, value: unknown): unknown {
  if (NAMES_COLUMNS.has(name)) {
    return Array.isArray(value)
      ? value.map((column) => asField(String(column)))
      : Object.fromEntries(Object.entries(value ?? {}).map(([column, one]) => [asField(column), one]));
  }
  if (Array.isArray(value)) {
    return value.map((item: unknown) => (isObject(item) && 'uid' in item ? renamed(item) : item));
  }
  return value;
}

function renamed({ uid, ...rest }: Data): Data {
  return { id: uid, ...rest };
}

function asField(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function isObject(value: unknown): value is Data {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number';
}
