import type { ImportOptions } from '../import.entity';
import type { StagedRow } from '../staged';

/** Options of an import, and the time at which its file is read. */
export interface ReadOptions extends ImportOptions {
  readonly now: Date;
}

/** A license server whose data can be imported. */
export interface ImportSource {
  /** Permanent: imports name it. */
  readonly name: string;
  /** Proper name. */
  readonly title: string;
  /** The meaning of a column by its heading; only for spreadsheets whose columns can be given another one. */
  readonly columnOf?: (heading: string) => string | undefined;
  /**
   * Reads a file of it, in pages of any size, also empty ones. Memory does not depend on the size of the file.
   * @param file can be read again from its beginning
   * @throws UnreadableFile
   */
  read(file: AsyncIterable<Buffer>, options: ReadOptions): AsyncGenerator<readonly StagedRow[]>;
}
