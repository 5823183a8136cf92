/** Stands for the time of the erasure in `PersonalTable.erased`. */
export const TIME_OF_ERASURE = Symbol('time of the erasure');

/** Replaces a name or text of an erased person in a column that cannot be null. */
export const ERASED_TEXT = '(erased)';

/** A value that a column takes when the person of its row is erased. */
export type ErasedValue = string | null | object | typeof TIME_OF_ERASURE;

/**
 * The personal data in a table: of customers and the people they name, not of staff. A test fails for a column with text or JSON that is not named.
 */
export interface PersonalTable {
  /** Columns with an e-mail address, by which the row belongs to a person. */
  readonly addresses?: readonly string[];
  /** Columns by which the row belongs to the person of another row: its table or, if they do not name its `id`, its table and column. */
  readonly owners?: Readonly<Record<string, string>>;
  /** Set if the row belongs to every person whose address it contains anywhere. */
  readonly isOfAnyNamed?: true;
  /** `deleted`, or the values of columns afterwards; a null stays null. */
  readonly erased?: 'deleted' | Readonly<Record<string, ErasedValue>>;
  /** Columns with JSON in which fields about people become null. */
  readonly blanked?: readonly string[];
  /** Columns with values of a row of another table, and the column that names the table. */
  readonly snapshots?: { readonly table: string; readonly columns: readonly string[] };
  /** Columns that may have the user name of a member of staff. */
  readonly staff?: readonly string[];
  /** Columns without personal data of their own. An address that stands in them is replaced. */
  readonly others?: readonly string[];
  /** Why an erasure does not change the table. */
  readonly kept?: string;
}

/** The tables of a module, by name: what files `*.personal-data.ts` export. */
export type PersonalTables = Readonly<Record<string, PersonalTable>>;
