import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { parse as parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { FastifyRequest } from 'fastify';
import { problem } from '../errors/domain-error';
import { IN_MEMORY } from '../http/in-memory-files';
import { utf8 } from '../http/json-body';
import { receiveFile } from '../http/uploads';
import { CSV_FIELD, invalidCsv, isBlank, MAX_HEADER, optionsFor, SEPARATOR_LINE, unprotected } from './csv-format';
import type { CsvRecord } from './csv-records';

const MAX_CSV_BYTES = 2 * 1024 * 1024;
export const MAX_CSV_ROWS = 10_000;
/** Replaced by tests, to which few rows are enough. */
export const CSV_LIMITS = { rows: MAX_CSV_ROWS };
const MAX_COLUMNS = 100;
/** Bytes that are read before other requests get their turn. */
const PIECE_BYTES = 64 * 1024;

export interface CsvColumns<C extends string> {
  /** In lower case, with underscores. */
  readonly columns: readonly C[];
  readonly required: readonly C[];
  /** Columns of an exported file that have no effect. */
  readonly ignored?: readonly string[];
  /** The column of each place in the file, instead of the names in its header; empty for places to skip. */
  readonly named?: readonly (C | '')[];
}

export interface CsvRow<C extends string> {
  /** As in a spreadsheet: the header is row 1. */
  readonly row: number;
  /** Trimmed; empty if the row ends before or the file has no such column. */
  readonly cells: Readonly<Record<C, string>>;
  /** The row has more cells than the header. */
  readonly isTooLong: boolean;
}

const MARK = Buffer.from('\ufeff');
/** Reads a form with a CSV file. */
export function receiveCsv(request: FastifyRequest): Promise<Buffer> {
  return receiveFile(request, { field: CSV_FIELD, maxBytes: MAX_CSV_BYTES }, IN_MEMORY);
}

/**
 * Reads a CSV file in UTF-8, separated by commas, semicolons or tabs, whose first row has the names of the columns, in any
 * order and letter case. Empty rows are skipped. Other requests get their turn while a large file is read.
 */
export async function readCsv<C extends string>(bytes: Buffer, format: CsvColumns<C>): Promise<CsvRow<C>[]> {
  const [header = [], ...records] = await allRecords(bytes);
  const names = namesOf(header, format);
  if (records.length > CSV_LIMITS.rows) {
    throw problem('CSV_TOO_MANY_ROWS', { field: CSV_FIELD, rows: CSV_LIMITS.rows });
  }
  return records.flatMap((record, index) =>
    record.every(isBlank)
      ? []
      : [
          {
            row: index + 2,
            cells: cellsOf(record, names, format.columns),
            isTooLong: !record.slice(names.length).every(isBlank),
          },
        ],
  );
}

/** Checks the columns of the places in a file. */
export function requireColumns<C extends string>(header: readonly string[], format: CsvColumns<C>): void {
  if (header.length > MAX_COLUMNS) {
    throw problem('CSV_TOO_MANY_COLUMNS', { field: CSV_FIELD, max: MAX_COLUMNS });
  }
  namesOf(header, format);
}

/** The row of a record. */
export function csvRow<C extends string>(
  { row, cells }: CsvRecord,
  named: readonly (C | '')[],
  columns: readonly C[],
): CsvRow<C> {
  return { row, cells: cellsOf(cells, named, columns), isTooLong: !cells.slice(named.length).every(isBlank) };
}

/** The first row of a file. */
export function csvHeader(bytes: Buffer): string[] {
  const header = headerOf(textOf(bytes));
  if (header.length > MAX_COLUMNS) {
    throw problem('CSV_TOO_MANY_COLUMNS', { field: CSV_FIELD, max: MAX_COLUMNS });
  }
  return header.map((title) => title.trim());
}

/** The columns that a file has. Throws what `readCsv` throws for its header. */
export function csvColumns<C extends string>(bytes: Buffer, format: CsvColumns<C>): C[] {
  const header = headerOf(textOf(bytes));
  const names = namesOf(header, format);
  return format.columns.filter((column) => names.includes(column));
}

/** Without Excel's own first line. */
function textOf(bytes: Buffer): string {
  return wholeTextOf(bytes).replace(SEPARATOR_LINE, '');
}

function wholeTextOf(bytes: Buffer): string {
  try {
    return utf8(bytes);
  } catch {
    throw problem('CSV_NOT_UTF8', { field: CSV_FIELD });
  }
}

function headerOf(text: string): string[] {
  try {
    const [header = []] = parse(text.slice(0, MAX_HEADER), { ...optionsFor(text), bom: true, to: 1 });
    return header;
  } catch (error) {
    throw invalidCsv(error);
  }
}

/** Up to the header and one row too many, so that a file of many short rows is not read to its end. */
async function allRecords(bytes: Buffer): Promise<string[][]> {
  const whole = wholeTextOf(bytes);
  const options = { ...optionsFor(whole), bom: true, to: CSV_LIMITS.rows + 2 };
  const first = SEPARATOR_LINE.exec(whole)?.[0] ?? '';
  const records: string[][] = [];
  try {
    for await (const record of Readable.from(
      piecesOf(bytes.subarray(first === '' ? 0 : markOf(bytes) + Buffer.byteLength(first))),
    ).compose(parser(options))) {
      records.push(record as string[]);
    }
    return records;
  } catch (error) {
    throw invalidCsv(error);
  }
}

/** Bytes of the mark of UTF-8 at the beginning, which the text has no more. */
function markOf(bytes: Buffer): number {
  return bytes.subarray(0, MARK.length).equals(MARK) ? MARK.length : 0;
}

async function* piecesOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    await setImmediate();
    yield bytes.subarray(at, at + PIECE_BYTES);
  }
}

function namesOf<C extends string>(header: readonly string[], format: CsvColumns<C>): readonly string[] {
  const { columns, required, ignored = [], named } = format;
  const names: readonly string[] = named ?? header.map((title) => title.trim().toLowerCase().replaceAll(' ', '_'));
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

function cellsOf<C extends string>(record: readonly string[], names: readonly string[], columns: readonly C[]) {
  const cells = columns.map((column) => [column, unprotected(record[names.indexOf(column)] ?? '')]);
  return Object.fromEntries(cells) as Record<C, string>;
}
