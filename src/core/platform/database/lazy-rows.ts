import { type CustomTypesConfig, types } from 'pg';
import { STRICT_TYPES } from './database-client';

/** The values of a row as PostgreSQL sends them. */
export type Texts = readonly (string | null)[];
export type RowClass<T> = new (texts: Texts) => T;

export interface LazyColumn {
  readonly name: string;
  readonly parse: (text: string) => unknown;
}

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

/** A row by the names of its columns. A value is parsed when it is read. */
export abstract class LazyRow {
  constructor(readonly texts: Texts) {}
}

/**
 * Rows of statements. The values stay in the arrays that pg makes of them: an object of very many properties for each row takes
 * longer than reading them.
 */
export class LazyRows {
  private readonly classes = new Map<string, RowClass<unknown>>();

  /** @param statement name of the statement, whose columns never change */
  of<T>(statement: string, columns: readonly LazyColumn[], rows: readonly Texts[]): T[] {
    const known = this.classes.get(statement) ?? rowClass(columns);
    this.classes.set(statement, known);
    const RowOfStatement = known as RowClass<T>;
    return rows.map((texts) => new RowOfStatement(texts));
  }
}

function rowClass(columns: readonly LazyColumn[]): RowClass<unknown> {
  class Row extends LazyRow {}
  columns.forEach(({ name, parse }, index) => {
    Object.defineProperty(Row.prototype, name, {
      get(this: Row): unknown {
        const text = this.texts[index];
        return text === null || text === undefined ? null : parse(text);
      },
    });
  });
  return Row;
}
