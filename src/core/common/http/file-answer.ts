import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { problem } from '../errors/domain-error';
import { type ByteRange, rangeIn } from './byte-range';

const UNKNOWN_TYPE = 'application/octet-stream';
/** Content types by extension, for files that were uploaded without a type. */
const TYPES: Readonly<Record<string, string>> = {
  '.gz': 'application/gzip',
  '.sql': 'application/sql',
  '.zip': 'application/zip',
};

/** Metadata of a file download. */
export interface FileToSend {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  /** In lower-case hex. */
  readonly sha256: string;
}

/** Reads a part of a file, with backpressure. */
export type ReadRange = (range: ByteRange) => AsyncIterable<Buffer>;

/** A file download of known size. Its bytes are read only as fast as the client receives them, and not for HEAD. */
export function fileAnswer(name: string, size: number, bytes: AsyncIterable<Buffer>): StreamableFile {
  return new StreamableFile(Readable.from(bytes, { objectMode: false }), {
    type: UNKNOWN_TYPE,
    length: size,
    disposition: attachment(name),
  });
}

/**
 * Sends a file, the requested range of it, or 304 if the client has it. The route must use `@Res()` and return nothing.
 * @param onSent called when the last byte of the file has been sent
 */
export function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: FileToSend,
  read: ReadRange,
  onSent?: () => void,
): void {
  // Clients may cache the file but must revalidate it.
  void reply.header('cache-control', 'private, no-cache');
  if (isKnown(request, file)) {
    void reply.status(304).header('etag', etagOf(file)).send();
    return;
  }
  const part = partOf(request, file);
  if (part === null) {
    void reply.header('content-range', `bytes */${file.size}`);
    throw problem('RANGE_OUTSIDE_FILE', { bytes: file.size });
  }
  const { from, to } = part ?? { from: 0, to: file.size };
  if (part) {
    void reply.status(206).header('content-range', `bytes ${from}-${to - 1}/${file.size}`);
  }
  const bytes = request.method === 'HEAD' ? [] : read({ from, to });
  if (onSent && request.method !== 'HEAD' && to === file.size) {
    reply.raw.once('finish', onSent);
  }
  void reply
    .headers({ ...headersOf(file), 'content-length': to - from })
    .send(Readable.from(bytes, { objectMode: false }));
}

/** Sends the headers of a file without the file. Its length is in the answer to a HEAD only: a GET has an empty body. */
export function sendSize(request: FastifyRequest, reply: FastifyReply, file: FileToSend): void {
  const size = request.method === 'HEAD' ? file.size : 0;
  void reply.headers({ ...headersOf(file), 'content-length': size }).send(Readable.from([]));
}

function headersOf(file: FileToSend): Record<string, string> {
  return {
    'content-type': typeOf(file),
    'content-disposition': attachment(file.name),
    etag: etagOf(file),
    'accept-ranges': 'bytes',
  };
}

function typeOf({ name, contentType }: FileToSend): string {
  // Some clients treat every JSON response as an error.
  const known = contentType === '' || /json/i.test(contentType) ? UNKNOWN_TYPE : contentType;
  return known === UNKNOWN_TYPE ? (TYPES[/\.\w+$/.exec(name)?.[0].toLowerCase() ?? ''] ?? UNKNOWN_TYPE) : known;
}

function etagOf({ sha256 }: FileToSend): string {
  return `"${sha256}"`;
}

function isKnown({ method, headers }: FastifyRequest, file: FileToSend): boolean {
  const known = headers['if-none-match'];
  if (known === undefined || (method !== 'GET' && method !== 'HEAD')) {
    return false;
  }
  const tags = known.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes('*') || tags.includes(etagOf(file));
}

function partOf({ method, headers }: FastifyRequest, file: FileToSend): ByteRange | null | undefined {
  const condition = headers['if-range'];
  // A date is not compared: sending the whole file is always correct.
  const isStale = condition !== undefined && condition !== etagOf(file);
  return headers.range === undefined || isStale || method === 'HEAD' ? undefined : rangeIn(headers.range, file.size);
}

/** `Content-Disposition` by RFC 6266, with an ASCII fallback name. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const real = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${real}`}`;
}
