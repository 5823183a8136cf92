import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createGunzip } from 'node:zlib';
import {
  BackupError,
  type BackupHeader,
  type BackupSource,
  type BackupTotals,
  type Sequences,
  type TableRows,
} from './backup-source';
import { RowDigest } from './row-digest';
import { END_OF_ROWS } from './write-backup';

const NEWLINE = 0x0a;
const READ_BYTES = 256 * 1024;
/** A longer line is no line of a backup: only rows are longer, and they are not read as lines. */
const MAX_LINE = 16 * 1024 * 1024;
const END = Buffer.from(`\n${END_OF_ROWS}`);
const FORMAT_VERSION = 1;

/** A backup file, read from its beginning to its end. All counts and digests are compared on the way. */
export class BackupFile implements BackupSource {
  private readonly lines = createHash('sha256');
  private readonly chunks: AsyncGenerator<Buffer, undefined>;
  /** Bytes that are read but not used yet. */
  private rest: Buffer = Buffer.alloc(0);
  private read = { tables: 0, rows: 0 };
  private known: BackupHeader | undefined;
  private last: { sequences: Sequences } | undefined;
  /** Position of the reader, for errors. */
  private place = 'its header';

  private constructor(private readonly path: string) {
    this.chunks = unzipped(path);
  }

  get header(): BackupHeader {
    if (this.known === undefined) {
      throw new Error('The header is not read yet');
    }
    return this.known;
  }

  /** Throws BackupError if it is no backup, or a damaged one. */
  static async open<T>(path: string, work: (file: BackupFile) => Promise<T>): Promise<T> {
    const file = new BackupFile(path);
    try {
      await file.readHeader();
      return await work(file);
    } finally {
      await file.chunks.return(undefined);
    }
  }

  async *tables(): AsyncGenerator<TableRows> {
    for (;;) {
      const line = await this.line();
      if ('sequences' in line) {
        this.last = line as { sequences: Sequences };
        return;
      }
      const { table, columns } = line as Partial<TableRows>;
      if (typeof table !== 'string' || !Array.isArray(columns)) {
        throw this.damaged('a line is missing');
      }
      this.place = `the table ${table}`;
      const digest = new RowDigest();
      yield { table, columns, rows: this.rows(digest) };
      this.compare(digest, await this.line());
      this.read.tables += 1;
      this.read.rows += digest.rows;
    }
  }

  sequences(): Promise<Sequences> {
    return Promise.resolve(this.last?.sequences ?? {});
  }

  async confirm(): Promise<void> {
    this.place = 'its end';
    const expected = this.lines.copy().digest('hex');
    const { tables, rows, sha256 } = (await this.line()) as Partial<BackupTotals & { sha256: string }>;
    if (tables !== this.read.tables || rows !== this.read.rows || sha256 !== expected) {
      throw this.damaged('it differs from what was written');
    }
    if (this.rest.length > 0 || !(await this.next()).done) {
      throw this.damaged('something follows it');
    }
  }

  /** Reads all of it, and compares all counts and digests. */
  async verify(): Promise<BackupTotals> {
    for await (const { rows } of this.tables()) {
      const reader = rows[Symbol.asyncIterator]();
      while (!(await reader.next()).done);
    }
    await this.confirm();
    return this.read;
  }

  private async readHeader(): Promise<void> {
    const header = (await this.line()) as Partial<BackupHeader>;
    if (header.format !== 'keyward-backup') {
      throw new BackupError(`${this.path} is not a backup of Keyward`);
    }
    if (header.format_version !== FORMAT_VERSION) {
      throw new BackupError(`${this.path} was made by Keyward ${header.release}: use that release or a later one`);
    }
    this.known = header as BackupHeader;
  }

  /** The rows up to the line that ends them. */
  private async *rows(digest: RowDigest): AsyncGenerator<Buffer> {
    // Begins with a byte that is used already, by which the end of an empty table is found, too.
    let bytes = Buffer.concat([END.subarray(0, 1), this.rest]);
    for (;;) {
      const end = bytes.indexOf(END);
      const until = end < 0 ? bytes.length - (END.length - 1) : end + 1;
      if (until > 1) {
        const rows = bytes.subarray(1, until);
        digest.update(rows);
        yield rows;
      }
      if (end >= 0) {
        this.rest = bytes.subarray(end + END.length);
        return;
      }
      const { value } = await this.next();
      if (value === undefined) {
        throw this.truncated();
      }
      bytes = Buffer.concat([bytes.subarray(Math.max(until - 1, 0)), value]);
    }
  }

  private async line(): Promise<object> {
    let end = this.rest.indexOf(NEWLINE);
    while (end < 0) {
      const { value } = await this.next();
      if (value === undefined) {
        throw this.truncated();
      }
      end = value.indexOf(NEWLINE);
      end = end < 0 ? end : end + this.rest.length;
      this.rest = Buffer.concat([this.rest, value]);
      if (end < 0 && this.rest.length > MAX_LINE) {
        throw this.damaged('a line is too long');
      }
    }
    const bytes = this.rest.subarray(0, end + 1);
    this.rest = this.rest.subarray(end + 1);
    this.lines.update(bytes);
    return this.parse(bytes);
  }

  private parse(line: Buffer): object {
    try {
      const value: unknown = JSON.parse(line.toString('utf8'));
      if (typeof value === 'object' && value !== null) {
        return value;
      }
    } catch {
      // Not JSON.
    }
    throw this.known === undefined
      ? new BackupError(`${this.path} is not a backup of Keyward`)
      : this.damaged('a line cannot be read');
  }

  private compare(digest: RowDigest, written: object): void {
    const { rows, sha256 } = written as { rows?: unknown; sha256?: unknown };
    if (rows !== digest.rows || sha256 !== digest.digest()) {
      throw this.damaged(`its ${digest.rows} rows differ from the ${String(rows)} that were written`);
    }
  }

  private async next(): Promise<IteratorResult<Buffer, undefined>> {
    try {
      return await this.chunks.next();
    } catch (error) {
      if (isCode(error, 'ENOENT', 'EACCES', 'EISDIR', 'EIO')) {
        throw new BackupError(`${this.path} cannot be read: ${(error as Error).message}`, { cause: error });
      }
      if (this.known === undefined) {
        throw new BackupError(`${this.path} is not a backup of Keyward`, { cause: error });
      }
      throw isCode(error, 'Z_BUF_ERROR') ? this.truncated() : this.damaged((error as Error).message);
    }
  }

  private truncated(): BackupError {
    return new BackupError(`${this.path} is not complete: it ends in ${this.place}. Use another backup`);
  }

  private damaged(reason: string): BackupError {
    return new BackupError(`${this.path} is damaged in ${this.place}: ${reason}. Use another backup`);
  }
}

/** Bytes that follow the compressed part are an error. */
async function* unzipped(path: string): AsyncGenerator<Buffer, undefined> {
  const compressed = createReadStream(path, { highWaterMark: READ_BYTES });
  const gunzip = createGunzip({ chunkSize: READ_BYTES });
  compressed.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const chunk of compressed.pipe(gunzip)) {
      yield chunk as Buffer;
    }
    const { size } = await stat(path);
    if (gunzip.bytesWritten !== size) {
      throw new Error(`${size - gunzip.bytesWritten} bytes follow its end`);
    }
    return undefined;
  } finally {
    compressed.destroy();
  }
}

function isCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
