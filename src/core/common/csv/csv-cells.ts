import { problem } from '../errors/domain-error';
import { type DamagedValues, GUARDED_VALUE, LOST_VALUE } from './damaged-values';

/** Name of the form field of an imported file. */
export const CSV_FIELD = 'file';
/** Columns that are listed; the rest is one line. */
const MAX_LEFT = 100;
/** Characters of a heading. */
const MAX_TITLE = 64;
/** Text that an export has protected against being run as a formula. */
const PROTECTED = /^'(?=[=+\-@\t\r＝＋－＠])/u;

/** Columns of a CSV file that is read. */
export interface CsvColumns<C extends string> {
  /** In lower case, with underscores. */
  readonly columns: readonly C[];
  readonly required: readonly C[];
  /** Columns of an exported file that have no effect. */
  readonly ignored?: readonly string[];
  /** The column of each place in the file, instead of the names in its header; empty for places to skip. */
  readonly named?: readonly (C | '')[];
}

/** A row of a CSV file, by the names of its columns. */
export interface CsvRow<C extends string> {
  /** Row number in a spreadsheet: the first line is row 1. */
  readonly row: number;
  /** Trimmed; empty if the row ends before or the file has no such column. */
  readonly cells: Readonly<Record<C, string>>;
  /** The row has more cells than the header. */
  readonly isTooLong: boolean;
  /** Columns whose value a spreadsheet has changed. */
  readonly damaged?: readonly C[];
}

/** Parts of a file that are not imported. */
export interface CsvLeft {
  /** Columns with the number of their values. */
  readonly columns: readonly { readonly column: string; readonly values: number }[];
  /** Number of the values that a spreadsheet has lost. */
  readonly values: number;
}

export interface CsvFile<C extends string> {
  readonly rows: readonly CsvRow<C>[];
  readonly left: CsvLeft;
}

/** The value of a cell. What an export has protected is as its owner wrote it. */
export function readCell(
  cell: string,
  damaged: DamagedValues | undefined,
): { readonly text: string; readonly change?: 'lost' | 'unclear' } {
  const text = cell.trim();
  const [, guarded] = GUARDED_VALUE.exec(text) ?? [];
  if (damaged === 'keep' || (guarded === undefined && !LOST_VALUE.test(text))) {
    return { text: unprotected(cell) };
  }
  if (damaged === undefined) {
    return { text, change: 'unclear' };
  }
  return guarded === undefined || LOST_VALUE.test(guarded) ? { text: '', change: 'lost' } : { text: guarded.trim() };
}

/** Counts the values of columns that are not imported. */
export class LeftColumns {
  private readonly values = new Map<string, number>();

  /** @param isRead of each place in the file */
  constructor(
    private readonly header: readonly string[],
    private readonly isRead: readonly boolean[],
  ) {}

  count(record: readonly string[]): void {
    this.isRead.forEach((isRead, place) => {
      if (!isRead && !isBlank(record[place] ?? '')) {
        const title = this.header[place]?.trim().slice(0, MAX_TITLE) || `column ${place + 1}`;
        const known = this.values.has(title) || this.values.size < MAX_LEFT ? title : '…';
        this.values.set(known, (this.values.get(known) ?? 0) + 1);
      }
    });
  }

  list(): CsvLeft['columns'] {
    return Array.from(this.values, ([column, values]) => ({ column, values }));
  }
}

/** Takes the values of a file from its records, and counts what it leaves. */
export class CsvCells<C extends string> {
  private readonly aside: LeftColumns;
  private lost = 0;

  constructor(
    header: readonly string[],
    private readonly names: readonly string[],
    private readonly columns: readonly C[],
    private readonly damaged: DamagedValues | undefined,
  ) {
    const isRead = (name: string): boolean => columns.some((column) => column === name);
    this.aside = new LeftColumns(
      header,
      names.map((name) => isRead(name)),
    );
  }

  get left(): CsvLeft {
    return { columns: this.aside.list(), values: this.lost };
  }

  rowOf(row: number, record: readonly string[]): CsvRow<C> {
    const damaged: C[] = [];
    const cells = this.columns.map((column) => {
      const { text, change } = readCell(record[this.names.indexOf(column)] ?? '', this.damaged);
      if (change === 'unclear') {
        damaged.push(column);
      }
      this.lost += change === 'lost' ? 1 : 0;
      return [column, text];
    });
    this.aside.count(record);
    return {
      row,
      cells: Object.fromEntries(cells) as Record<C, string>,
      isTooLong: !record.slice(this.names.length).every(isBlank),
      damaged: damaged.length > 0 ? damaged : undefined,
    };
  }
}

/** The columns by their places. Throws if some are unknown, repeated or missing. */
export function namesOf<C extends string>(header: readonly string[], format: CsvColumns<C>): readonly string[] {
  const { columns, required, ignored = [], named } = format;
  const names: readonly string[] = named ?? header.map(columnName);
  const known = [...columns, ...ignored, ...(named ? [''] : [])];
  const unknown = names.findIndex((name) => !known.includes(name));
  if (unknown !== -1) {
    const title = header[unknown]?.slice(0, 64) ?? '';
    throw problem('CSV_COLUMN_UNKNOWN', { field: CSV_FIELD, title, columns: columns.join(', ') });
  }
  const repeated = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw problem('CSV_COLUMN_REPEATED', { field: CSV_FIELD, column: repeated });
  }
  const missing = required.filter((name) => !names.includes(name));
  if (missing.length > 0) {
    throw problem('CSV_COLUMN_MISSING', { field: CSV_FIELD, columns: missing.join(', ') });
  }
  return names;
}

function columnName(title: string): string {
  return title.trim().toLowerCase().replaceAll(' ', '_');
}

/** Whether a cell is the heading of a column. */
export function isColumnOf<C extends string>({ columns, ignored = [] }: CsvColumns<C>): (cell: string) => boolean {
  const known: readonly string[] = [...columns, ...ignored];
  return (cell) => known.includes(columnName(cell));
}

export function cellsIn<C extends string>(record: readonly string[], names: readonly string[], columns: readonly C[]) {
  const cells = columns.map((column) => [column, record[names.indexOf(column)] ?? '']);
  return Object.fromEntries(cells) as Record<C, string>;
}

/** Removes the apostrophe of an export. What it protects may begin with white space, so it is removed before trimming. */
function unprotected(cell: string): string {
  return cell.trimStart().replace(PROTECTED, '').trim();
}

export function isBlank(cell: string): boolean {
  return cell.trim() === '';
}
