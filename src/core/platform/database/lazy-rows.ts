import { type CustomTypesConfig, types } from 'pg';
import { STRICT_TYPES } from './database-client';

type Values = readonly unknown[];
type RowClass<T> = new (values: Values) => T;

const { TIMESTAMPTZ } = types.builtins;

/** A time in UTC to the millisecond, such as `2026-01-31 09:00:00.5+00`. */
const UTC = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?\+00$/;

/** Reads values like pg, except times, which cost pg much more time. */
export const RAW_TYPES: CustomTypesConfig = {
  getTypeParser: (type, format): unknown =>
    type === TIMESTAMPTZ && format !== 'binary' ? instantOf : STRICT_TYPES.getTypeParser(type, format),
};

const parseInstant = STRICT_TYPES.getTypeParser(TIMESTAMPTZ, 'text') as (text: string) => Date | number;

function instantOf(text: string): Date | number {
  return UTC.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : parseInstant(text);
}

/**
 * Rows of a statement by the names of their columns. The values stay in the arrays that pg makes of them: an object of very
 * many properties for each row takes longer than reading them.
 */
export class LazyRows {
  private readonly classes = new Map<string, RowClass<unknown>>();

  /** @param statement name of the statement, whose columns never change */
  of<T>(statement: string, columns: readonly { readonly name: string }[], rows: readonly Values[]): T[] {
    const known = this.classes.get(statement) ?? rowClass(columns.map(({ name }) => name));
    this.classes.set(statement, known);
    const RowOfStatement = known as RowClass<T>;
    return rows.map((values) => new RowOfStatement(values));
  }
}

function rowClass(names: readonly string[]): RowClass<unknown> {
  class Row {
    constructor(readonly values: Values) {}
  }
  names.forEach((name, index) => {
    Object.defineProperty(Row.prototype, name, {
      get(this: Row): unknown {
        return this.values[index];
      },
    });
  });
  return Row;
}
