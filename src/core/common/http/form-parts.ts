import type { Multipart } from '@fastify/multipart';
import { HttpException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError, problem } from '../errors/domain-error';

export interface TextPart {
  readonly type: 'text';
  readonly name: string;
  readonly text: string;
}

export interface FilePart {
  readonly type: 'file';
  readonly name: string;
  /** Empty if omitted. */
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: AsyncGenerator<Buffer, void>;
}

/** Maximum size of a text field. Several fields may be buffered while a file is being stored. */
const MAX_TEXT_BYTES = 256 * 1024;
/** More than any supported form has, including lists. */
const MAX_PARTS = 1_000;

export const PART_LIMITS = {
  fieldSize: MAX_TEXT_BYTES,
  fields: MAX_PARTS,
  parts: MAX_PARTS,
  headerPairs: 100,
  fileSize: Infinity,
};

/** Streams the parts of a form. A file must be read completely before the next part is requested. */
export async function* partsOf(request: FastifyRequest): AsyncGenerator<TextPart | FilePart, void> {
  // A request that was aborted before it was read emits no end event.
  if (request.raw.destroyed) {
    throw problem('FORM_INCOMPLETE');
  }
  const parts = request.parts({ limits: PART_LIMITS });
  try {
    for await (const part of parts) {
      yield asPart(part);
    }
  } catch (error) {
    throw asBadUpload(error);
  }
}

function asPart(part: Multipart): TextPart | FilePart {
  // Contrary to the types, a part may lack these headers.
  const { fieldname: name } = part as { fieldname?: string };
  if (name === undefined) {
    throw problem('FORM_PART_NAMELESS');
  }
  if (part.type === 'file') {
    const { filename: fileName = '' } = part as { filename?: string };
    return { type: 'file', name, fileName, contentType: part.mimetype, bytes: orBroken(part.file) };
  }
  if (part.valueTruncated) {
    throw problem('FORM_FIELD_TOO_LARGE', { field: name, bytes: MAX_TEXT_BYTES });
  }
  if (typeof part.value !== 'string') {
    throw problem('FIELD_NOT_TEXT', { field: name });
  }
  return { type: 'text', name, text: part.value };
}

async function* orBroken(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  try {
    yield* source;
  } catch (error) {
    throw asBadUpload(error);
  }
}

function asBadUpload(error: unknown): Error {
  if (error instanceof DomainError || error instanceof HttpException) {
    return error;
  }
  const message = error instanceof Error ? error.message : String(error);
  const isLimit = error instanceof Error && 'statusCode' in error && error.statusCode === 413;
  return isLimit
    ? problem('FORM_HAS_TOO_MANY_PARTS', { parts: MAX_PARTS })
    : problem('FORM_UNREADABLE', { detail: message });
}
