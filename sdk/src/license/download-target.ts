import { hex } from '../signed';
import { moveOver } from './file-store';
import { nodeModule } from './node-module';

/** Where a download is kept until it is verified. */
export interface DownloadTarget<Result> {
  /** Number of bytes that it holds. */
  readonly size: number;
  append(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Drops all bytes. */
  restart(): Promise<void>;
  /** SHA-256 of all bytes, in lower-case hex. */
  sha256(): Promise<string>;
  /** Hands the verified file over. */
  finish(): Promise<Result>;
  /** Ends the work. Bytes that may be used later stay. */
  close(): Promise<void>;
}

export class BlobTarget implements DownloadTarget<Blob> {
  size = 0;
  #chunks: Uint8Array<ArrayBuffer>[] = [];

  append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#chunks.push(bytes);
    this.size += bytes.length;
    return Promise.resolve();
  }

  restart(): Promise<void> {
    this.#chunks = [];
    this.size = 0;
    return Promise.resolve();
  }

  async sha256(): Promise<string> {
    const bytes = await new Blob(this.#chunks).arrayBuffer();
    return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  }

  finish(): Promise<Blob> {
    return Promise.resolve(new Blob(this.#chunks));
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

interface OpenFile {
  stat(): Promise<{ readonly size: number }>;
  appendFile(bytes: Uint8Array): Promise<void>;
  read(buffer: Uint8Array, offset: number, length: number, position: number): Promise<{ readonly bytesRead: number }>;
  truncate(length: number): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

interface Files {
  open(path: string, flags: 'a+'): Promise<OpenFile>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { force: true }): Promise<void>;
  readdir(path: string): Promise<string[]>;
}

interface Paths {
  basename(path: string): string;
  dirname(path: string): string;
  join(...parts: string[]): string;
}

interface Hash {
  update(bytes: Uint8Array): void;
  digest(encoding: 'hex'): string;
}

/** End of the name of a part: the beginning of the file's SHA-256. */
const PART = /^[\da-f]{16}\.partial$/;
const READ_BYTES = 1_048_576;

/** Parts of other versions, of which nothing will be used. One that another process has open may stay. */
async function removeOlderParts(files: Files, path: string, partial: string): Promise<void> {
  const paths = await nodeModule<Paths>('node:path');
  const prefix = `${paths.basename(path)}.`;
  const names = await files.readdir(paths.dirname(path)).catch(() => []);
  const older = names.filter(
    (name) => name.startsWith(prefix) && PART.test(name.slice(prefix.length)) && name !== paths.basename(partial),
  );
  await Promise.allSettled(older.map((name) => files.rm(paths.join(paths.dirname(path), name), { force: true })));
}

/** A file that gets its name when it is verified. Until then it is kept beside it, also when the program ends. */
export class FileTarget implements DownloadTarget<string> {
  private constructor(
    private readonly files: Files,
    private readonly file: OpenFile,
    private readonly path: string,
    private readonly partial: string,
    public size: number,
  ) {}

  /** @param sha256 that of the whole file, so that a part of another version is not used */
  static async open(path: string, sha256: string): Promise<FileTarget> {
    const files = await nodeModule<Files>('node:fs/promises');
    const partial = `${path}.${sha256.slice(0, 16)}.partial`;
    const file = await files.open(partial, 'a+');
    await removeOlderParts(files, path, partial);
    return new FileTarget(files, file, path, partial, (await file.stat()).size);
  }

  async append(bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.file.appendFile(bytes);
    this.size += bytes.length;
  }

  async restart(): Promise<void> {
    await this.file.truncate(0);
    this.size = 0;
  }

  /** Of what stands on the disk, whoever has written it. */
  async sha256(): Promise<string> {
    const { createHash } = await nodeModule<{ readonly createHash: (name: string) => Hash }>('node:crypto');
    const [hash, buffer] = [createHash('sha256'), new Uint8Array(READ_BYTES)];
    for (let position = 0; ;) {
      const { bytesRead } = await this.file.read(buffer, 0, READ_BYTES, position);
      if (bytesRead === 0) {
        return hash.digest('hex');
      }
      hash.update(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
  }

  async finish(): Promise<string> {
    await this.file.sync();
    await this.file.close();
    await moveOver(this.files, this.partial, this.path);
    return this.path;
  }

  async close(): Promise<void> {
    await this.file.close();
    if (this.size === 0) {
      await this.files.rm(this.partial, { force: true });
    }
  }
}
