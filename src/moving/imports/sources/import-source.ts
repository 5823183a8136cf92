import type { ImportOptions } from '../import.entity';
import type { StagedRow } from '../staged';

/** A license server whose data can be imported. */
export interface ImportSource {
  /** Permanent: imports name it. */
  readonly name: string;
  /** Proper name. */
  readonly title: string;
  /**
   * Reads a file of it, in pages of any size. Memory does not depend on the size of the file.
   * @throws UnreadableFile
   */
  read(file: AsyncIterable<Buffer>, options: ImportOptions): AsyncGenerator<readonly StagedRow[]>;
}
