import type { Download } from '../download';
import type { Attempt } from './attempt';
import { readChunks } from './read-chunks';

export class ResponseDownload implements Download {
  readonly status: number;
  readonly headers: Headers;
  readonly fileName: string | undefined;
  readonly contentType: string;
  readonly etag: string | undefined;
  readonly size: number | undefined;
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>;

  constructor(response: Response, attempt: Attempt) {
    const { headers } = response;
    this.status = response.status;
    this.headers = headers;
    this.fileName = fileNameIn(headers.get('content-disposition'));
    this.contentType = headers.get('content-type') ?? 'application/octet-stream';
    this.etag = headers.get('etag') ?? undefined;
    this.size = sizeIn(headers);
    this.body = readChunks(response, attempt);
  }

  async blob(): Promise<Blob> {
    const chunks: Uint8Array<ArrayBuffer>[] = [];
    for await (const chunk of this) {
      chunks.push(chunk);
    }
    const type = this.contentType;
    return this.fileName === undefined ? new Blob(chunks, { type }) : new File(chunks, this.fileName, { type });
  }

  async bytes(): Promise<Uint8Array> {
    const blob = await this.blob();
    return new Uint8Array(await blob.arrayBuffer());
  }

  async text(): Promise<string> {
    return (await this.blob()).text();
  }

  // Not all platforms can iterate over `body`.
  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array<ArrayBuffer>, void, undefined> {
    const reader = this.body.getReader();
    try {
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        yield read.value;
      }
    } finally {
      await reader.cancel();
    }
  }
}

function sizeIn(headers: Headers): number | undefined {
  const length = headers.get('content-length');
  // The length of a compressed response is not the file's.
  return length === null || headers.has('content-encoding') ? undefined : Number(length);
}

const ENCODED_NAME = /filename\*\s*=\s*utf-8'[^']*'([^;]+)/i;
const PLAIN_NAME = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i;

function fileNameIn(disposition: string | null): string | undefined {
  const [, encoded] = ENCODED_NAME.exec(disposition ?? '') ?? [];
  const [, quoted, bare] = PLAIN_NAME.exec(disposition ?? '') ?? [];
  const name = decoded(encoded?.trim()) ?? quoted?.replace(/\\(.)/g, '$1') ?? bare;
  return name?.split(/[/\\]/).pop() || undefined;
}

function decoded(name: string | undefined): string | undefined {
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}
