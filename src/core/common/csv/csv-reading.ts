import { problem } from '../errors/domain-error';
import type { DamagedValues } from './damaged-values';

/** Options for reading a CSV file, which does not say these itself. */
export interface CsvReading {
  /** Name of the character set; by default that of the mark at the beginning, else UTF-8. */
  readonly charset?: string;
  /** Without an answer, a changed value is a problem of its row. */
  readonly damaged?: DamagedValues;
  /** Line of the headings, from 1; by default the first one that is no title. */
  readonly headerLine?: number;
}

/** Lines above the headings. */
export const MAX_TITLES = 10;
/** Byte order marks of UTF-16 and their character sets. PowerShell writes what is redirected with `>` with the first. */
export const UTF_16_MARKS = [
  [Buffer.from([0xff, 0xfe]), 'utf-16le'],
  [Buffer.from([0xfe, 0xff]), 'utf-16be'],
] as const;

/** The character that a decoder writes for bytes that are not text: U+FFFD. */
export const REPLACEMENT = '\ufffd';

/** Whether Node.js can decode a character set with this name. */
export function isCharset(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== 'replacement';
  } catch {
    return false;
  }
}

/** Refuses the name of a character set that is unknown. */
export function requireCharset(name: string | undefined): void {
  if (name !== undefined && !isCharset(name)) {
    throw problem('CSV_CHARSET_UNKNOWN', { field: 'charset' });
  }
}

/** Reads a file by its first bytes. UTF-8 is checked, and what a named character set does not have is replaced. */
export function decoderOf(first: Buffer, charset: string | undefined): TextDecoder {
  return new TextDecoder(charset ?? charsetMarkedIn(first) ?? 'utf-8', { fatal: charset === undefined });
}

/** The bytes in UTF-8, unchecked if they are so already. Those that a named character set does not have are replaced. */
export function inUtf8(bytes: Buffer, charset: string | undefined): Buffer {
  requireCharset(charset);
  const name = charset ?? charsetMarkedIn(bytes);
  return name === undefined ? bytes : Buffer.from(new TextDecoder(name).decode(bytes));
}

/** Undefined without a mark of UTF-16. */
function charsetMarkedIn(bytes: Buffer): string | undefined {
  return UTF_16_MARKS.find(([mark]) => bytes.subarray(0, mark.length).equals(mark))?.[1];
}

/** Place of the headings: the first row with several cells or with a known heading; rows above are titles. */
export function headingsAt(
  records: readonly (readonly string[])[],
  isHeading: (cell: string) => boolean,
  line: number | undefined,
): number {
  if (line !== undefined) {
    return line - 1;
  }
  const found = records.slice(0, MAX_TITLES + 1).findIndex((cells) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    return filled.length > 1 || filled.some(isHeading);
  });
  // A file of one column has no titles.
  return Math.max(found, 0);
}
