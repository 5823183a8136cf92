import type { ImportOptions } from '../import.entity';
import type { StagedRow } from '../staged';

/** Options of an import, and the time at which its file is read. */
export interface ReadOptions extends ImportOptions {
  readonly now: Date;
}

/** Options of an import that only some sources have, by their names in the API. */
export const SOURCE_OPTIONS = [
  'table_prefix',
  'charset',
  'product',
  'columns',
  'dates',
  'damaged',
  'header_line',
] as const;
export type SourceOption = (typeof SOURCE_OPTIONS)[number];

/** A license server whose data can be imported. */
export interface ImportSource {
  /** Permanent: imports name it. */
  readonly name: string;
  /** Proper name. */
  readonly title: string;
  /** Options that it reads; others are refused. */
  readonly takes?: readonly SourceOption[];
  /** The meaning of a column by its heading; only for spreadsheets whose columns can be given another one. */
  readonly columnOf?: (heading: string) => string | undefined;
  /**
   * Reads a file of it, in pages of any size, also empty ones. Memory does not depend on the size of the file.
   * @param file can be read again from its beginning
   * @throws UnreadableFile
   */
  read(file: AsyncIterable<Buffer>, options: ReadOptions): AsyncGenerator<readonly StagedRow[]>;
}
