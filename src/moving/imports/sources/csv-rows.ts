import { csvRecords } from '../../../common/csv/csv-rows';
import { DomainError } from '../../../common/errors/domain-error';
import { comparable } from './csv-fields';
import { fileText } from './file-text';
import { UnreadableFile } from './unreadable-file';

const MAX_ROWS = 20_000_000;
const ROWS = 1_000;
const SHOWN = 1_000;

/** Values by meaning, in the order of the columns; those of columns with no meaning are left out. */
export type CsvValues = ReadonlyMap<string, readonly string[]>;

/** A row of one server with the meanings of any spreadsheet. */
export interface ConvertedRow {
  readonly values: CsvValues;
  /** Names of what the row loses. */
  readonly notes: readonly string[];
}

/** The headings of a file with its first rows. */
export interface CsvSample {
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/** @throws UnreadableFile */
export async function csvSample(file: AsyncIterable<Buffer>, count: number): Promise<CsvSample> {
  const rows: (readonly string[])[] = [];
  try {
    for await (const { cells } of csvRecords(bytesOf(file), MAX_ROWS)) {
      rows.push(cells);
      if (rows.length > count) {
        break;
      }
    }
  } catch (error) {
    throw unreadable(error);
  }
  const [header, ...records] = rows;
  if (!header) {
    throw new UnreadableFile('wrong_file', 'The file is empty');
  }
  return { header, records };
}

/**
 * Reads the rows of a CSV file in UTF-8, in pages.
 * @param meaningOf the meaning of a heading; undefined for a column that is not imported
 * @param named headings that must be there
 * @throws UnreadableFile also if none of the columns is the license key
 */
export async function* csvPages(
  file: AsyncIterable<Buffer>,
  meaningOf: (heading: string) => string | undefined,
  named: readonly string[],
): AsyncGenerator<CsvValues[]> {
  let meanings: (string | undefined)[] | undefined;
  let page: CsvValues[] = [];
  try {
    for await (const { cells } of csvRecords(bytesOf(file), MAX_ROWS)) {
      if (!meanings) {
        meanings = meaningsOf(cells, meaningOf, named);
      } else {
        page.push(valuesOf(cells, meanings));
      }
      if (page.length >= ROWS) {
        yield page;
        page = [];
      }
    }
  } catch (error) {
    throw unreadable(error);
  }
  if (!meanings) {
    throw new UnreadableFile('wrong_file', 'The file is empty');
  }
  yield page;
}

async function* bytesOf(file: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const text of fileText(file, { isStrict: true })) {
    if (text !== '') {
      yield Buffer.from(text);
    }
  }
}

function meaningsOf(
  header: readonly string[],
  meaningOf: (heading: string) => string | undefined,
  named: readonly string[],
): (string | undefined)[] {
  const headings = `The headings are: ${header.join(', ').slice(0, SHOWN)}`;
  const missing = named.find((name) => !header.some((heading) => comparable(heading) === comparable(name)));
  if (missing !== undefined) {
    throw new UnreadableFile('wrong_file', `No column has the heading ${missing.slice(0, SHOWN)}. ${headings}`);
  }
  const meanings = header.map(meaningOf);
  if (!meanings.includes('key')) {
    throw new UnreadableFile('wrong_file', `No column has the license keys. ${headings}`);
  }
  return meanings;
}

function valuesOf(cells: readonly string[], meanings: readonly (string | undefined)[]): CsvValues {
  const values = new Map<string, string[]>();
  meanings.forEach((meaning, index) => {
    const value = cells[index] ?? '';
    if (meaning !== undefined && value !== '') {
      values.set(meaning, [...(values.get(meaning) ?? []), value]);
    }
  });
  return values;
}

function unreadable(error: unknown): unknown {
  if (!(error instanceof DomainError)) {
    return error;
  }
  return new UnreadableFile(error.rule === 'CSV_TOO_MANY_ROWS' ? 'too_many_rows' : 'file_corrupt', error.message);
}
