import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import { applyDecorators, UnsupportedMediaTypeException } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { DomainError } from '../errors/domain-error';
import type { ProblemKind } from '../errors/problem';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route reads forms with files, and reads them itself. */
    takesFile?: boolean;
  }
}

/** What was wrong with a form that should hold one file. */
export class BadUpload extends DomainError {
  constructor(
    readonly code: 'NO_FORM' | 'FILE_MISSING' | 'FILE_UNEXPECTED' | 'FILE_TOO_LARGE' | 'FORM_TOO_LARGE' | 'FORM_BROKEN',
    message: string,
    readonly kind: ProblemKind = 'invalid',
  ) {
    super(message);
  }
}

/** A file as it comes in. */
export interface Upload {
  /** Without folders. */
  readonly name: string;
  readonly contentType: string;
  /** To be read once, to the end: what is wrong with the rest of the form is known no sooner. */
  readonly bytes: AsyncIterable<Buffer>;
}

export interface UploadRules {
  /** Name of the form's field. */
  readonly field: string;
  readonly maxBytes: number;
}

/** So much more than its file a form may be for the rest of it to be read. */
const ROOM = 1024 * 1024;

/** Lets routes that say so read forms with files; for all others such a body stays one that nobody reads. */
export function useUploads(fastify: FastifyInstance): void {
  void fastify.register(multipart, { limits: { fields: 100, fieldSize: 64 * 1024, parts: 110, headerPairs: 100 } });
  fastify.addHook('preValidation', (request, _reply, done) => {
    const isUnread = request.isMultipart() && !request.routeOptions.config.takesFile;
    if (isUnread && request.headers['content-length'] === '0') {
      request.body = {};
      done();
      return;
    }
    done(isUnread ? new UnsupportedMediaTypeException('A form with files is not read here') : undefined);
  });
}

/** The route takes one file, in this field of a form. */
export function TakesFile(field: string, description: string): MethodDecorator {
  return applyDecorators(
    RouteConfig({ takesFile: true }),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: [field],
        properties: { [field]: { type: 'string', format: 'binary', description } },
      },
    }),
  );
}

/** Hands on the file of a form while it comes in. Text fields are ignored, other files refused. */
export async function receiveUpload<T>(
  request: FastifyRequest,
  rules: UploadRules,
  use: (upload: Upload) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) {
    throw new BadUpload('NO_FORM', 'The body must be a form (multipart/form-data) with a file');
  }
  refuseTooLarge(request, rules);
  try {
    return await use(await uploadIn(request, rules));
  } finally {
    // Where the form was not read to its end, the rest is thrown away, so that the sender comes to read the answer.
    request.raw.unpipe();
    request.raw.resume();
  }
}

/** A form that says at once that it is far too large is not read at all. */
function refuseTooLarge({ headers }: FastifyRequest, { maxBytes }: UploadRules): void {
  if (Number(headers['content-length'] ?? 0) > 2 * maxBytes + ROOM) {
    throw new BadUpload('FORM_TOO_LARGE', `The file may have at most ${maxBytes} bytes`, 'too-large');
  }
}

async function uploadIn(request: FastifyRequest, rules: UploadRules): Promise<Upload> {
  const parts = request.parts({ limits: { fileSize: Infinity } });
  const part = await nextFile(parts);
  if (part?.fieldname !== rules.field) {
    throw part ? unexpected(part, rules) : new BadUpload('FILE_MISSING', `The form has no file in "${rules.field}"`);
  }
  return { name: part.filename, contentType: part.mimetype, bytes: bytesOf(part, parts, rules) };
}

async function* bytesOf(
  part: MultipartFile,
  parts: AsyncIterator<Multipart, undefined>,
  rules: UploadRules,
): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const bytes of orBroken(part.file)) {
    size += bytes.length;
    if (size > rules.maxBytes) {
      throw new BadUpload('FILE_TOO_LARGE', `The file may have at most ${rules.maxBytes} bytes`);
    }
    yield bytes;
  }
  const another = await nextFile(parts);
  if (another) {
    throw unexpected(another, rules);
  }
}

async function nextFile(parts: AsyncIterator<Multipart, undefined>): Promise<MultipartFile | undefined> {
  for (;;) {
    const { done, value } = await parts.next().catch(asBroken);
    if (done) {
      return undefined;
    }
    if (value.type === 'file') {
      return value;
    }
  }
}

async function* orBroken(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* source;
  } catch (error) {
    asBroken(error);
  }
}

function unexpected({ fieldname }: MultipartFile, { field }: UploadRules): BadUpload {
  return new BadUpload(
    'FILE_UNEXPECTED',
    `The form may have one file, in "${field}", and has another in "${fieldname}"`,
  );
}

function asBroken(error: unknown): never {
  throw new BadUpload(
    'FORM_BROKEN',
    `The form cannot be read: ${error instanceof Error ? error.message : String(error)}`,
  );
}
