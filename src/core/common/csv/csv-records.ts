import { finished } from 'node:stream/promises';
import { parse as parser, type Parser } from 'csv-parse';
import { problem } from '../errors/domain-error';
import { cellsIn, CSV_FIELD, type CsvColumns, type CsvRow, isBlank, isColumnOf, readCell } from './csv-cells';
import { type CsvReading, decoderOf, headingsAt, requireCharset } from './csv-reading';
import { DELIMITERS, invalidCsv, MAX_HEADINGS, optionsFor, SEPARATOR_LINE, TITLE_LINES } from './csv-rows';
import type { DamagedValues } from './damaged-values';

/** Characters of a record in a file that is read piece by piece. */
const MAX_RECORD = 1024 * 1024;
/** Characters. */
const MAX_BEGINNING = 64 * 1024;

/** A record of a file. */
export interface CsvRecord {
  /** Row number in a spreadsheet: the first line is row 1. */
  readonly row: number;
  /** Trimmed, without the apostrophe of an export. */
  readonly cells: readonly string[];
  /** Places of values that a spreadsheet has changed. */
  readonly damaged?: readonly number[];
}

/** Options for reading records. By default, the headings are in the first line, and changed values are kept. */
interface RecordReading extends CsvReading {
  /** The format whose columns are recognized below titles. */
  readonly format?: CsvColumns<string>;
}

/**
 * Reads the records of a file piece by piece, the header first. Empty ones are skipped.
 * @param maxRows more rows than these are refused
 */
export async function* csvRecords(
  pieces: AsyncIterable<Buffer>,
  maxRows: number,
  { format, charset, headerLine, damaged }: RecordReading = { damaged: 'keep' },
): AsyncGenerator<CsvRecord, void> {
  requireCharset(charset);
  let row = 0;
  let headings: number | undefined;
  let first: string[][] = [];
  const isHeading = format ? isColumnOf(format) : () => true;
  const recordOf = (record: readonly string[]): CsvRecord[] => {
    row += 1;
    if (row > maxRows + 1 + (headings ?? 0)) {
      throw problem('CSV_TOO_MANY_ROWS', { field: CSV_FIELD, rows: maxRows });
    }
    return row - 1 === headings || !record.every(isBlank) ? [recordIn(row, record, damaged)] : [];
  };
  const begin = (): CsvRecord[] => {
    const wait = headerLine === undefined && !format ? 0 : headingsAt(first, isHeading, headerLine);
    headings = wait;
    row = wait;
    return first.slice(wait).flatMap(recordOf);
  };
  for await (const record of recordsOf(textIn(pieces, charset), headerLine)) {
    if (headings !== undefined) {
      yield* recordOf(record);
    } else {
      first.push(record);
      if (first.length === (format ? MAX_HEADINGS : 1)) {
        yield* begin();
        first = [];
      }
    }
  }
  yield* headings === undefined ? begin() : [];
}

function recordIn(row: number, record: readonly string[], reading: DamagedValues | undefined): CsvRecord {
  const read = record.map((cell) => readCell(cell, reading));
  const damaged = read.flatMap(({ change }, place) => (change === 'unclear' ? [place] : []));
  return { row, cells: read.map(({ text }) => text), damaged: damaged.length > 0 ? damaged : undefined };
}

/** The row of a record. */
export function csvRow<C extends string>(
  { row, cells, damaged }: CsvRecord,
  named: readonly (C | '')[],
  columns: readonly C[],
): CsvRow<C> {
  const isTooLong = !cells.slice(named.length).every(isBlank);
  const changed = columns.filter((column) => damaged?.includes(named.indexOf(column)));
  return { row, cells: cellsIn(cells, named, columns), isTooLong, damaged: changed };
}

async function* textIn(pieces: AsyncIterable<Buffer>, charset: string | undefined): AsyncGenerator<string, void> {
  let decoder = new TextDecoder('utf-8', { fatal: true });
  let isFirst = true;
  try {
    for await (const piece of pieces) {
      decoder = isFirst ? decoderOf(piece, charset) : decoder;
      isFirst = false;
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? problem('CSV_NOT_UTF8', { field: CSV_FIELD }) : error;
  }
}

/** Enough of a file to see what separates its cells: the first pieces, up to the second line or so. */
async function beginningOf(text: AsyncIterator<string, void>, line: number | undefined): Promise<string> {
  let beginning = '';
  while (!isSeparated(beginning, line) && beginning.length < MAX_BEGINNING) {
    const { value, done } = await text.next();
    if (done) {
      break;
    }
    beginning += value;
  }
  return beginning;
}

/** Whether it has a whole line with a delimiter, behind Excel's own first line. */
function isSeparated(text: string, line: number | undefined): boolean {
  const lines = text.replace(SEPARATOR_LINE, '').split('\n').slice(0, -1);
  if (line !== undefined) {
    return lines.length >= line;
  }
  return lines.length >= TITLE_LINES || lines.some((line) => DELIMITERS.some((delimiter) => line.includes(delimiter)));
}

/** Parses a piece only when its records are wanted: meanwhile, a caller in a transaction can use its connection. */
async function* recordsOf(text: AsyncGenerator<string, void>, line: number | undefined): AsyncGenerator<string[]> {
  const records: string[][] = [];
  const beginning = await beginningOf(text, line);
  const parsing = parserInto(records, beginning, line);
  try {
    await written(parsing, beginning.replace(SEPARATOR_LINE, ''));
    yield* records.splice(0);
    for await (const piece of text) {
      await written(parsing, piece);
      yield* records.splice(0);
    }
    parsing.end();
    await finished(parsing);
    yield* records.splice(0);
  } catch (error) {
    throw invalidCsv(error);
  } finally {
    parsing.destroy();
    await text.return(undefined);
  }
}

function parserInto(records: string[][], beginning: string, line: number | undefined): Parser {
  const parsing = parser({ ...optionsFor(beginning, line), max_record_size: MAX_RECORD });
  parsing.on('data', (record: string[]) => records.push(record));
  // Writes and the end are rejected with it.
  parsing.on('error', () => undefined);
  return parsing;
}

function written(parsing: Parser, piece: string): Promise<void> {
  return new Promise((resolve, reject) => {
    parsing.write(piece, (error) => (error ? reject(error) : resolve()));
  });
}
