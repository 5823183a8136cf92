/** A file on its way. Read `body`, or call one of the others, once. */
export interface Download {
  readonly status: number;
  readonly headers: Headers;
  /** The last part of the name that the server gives, so that it cannot lead out of a folder. */
  readonly fileName: string | undefined;
  readonly contentType: string;
  readonly etag: string | undefined;
  /** Bytes to come, where the server says. */
  readonly size: number | undefined;
  readonly body: ReadableStream<Uint8Array>;

  /** The whole file; a `File` with its name where the server gives one. */
  blob(): Promise<Blob>;

  bytes(): Promise<Uint8Array>;
}
