/**
 * A download in progress. Read it once: iterate over its pieces, read `body`, or call `blob`, `bytes` or `text`.
 * @example await writeFile('licenses.csv', await keyward.licenses.export());
 */
export interface Download extends AsyncIterable<Uint8Array> {
  readonly status: number;
  readonly headers: Headers;
  /** The file name sent by the server, without folders. */
  readonly fileName: string | undefined;
  readonly contentType: string;
  readonly etag: string | undefined;
  /** Size in bytes, if the server reports it. */
  readonly size: number | undefined;
  readonly body: ReadableStream<Uint8Array>;

  /** The whole file; a `File` if the server sends a name. */
  blob(): Promise<Blob>;

  bytes(): Promise<Uint8Array>;

  /** The whole file as UTF-8. */
  text(): Promise<string>;
}
