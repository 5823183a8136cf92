import type { StagedRow } from '../staged';
import { LeftAside } from './left-aside';

type Values = Readonly<Record<string, string | null | undefined>>;

/** Numbers of rows, which name nothing outside of their server. */
const ROW_NUMBERS: readonly string[] = ['id', 'lic_key_id'];
const EMPTY = /^(?:|0000-00-00(?: 00:00:00)?)$/;

/** Finds the columns of a dump that no reader asks for, with the number of their values. */
export class UnreadColumns {
  private readonly tables = new Map<string, { readonly read: Set<string>; readonly values: Map<string, number> }>();

  /** The values of a row. What is asked of them is noted. */
  watched<T extends Values>(table: string, values: T): T {
    const known = this.tables.get(table) ?? { read: new Set(ROW_NUMBERS), values: new Map<string, number>() };
    this.tables.set(table, known);
    for (const [column, value] of Object.entries(values)) {
      if (value && !known.read.has(column) && !EMPTY.test(value)) {
        known.values.set(column, (known.values.get(column) ?? 0) + 1);
      }
    }
    return new Proxy(values, {
      get: (target, column) => {
        known.read.add(String(column));
        return Reflect.get(target, column) as unknown;
      },
    });
  }

  rows(): StagedRow[] {
    const aside = new LeftAside();
    for (const [table, { read, values }] of this.tables) {
      values.forEach((count, column) => !read.has(column) && aside.add(`${table}.${column}`, count));
    }
    return aside.columns();
  }
}
