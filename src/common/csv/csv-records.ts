import { finished } from 'node:stream/promises';
import { parse as parser, type Parser } from 'csv-parse';
import { problem } from '../errors/domain-error';
import {
  CSV_FIELD,
  DELIMITERS,
  invalidCsv,
  isBlank,
  optionsFor,
  SEPARATOR_LINE,
  TITLE_LINES,
  unprotected,
} from './csv-format';

/** Characters of a record in a file that is read piece by piece. */
const MAX_RECORD = 1024 * 1024;
/** Characters. */
const MAX_BEGINNING = 64 * 1024;

/** A record of a file. */
export interface CsvRecord {
  /** As in a spreadsheet: the header is row 1. */
  readonly row: number;
  /** Trimmed, without the apostrophe of an export. */
  readonly cells: readonly string[];
}

/**
 * Reads the records of a file piece by piece, the header first. Empty ones are skipped.
 * @param maxRows more rows than these are refused
 */
export async function* csvRecords(pieces: AsyncIterable<Buffer>, maxRows: number): AsyncGenerator<CsvRecord, void> {
  let row = 0;
  for await (const record of recordsOf(textIn(pieces))) {
    row += 1;
    if (row > maxRows + 1) {
      throw problem('CSV_TOO_MANY_ROWS', { field: CSV_FIELD, rows: maxRows });
    }
    if (row === 1 || !record.every(isBlank)) {
      yield { row, cells: record.map(unprotected) };
    }
  }
}

async function* textIn(pieces: AsyncIterable<Buffer>): AsyncGenerator<string, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of pieces) {
      yield decoder.decode(piece, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    throw error instanceof TypeError ? problem('CSV_NOT_UTF8', { field: CSV_FIELD }) : error;
  }
}

/** Enough of a file to see what separates its cells: the first pieces, up to the second line or so. */
async function beginningOf(text: AsyncIterator<string, void>): Promise<string> {
  let beginning = '';
  while (!isSeparated(beginning) && beginning.length < MAX_BEGINNING) {
    const { value, done } = await text.next();
    if (done) {
      break;
    }
    beginning += value;
  }
  return beginning;
}

/** Whether it has a whole line with a delimiter, behind Excel's own first line. */
function isSeparated(text: string): boolean {
  const lines = text.replace(SEPARATOR_LINE, '').split('\n').slice(0, -1);
  return lines.length >= TITLE_LINES || lines.some((line) => DELIMITERS.some((delimiter) => line.includes(delimiter)));
}

/** Parses a piece only when its records are wanted: meanwhile, a caller in a transaction can use its connection. */
async function* recordsOf(text: AsyncGenerator<string, void>): AsyncGenerator<string[]> {
  const records: string[][] = [];
  const beginning = await beginningOf(text);
  const parsing = parserInto(records, beginning);
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

function parserInto(records: string[][], beginning: string): Parser {
  const parsing = parser({ ...optionsFor(beginning), max_record_size: MAX_RECORD });
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
