import { Readable } from 'node:stream';
import { StreamableFile } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error';
import { type ByteRange, rangeIn } from './byte-range';

const UNKNOWN_TYPE = 'application/octet-stream';

/** A file as those see it who may have it. */
export interface FileToSend {
  readonly name: string;
  readonly contentType: string;
  readonly size: number;
  /** In lower-case hex. */
  readonly sha256: string;
}

/** Gives a part of a file, no faster than it is taken. */
export type ReadRange = (range: ByteRange) => AsyncIterable<Buffer>;

/** Which part there is, stands in `Content-Range`. */
export class RangeUnsatisfiable extends DomainError {
  readonly code = 'RANGE_UNSATISFIABLE';
  readonly kind = 'invalid';

  constructor(size: number) {
    super(`The file has no such part: it has ${size} bytes`);
  }
}

/** An answer that is a file to keep, of a known size. Its bytes are taken only as fast as the caller reads, and not at all for a HEAD. */
export function fileAnswer(name: string, size: number, bytes: AsyncIterable<Buffer>): StreamableFile {
  return new StreamableFile(Readable.from(bytes, { objectMode: false }), {
    type: UNKNOWN_TYPE,
    length: size,
    disposition: attachment(name),
  });
}

/**
 * Answers with a file: as a whole, in the part that `Range` asks for, or with 304 where the caller has it already. A
 * route that does so takes `@Res()` and answers nothing itself.
 */
export function sendFile(request: FastifyRequest, reply: FastifyReply, file: FileToSend, read: ReadRange): void {
  // For whoever has it already and asks whether it is still the same.
  void reply.header('cache-control', 'private, no-cache');
  if (isKnown(request, file)) {
    void reply.status(304).header('etag', etagOf(file)).send();
    return;
  }
  const part = partOf(request, file);
  if (part === null) {
    void reply.header('content-range', `bytes */${file.size}`);
    throw new RangeUnsatisfiable(file.size);
  }
  const { from, to } = part ?? { from: 0, to: file.size };
  if (part) {
    void reply.status(206).header('content-range', `bytes ${from}-${to - 1}/${file.size}`);
  }
  const bytes = request.method === 'HEAD' ? [] : read({ from, to });
  void reply
    .headers({ ...headersOf(file), 'content-length': to - from })
    .send(Readable.from(bytes, { objectMode: false }));
}

/**
 * Answers with the headers that the file would have, and without the file. Of a GET, a body of that length is due: the
 * connection ends where it would begin.
 */
export function sendSize(request: FastifyRequest, reply: FastifyReply, file: FileToSend): void {
  if (request.method !== 'HEAD') {
    void reply.header('connection', 'close');
  }
  void reply.headers({ ...headersOf(file), 'content-length': file.size }).send(Readable.from([]));
}

function headersOf(file: FileToSend): Record<string, string> {
  const { name, contentType } = file;
  return {
    // To some programs, whatever is JSON is an error.
    'content-type': contentType === '' || /json/i.test(contentType) ? UNKNOWN_TYPE : contentType,
    'content-disposition': attachment(name),
    etag: etagOf(file),
    'accept-ranges': 'bytes',
  };
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
  // A date says less than the checksum does: the whole file is never wrong.
  const isStale = condition !== undefined && condition !== etagOf(file);
  return headers.range === undefined || isStale || method === 'HEAD' ? undefined : rangeIn(headers.range, file.size);
}

/** As RFC 6266 writes it, with a plain name for those who cannot read the real one. */
function attachment(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const real = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"${plain === name ? '' : `; filename*=UTF-8''${real}`}`;
}
