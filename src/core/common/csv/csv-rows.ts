import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { CsvError, type Options, parse as parser } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import type { FastifyRequest } from 'fastify';
import { problem } from '../errors/domain-error';
import { IN_MEMORY } from '../http/in-memory-files';
import { utf8 } from '../http/json-body';
import { receiveFile } from '../http/uploads';
import { CSV_FIELD, CsvCells, type CsvColumns, type CsvFile, isBlank, isColumnOf, namesOf } from './csv-cells';
import { type CsvReading, headingsAt, inUtf8, MAX_TITLES } from './csv-reading';

const MAX_CSV_BYTES = 2 * 1024 * 1024;
/** Largest number of rows of a CSV file that is imported in a request. */
export const MAX_CSV_ROWS = 10_000;
/** Replaced by tests, to which few rows are enough. */
export const CSV_LIMITS = { rows: MAX_CSV_ROWS };
const MAX_COLUMNS = 100;
/** Number of lines at the beginning of a CSV file in which its headings are looked for. */
export const MAX_HEADINGS = MAX_TITLES + 1;
/** Characters of a header. */
const MAX_HEADER = 1024 * 1024;
/** Bytes that are read before other requests get their turn. */
const PIECE_BYTES = 64 * 1024;

export const DELIMITERS = [',', ';', '\t'];
/** Excel's own first line, which names the delimiter and is none of the rows. */
export const SEPARATOR_LINE = /^\ufeff?"?sep=([^\r\n"])"?[^\S\r\n]*(?:\r\n?|\n)/i;
const MARK = Buffer.from('\ufeff');
/** Lines in which a delimiter is looked for: others may be titles. */
export const TITLE_LINES = 10;

/** Reads a form with a CSV file. */
export function receiveCsv(request: FastifyRequest): Promise<Buffer> {
  return receiveFile(request, { field: CSV_FIELD, maxBytes: MAX_CSV_BYTES }, IN_MEMORY);
}

/**
 * Reads a CSV file, separated by commas, semicolons or tabs, whose headings are the names of the columns, in any order and
 * letter case. Empty rows are skipped. Other requests get their turn while a large file is read.
 */
export async function readCsv<C extends string>(
  bytes: Buffer,
  format: CsvColumns<C>,
  reading: CsvReading = {},
): Promise<CsvFile<C>> {
  const all = await allRecords(inUtf8(bytes, reading.charset), reading.headerLine);
  const at = headingsAt(all, isColumnOf(format), reading.headerLine);
  const [header = [], ...records] = all.slice(at);
  const names = namesOf(header, format);
  if (records.length > CSV_LIMITS.rows) {
    throw problem('CSV_TOO_MANY_ROWS', { field: CSV_FIELD, rows: CSV_LIMITS.rows });
  }
  const cells = new CsvCells(header, names, format.columns, reading.damaged);
  const rows = records.flatMap((record, index) => (record.every(isBlank) ? [] : [cells.rowOf(at + index + 2, record)]));
  return { rows, left: cells.left };
}

/** Checks the columns of the places in a file. */
export function requireColumns<C extends string>(header: readonly string[], format: CsvColumns<C>): void {
  if (header.length > MAX_COLUMNS) {
    throw problem('CSV_TOO_MANY_COLUMNS', { field: CSV_FIELD, max: MAX_COLUMNS });
  }
  namesOf(header, format);
}

/** Reads the headings of a CSV file. */
export function csvHeader<C extends string>(
  bytes: Buffer,
  format: CsvColumns<C>,
  { charset, headerLine }: CsvReading = {},
): string[] {
  const header = headerOf(textOf(inUtf8(bytes, charset)), isColumnOf(format), headerLine);
  if (header.length > MAX_COLUMNS) {
    throw problem('CSV_TOO_MANY_COLUMNS', { field: CSV_FIELD, max: MAX_COLUMNS });
  }
  return header.map((title) => title.trim());
}

/** The columns that a file has. Throws what `readCsv` throws for its header. */
export function csvColumns<C extends string>(bytes: Buffer, format: CsvColumns<C>, reading?: CsvReading): C[] {
  const names = namesOf(csvHeader(bytes, format, reading), format);
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

function headerOf(text: string, isHeading: (cell: string) => boolean, line: number | undefined): string[] {
  try {
    const first = parse(text.slice(0, MAX_HEADER), { ...optionsFor(text, line), bom: true, to: MAX_HEADINGS });
    return first[headingsAt(first, isHeading, line)] ?? [];
  } catch (error) {
    throw invalidCsv(error);
  }
}

/** Up to the header and one row too many, so that a file of many short rows is not read to its end. */
async function allRecords(bytes: Buffer, line: number | undefined): Promise<string[][]> {
  const whole = wholeTextOf(bytes);
  const options = { ...optionsFor(whole, line), bom: true };
  const most = CSV_LIMITS.rows + 1 + MAX_HEADINGS;
  const first = SEPARATOR_LINE.exec(whole)?.[0] ?? '';
  const records: string[][] = [];
  try {
    for await (const record of Readable.from(
      piecesOf(bytes.subarray(first === '' ? 0 : markOf(bytes) + Buffer.byteLength(first))),
    ).compose(parser(options))) {
      records.push(record as string[]);
      if (records.length === most) {
        break;
      }
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

/**
 * Parser options for the text of a file, detected from its beginning.
 * @param headerLine line of the headings, if it is known
 */
export function optionsFor(text: string, headerLine: number | undefined): Options {
  const [excel = '', named] = SEPARATOR_LINE.exec(text) ?? [];
  const lines = text.slice(excel.length, MAX_HEADER).split('\n', MAX_HEADINGS);
  const first = lines.find((line) => DELIMITERS.some((delimiter) => line.includes(delimiter))) ?? '';
  return { delimiter: named ?? delimiterOf(lines[(headerLine ?? 0) - 1] ?? first), relax_column_count: true };
}

export function invalidCsv(error: unknown): unknown {
  return error instanceof CsvError ? problem('CSV_INVALID', { field: CSV_FIELD, detail: error.message }) : error;
}

function delimiterOf(line: string): string {
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}
