import { withoutPersonalFields } from '../../core/common';
import { type PersonalTable, TIME_OF_ERASURE } from '../../core/common/internal';
import type { AddressSpellings } from './address-spellings';
import type { ColumnChange, FoundRow } from './person-statements';
import { personalColumns, type PersonTable, type TextColumn } from './person-tables';

const REPLACEMENT = '(erased)';

/** A person whose data is being erased. */
export interface ErasedPerson {
  readonly spellings: AddressSpellings;
  /** Beginning of the hash of the address, which makes replaced values unique. */
  readonly mark: string;
  /** Whether a member of staff signs in with the address. */
  readonly isStaff: boolean;
  readonly now: Date;
}

/** The changes of all rows of a table that belong to an erased person. */
export function ownedChanges({ personal, texts }: PersonTable, now: Date): ColumnChange[] {
  return Object.entries(erasedOf(personal)).map(([name, value]) => ({
    name,
    type: value === TIME_OF_ERASURE ? 'timestamptz' : (texts.find((text) => text.name === name)?.type ?? 'text'),
    value: value === TIME_OF_ERASURE ? now : value,
    keepsNull: value !== TIME_OF_ERASURE,
  }));
}

/** The changes of a row in columns with JSON about people. */
export function blankedChanges({ personal, texts }: PersonTable, { values }: FoundRow): ColumnChange[] {
  return (personal.blanked ?? []).map((name) => ({
    name,
    type: texts.find((text) => text.name === name)?.type ?? 'jsonb',
    value: withoutPersonalFields(values[name]),
    keepsNull: true,
  }));
}

/** Whether a row that contains the address belongs to its person. */
export function isOwned({ personal }: PersonTable, { values }: FoundRow, { spellings }: ErasedPerson): boolean {
  const { addresses = [], isOfAnyNamed = false } = personal;
  const hasAddress = addresses
    .flatMap((name) => values[name])
    .some((value) => typeof value === 'string' && spellings.is(value));
  return isOfAnyNamed || hasAddress;
}

/**
 * The changes of a row by which the address stands in none of its columns.
 * @param recorded the table whose values columns of JSON contain
 */
export function replacedChanges(
  table: PersonTable,
  row: FoundRow,
  person: ErasedPerson,
  recorded: PersonalTable | undefined,
): ColumnChange[] {
  const { staff = [], blanked = [], snapshots } = table.personal;
  const cleared = new Set([...blanked, ...(snapshots?.columns ?? [])]);
  return table.texts
    .filter(({ name }) => !(person.isStaff && staff.includes(name)) && person.spellings.isIn(row.values[name]))
    .map((column) => {
      const before = row.values[column.name];
      const value = cleared.has(column.name) ? withoutPersonalFields(withoutColumns(before, recorded)) : before;
      return { name: column.name, type: column.type, value: replaced(value, column, row, person), keepsNull: true };
    });
}

function replaced(value: unknown, column: TextColumn, { key }: FoundRow, { spellings, mark }: ErasedPerson): unknown {
  const replacement = column.isUnique ? `erased-${mark}-${key.join('-').slice(-8)}` : REPLACEMENT;
  const result = spellings.replacedIn(value, replacement);
  return typeof result === 'string' && column.length !== null ? result.slice(0, column.length) : result;
}

/** Recorded values without those of columns with personal data. */
function withoutColumns(value: unknown, recorded: PersonalTable | undefined): unknown {
  if (!recorded || typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const erased = erasedOf(recorded);
  const columns = new Set(personalColumns(recorded));
  const blank = (name: string, one: unknown): unknown => {
    const stored = erased[name];
    return stored === undefined || stored === TIME_OF_ERASURE || one === null ? null : stored;
  };
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => [name, columns.has(name) ? blank(name, one) : one]),
  );
}

function erasedOf({ erased }: PersonalTable): Readonly<Record<string, unknown>> {
  return erased === undefined || erased === 'deleted' ? {} : erased;
}
