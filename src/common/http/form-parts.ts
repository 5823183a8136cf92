import type { Multipart } from '@fastify/multipart';
import { HttpException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { DomainError, InvalidInput } from '../errors/domain-error';
import type { FieldProblem, ProblemKind } from '../errors/problem';

type BadUploadCode =
  | 'NO_FORM'
  | 'FILE_MISSING'
  | 'FILE_UNEXPECTED'
  | 'FILE_NAME_INVALID'
  | 'FILE_TOO_LARGE'
  | 'FORM_TOO_LARGE'
  | 'FORM_BROKEN';

/** An invalid form or file. */
export class BadUpload extends DomainError {
  override readonly fields?: readonly FieldProblem[];

  /** @param field the invalid field, if known */
  constructor(
    readonly code: BadUploadCode,
    message: string,
    field?: string,
    readonly kind: ProblemKind = 'invalid',
  ) {
    super(message);
    if (field !== undefined) {
      this.fields = [{ field, reason: code.toLowerCase(), message }];
    }
  }
}

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
    throw new BadUpload('FORM_BROKEN', 'The form cannot be read: the connection was closed');
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
    throw new BadUpload('FORM_BROKEN', 'The form cannot be read: a part of it has no name');
  }
  if (part.type === 'file') {
    const { filename: fileName = '' } = part as { filename?: string };
    return { type: 'file', name, fileName, contentType: part.mimetype, bytes: orBroken(part.file) };
  }
  if (part.valueTruncated) {
    throw new BadUpload('FORM_TOO_LARGE', `${name} may have at most ${MAX_TEXT_BYTES} bytes`, name, 'too-large');
  }
  if (typeof part.value !== 'string') {
    throw new InvalidInput(name, `${name} must be a text`);
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
    ? new BadUpload('FORM_TOO_LARGE', `A form may have at most ${MAX_PARTS} parts`, undefined, 'too-large')
    : new BadUpload('FORM_BROKEN', `The form cannot be read: ${message}`);
}
