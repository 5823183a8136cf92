import { refused, type StagedRow } from '../staged';

/** Names that are listed; the rest is one row. */
const MAX_NAMES = 1_000;

/** Tables or columns that an import does not read, with the number of their rows or values: rows that are left out, for people. */
export class LeftAside {
  private readonly counts = new Map<string, number>();

  add(name: string, count = 1): void {
    const known = this.counts.has(name) || this.counts.size < MAX_NAMES ? name : OTHERS;
    this.counts.set(known, (this.counts.get(known) ?? 0) + count);
  }

  /** @param isRead whether it was read in another pass */
  tables(isRead: (table: string) => boolean = () => false): StagedRow[] {
    return this.rows('table_not_imported', (rows) => ({ rows }), isRead);
  }

  columns(): StagedRow[] {
    return this.rows('column_not_imported', (values) => ({ values }));
  }

  /** Sites in the same dump, by the prefixes of their tables. */
  sites(): StagedRow[] {
    return this.rows('site_not_imported', (licenses) => ({ licenses }));
  }

  private rows(
    problem: string,
    dataOf: (count: number) => object,
    isRead: (name: string) => boolean = () => false,
  ): StagedRow[] {
    return [...this.counts]
      .filter(([name]) => !isRead(name))
      .map(([name, count]) => refused('other', `${name} (${count})`, problem, dataOf(count)));
  }
}

const OTHERS = 'others';
