import { CsvError, type Options } from 'csv-parse';
import { problem } from '../errors/domain-error';

/** Name of the form field of an imported file. */
export const CSV_FIELD = 'file';
/** Characters of a header. */
export const MAX_HEADER = 1024 * 1024;

export const DELIMITERS = [',', ';', '\t'];
/** Excel's own first line, which names the delimiter and is none of the rows. */
export const SEPARATOR_LINE = /^\ufeff?"?sep=([^\r\n"])"?[^\S\r\n]*(?:\r\n?|\n)/i;
/** Lines in which a delimiter is looked for: others may be titles. */
export const TITLE_LINES = 10;
/** Text that an export has protected against being run as a formula. */
const PROTECTED = /^'(?=[=+\-@\t\r＝＋－＠])/u;

export function optionsFor(text: string): Options {
  const [, named] = SEPARATOR_LINE.exec(text) ?? [];
  const lines = text.slice(0, MAX_HEADER).split('\n', TITLE_LINES);
  const separated = lines.find((line) => DELIMITERS.some((delimiter) => line.includes(delimiter))) ?? '';
  return { delimiter: named ?? delimiterOf(separated), relax_column_count: true };
}

export function invalidCsv(error: unknown): unknown {
  return error instanceof CsvError ? problem('CSV_INVALID', { field: CSV_FIELD, detail: error.message }) : error;
}

function delimiterOf(line: string): string {
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Removes the apostrophe of an export. What it protects may begin with white space, so it is removed before trimming. */
export function unprotected(cell: string): string {
  return cell.trimStart().replace(PROTECTED, '').trim();
}

export function isBlank(cell: string): boolean {
  return cell.trim() === '';
}
