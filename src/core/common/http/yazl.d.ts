/** The part of yazl that is used: its published types would be one package more for everybody who installs a checkout. */
declare module 'yazl' {
  import type { EventEmitter } from 'node:events';

  interface EntryOptions {
    readonly mtime: Date;
    /** Writes no time zone, so that the archive is the same wherever it is made. */
    readonly forceDosTimestamp: boolean;
  }

  /** Emits `error`. */
  export class ZipFile extends EventEmitter {
    readonly outputStream: NodeJS.ReadableStream;
    addReadStream(input: NodeJS.ReadableStream, name: string, options: EntryOptions): void;
    end(): void;
  }
}
