import { CsvError, parse } from 'csv-parse/sync';
import { InvalidInput } from '../errors/domain-error';
import { utf8 } from './json-body';

/** A row of a CSV file. */
export interface CsvRow<C extends string> {
  /** Number in a spreadsheet: the header is row 1. */
  readonly row: number;
  /** Trimmed; empty if the row ends before or the file has no such column. */
  readonly cells: Readonly<Record<C, string>>;
}

export interface CsvFormat<C extends string> {
  readonly columns: readonly C[];
  readonly required: readonly C[];
  readonly maxRows: number;
}

/** Field of the form that has the file. */
const FIELD = 'file';
const DELIMITERS = [',', ';', '\t'];
/** Text that an export has protected against being run as a formula. */
const PROTECTED = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/;

/**
 * Reads a CSV file in UTF-8 with a header, separated by commas, semicolons or tabs. Empty rows are left out. Columns are
 * found by their names, regardless of letter case and order.
 */
export function readCsv<C extends string>(bytes: Buffer, format: CsvFormat<C>): CsvRow<C>[] {
  const [header = [], ...records] = parsed(bytes, format.maxRows);
  const columns = columnsIn(header, format);
  return records.flatMap((record, index) => {
    const row = index + 2;
    if (record.every((cell) => cell.trim() === '')) {
      return [];
    }
    if (record.slice(columns.length).some((cell) => cell.trim() !== '')) {
      throw new InvalidInput(FIELD, `Row ${row} has more cells than the header`);
    }
    return [{ row, cells: cellsOf(record, columns, format.columns) }];
  });
}

function parsed(bytes: Buffer, maxRows: number): string[][] {
  const text = textOf(bytes);
  const [firstLine = ''] = text.split('\n', 1);
  const records = recordsOf(text, delimiterOf(firstLine), maxRows + 2);
  if (records.length > maxRows + 1) {
    throw new InvalidInput(FIELD, `A file may have at most ${maxRows} rows`);
  }
  return records;
}

function recordsOf(text: string, delimiter: string, to: number): string[][] {
  try {
    return parse(text, { delimiter, relax_column_count: true, to });
  } catch (error) {
    throw error instanceof CsvError ? new InvalidInput(FIELD, `The file is not valid CSV: ${error.message}`) : error;
  }
}

function textOf(bytes: Buffer): string {
  try {
    return utf8(bytes);
  } catch {
    throw new InvalidInput(FIELD, 'The file is not UTF-8 text: save it as “CSV UTF-8”');
  }
}

function delimiterOf(line: string): string {
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function columnsIn<C extends string>(header: readonly string[], { columns, required }: CsvFormat<C>): C[] {
  const found = header.map((title) => columnOf(title, columns));
  const missing = required.filter((column) => !found.includes(column));
  if (missing.length > 0) {
    throw new InvalidInput(FIELD, `The header lacks the column ${missing.join(', ')}`, 'column_missing');
  }
  const repeated = found.find((column, index) => found.indexOf(column) < index);
  if (repeated !== undefined) {
    throw new InvalidInput(FIELD, `The header has the column ${repeated} twice`, 'column_repeated');
  }
  return found;
}

function columnOf<C extends string>(title: string, columns: readonly C[]): C {
  const name = title.trim().toLowerCase().replaceAll(' ', '_');
  const column = columns.find((known) => known === name);
  if (column === undefined) {
    const message = `The column “${title.slice(0, 64)}” is unknown. The columns are ${columns.join(', ')}`;
    throw new InvalidInput(FIELD, message, 'column_unknown');
  }
  return column;
}

function cellsOf<C extends string>(
  record: readonly string[],
  present: readonly C[],
  columns: readonly C[],
): Readonly<Record<C, string>> {
  const cells = columns.map((column) => [
    column,
    (record[present.indexOf(column)] ?? '').trim().replace(PROTECTED, ''),
  ]);
  return Object.fromEntries(cells) as Record<C, string>;
}
