import { DomainError } from '../../../../core/common';
import { csvRecords, type DamagedValues } from '../../../../core/common/internal';
import { type ConvertedRow, CsvColumns } from './csv-columns';
import { comparable } from './csv-fields';
import type { LeftAside } from './left-aside';
import { fileText } from './file-text';
import { UnreadableFile } from './unreadable-file';

const MAX_ROWS = 20_000_000;
const ROWS = 1_000;
const SHOWN = 1_000;
const MAX_TITLES = 10;

/** The headings of a file with its first rows. */
export interface CsvSample {
  readonly header: readonly string[];
  readonly records: readonly (readonly string[])[];
}

/**
 * The headings are the first row with several cells, or with a meaning of its own: rows before it are titles.
 * @throws UnreadableFile
 */
export async function csvSample(file: AsyncIterable<Buffer>, count: number, reading: TableReading): Promise<CsvSample> {
  const rows: (readonly string[])[] = [];
  for await (const cells of tableRows(file, reading)) {
    rows.push(cells);
    if (rows.length > count) {
      break;
    }
  }
  const [header, ...records] = rows;
  if (!header) {
    throw new UnreadableFile('wrong_file', 'The file is empty');
  }
  return { header, records };
}

/** Options for finding the rows of a file. */
interface TableReading {
  readonly charset?: string;
  /** Line of the headings. */
  readonly headerLine?: number;
  readonly isHeading: (text: string) => boolean;
}

export interface CsvReader {
  readonly charset?: string;
  /** Line of the headings. */
  readonly headerLine?: number;
  /** The meaning of a heading; undefined for a column that is not imported. */
  readonly meaningOf: (heading: string) => string | undefined;
  /** Headings that must be there. */
  readonly named: readonly string[];
  /** Treatment of values that Excel has changed. */
  readonly damaged?: DamagedValues;
  /** Columns that are not imported, with the number of their values. */
  readonly aside: LeftAside;
}

/**
 * Reads the rows of a CSV file, in pages.
 * @throws UnreadableFile also if none of the columns is the license key
 */
export async function* csvPages(file: AsyncIterable<Buffer>, reader: CsvReader): AsyncGenerator<ConvertedRow[]> {
  const { charset, headerLine, meaningOf, named } = reader;
  let columns: CsvColumns | undefined;
  let page: ConvertedRow[] = [];
  const isHeading = (text: string): boolean => meaningOf(text) !== undefined || isNamed(text, named);
  for await (const cells of tableRows(file, { charset, headerLine, isHeading })) {
    if (!columns) {
      columns = new CsvColumns(cells, meaningsOf(cells, meaningOf, named), reader);
    } else {
      page.push(columns.rowOf(cells));
    }
    if (page.length >= ROWS) {
      yield page;
      page = [];
    }
  }
  if (!columns) {
    throw new UnreadableFile('wrong_file', 'The file is empty');
  }
  yield page;
}

/** The rows of a file without its titles: rows of one cell above the headings. */
async function* tableRows(
  file: AsyncIterable<Buffer>,
  { charset, headerLine, isHeading }: TableReading,
): AsyncGenerator<readonly string[]> {
  let titles: (readonly string[])[] | null = headerLine === undefined ? [] : null;
  try {
    for await (const { row, cells } of csvRecords(bytesOf(file, charset), MAX_ROWS)) {
      if (row < (headerLine ?? 0)) {
        continue;
      }
      const filled = cells.filter((cell) => cell !== '');
      if (titles && filled.length < 2 && !filled.some(isHeading) && titles.length < MAX_TITLES) {
        titles.push(cells);
        continue;
      }
      // A file of one column has no titles.
      yield* titles && filled.length < 2 ? titles : [];
      titles = null;
      yield cells;
    }
  } catch (error) {
    throw unreadable(error);
  }
  yield* titles ?? [];
}

async function* bytesOf(file: AsyncIterable<Buffer>, charset: string | undefined): AsyncGenerator<Buffer> {
  for await (const text of fileText(file, { charset, isStrict: true })) {
    if (text !== '') {
      yield Buffer.from(text);
    }
  }
}

function isNamed(heading: string, named: readonly string[]): boolean {
  return named.some((name) => comparable(name) === comparable(heading));
}

function meaningsOf(
  header: readonly string[],
  meaningOf: (heading: string) => string | undefined,
  named: readonly string[],
): (string | undefined)[] {
  const headings = `The headings are: ${header.join(', ').slice(0, SHOWN)}`;
  const missing = named.find((name) => !header.some((heading) => isNamed(heading, [name])));
  if (missing !== undefined) {
    throw new UnreadableFile('wrong_file', `No column has the heading ${missing.slice(0, SHOWN)}. ${headings}`);
  }
  const meanings = header.map(meaningOf);
  if (!meanings.includes('key')) {
    throw new UnreadableFile('wrong_file', `No column has the license keys. ${headings}`);
  }
  return meanings;
}

function unreadable(error: unknown): unknown {
  if (!(error instanceof DomainError)) {
    return error;
  }
  return new UnreadableFile(error.rule === 'CSV_TOO_MANY_ROWS' ? 'too_many_rows' : 'file_corrupt', error.message);
}
