import { CsvError, parse } from 'csv-parse/sync';
import type { FastifyRequest } from 'fastify';
import { InvalidInput } from '../errors/domain-error';
import { utf8 } from './json-body';
import { receiveFile } from './uploads';

/** Name of the form field of an imported file. */
export const CSV_FIELD = 'file';
export const MAX_CSV_BYTES = 2 * 1024 * 1024;
export const MAX_CSV_ROWS = 10_000;

export interface CsvColumns {
  /** In lower case. */
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** Columns of an exported file that have no effect. */
  readonly ignored: readonly string[];
}

export interface CsvRow {
  /** As in a spreadsheet: the header is row 1. */
  readonly number: number;
  /** Texts by column. Empty cells are left out. */
  readonly values: Readonly<Record<string, string>>;
  /** The row has more cells than the header. */
  readonly isTooLong: boolean;
}

/** Reads a form with a CSV file. */
export function receiveCsv(request: FastifyRequest): Promise<string> {
  return receiveFile(
    request,
    { field: CSV_FIELD, maxBytes: MAX_CSV_BYTES },
    {
      store: async ({ bytes }) => {
        const parts: Buffer[] = [];
        for await (const part of bytes) {
          parts.push(part);
        }
        return utf8(Buffer.concat(parts));
      },
      discard: () => Promise.resolve(),
    },
  );
}

/** Reads a CSV file whose first row has the names of the columns, in any order. Empty rows are skipped. */
export function readCsv(text: string, columns: CsvColumns): CsvRow[] {
  const [header = [], ...records] = cellsOf(text);
  const names = namesOf(header, columns);
  if (records.length > MAX_CSV_ROWS) {
    throw new InvalidInput(CSV_FIELD, `A file may have at most ${MAX_CSV_ROWS} rows`, 'too_many_rows');
  }
  return records.flatMap((cells, index) => (cells.every(isBlank) ? [] : [rowOf(cells, names, index + 2)]));
}

function cellsOf(text: string): string[][] {
  try {
    // The header and one row too many, so that a file of many short rows is not read to its end.
    return parse(text, { bom: true, relax_column_count: true, to: MAX_CSV_ROWS + 2 });
  } catch (error) {
    throw error instanceof CsvError
      ? new InvalidInput(CSV_FIELD, `The file is not valid CSV: ${error.message}`, 'csv_invalid')
      : error;
  }
}

function namesOf(header: readonly string[], { required, optional, ignored }: CsvColumns): string[] {
  const names = header.map((name) => name.trim().toLowerCase());
  const known = [...required, ...optional, ...ignored];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new InvalidInput(CSV_FIELD, `Unknown column: "${unknown.slice(0, 100)}"`, 'unknown_column');
  }
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new InvalidInput(CSV_FIELD, `Repeated column: "${repeated}"`, 'repeated_column');
  }
  const missing = required.find((name) => !names.includes(name));
  if (missing !== undefined) {
    throw new InvalidInput(CSV_FIELD, `Missing column: "${missing}"`, 'missing_column');
  }
  return names.map((name) => (ignored.includes(name) ? '' : name));
}

function rowOf(cells: readonly string[], names: readonly string[], number: number): CsvRow {
  const values = names.flatMap((name, index) => {
    const value = unescaped(cells[index] ?? '').trim();
    return name === '' || value === '' ? [] : [[name, value] as const];
  });
  return {
    number,
    values: Object.fromEntries(values),
    isTooLong: cells.slice(names.length).some((cell) => !isBlank(cell)),
  };
}

function isBlank(cell: string): boolean {
  return cell.trim() === '';
}

/** Removes the apostrophe with which exports prefix values that a spreadsheet would run as a formula. */
function unescaped(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r＝＋－＠])/u, '');
}
