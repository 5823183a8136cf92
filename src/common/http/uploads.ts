import multipart from '@fastify/multipart';
import { applyDecorators, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadUpload, PART_LIMITS, partsOf } from './form-parts';
import type { FormValues } from './form-fields';
import { type FileKeeper, type FileRules, IncomingForm } from './incoming-form';
import { routeFlags } from './route-config';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes the fields of a form, of either kind, for those of a JSON body. */
    takesForms?: boolean;
    /** The route reads forms with files, and reads them itself. */
    takesFile?: boolean;
  }
}

/** A form that was right to its last byte. */
export interface ReceivedForm<F extends string, T> {
  readonly fields: FormValues;
  /** What was stored, by field. Whoever asked for it has it now, and discards it where it is not wanted after all. */
  readonly files: ReadonlyMap<F, T>;
}

/** So much more than its files a form may be for the rest of it to be read. */
const ROOM = 1024 * 1024;
/** So much of what is too large is read nevertheless, because most senders look at the answer only after they have sent all. */
const PATIENCE = 16 * 1024 * 1024;

/** Multipart forms: read for the routes that take them, left alone for those that do it themselves, and 415 at all others. */
export function useUploads(fastify: FastifyInstance): void {
  void fastify.register(multipart, { limits: PART_LIMITS });
  fastify.addHook('preValidation', async (request) => {
    if (request.isMultipart() && !request.routeOptions.config.takesFile) {
      request.body = request.routeOptions.config.takesForms ? await formFields(request) : await nothingIn(request);
    }
  });
}

/** The route, or every route of the controller, reads a plain form as it reads JSON: old clients send either. */
export function TakesForms(): ClassDecorator & MethodDecorator {
  return routeFlags({ takesForms: true });
}

/** The route takes files in a form, and reads it by `receiveForm`. Whatever else it may be sent, it reads as others do. */
export function TakesFiles(): ClassDecorator & MethodDecorator {
  return routeFlags({ takesFile: true });
}

/** The route takes one file, in this field of a form, and nothing else. */
export function TakesFile(field: string, description: string): MethodDecorator {
  return applyDecorators(
    TakesFiles(),
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

/** Whether a route that takes files was sent a form. What it was sent else is in its body. */
export function isForm(request: FastifyRequest): boolean {
  return request.isMultipart();
}

/**
 * Reads a form of texts and files in any order, for as long as it takes to come in, each file into the hands of its keeper.
 * Where anything about the form is wrong, its first byte or its last, all that was kept is discarded again.
 */
export async function receiveForm<F extends string, T>(
  request: FastifyRequest,
  files: readonly FileRules<F>[],
  keeper: FileKeeper<F, T>,
): Promise<ReceivedForm<F, T>> {
  request.receiving?.extendDeadline();
  try {
    return await received(request, new IncomingForm(files, keeper, request.routeOptions.bodyLimit), files);
  } finally {
    request.receiving?.restoreDeadline();
  }
}

/** The same for a form with one small file, of whose texts nobody takes notice. */
export async function receiveFile<T>(
  request: FastifyRequest,
  file: FileRules<string>,
  keeper: FileKeeper<string, T>,
): Promise<T> {
  const { files } = await received(
    request,
    new IncomingForm([file], keeper, request.routeOptions.bodyLimit, { ignoresTexts: true }),
    [file],
  );
  for (const stored of files.values()) {
    return stored;
  }
  throw new BadUpload('FILE_MISSING', `The form has no file in "${file.field}"`, file.field);
}

async function received<F extends string, T>(
  request: FastifyRequest,
  form: IncomingForm<F, T>,
  files: readonly FileRules<F>[],
): Promise<ReceivedForm<F, T>> {
  if (!request.isMultipart()) {
    throw new BadUpload('NO_FORM', 'The body must be a form (multipart/form-data)');
  }
  refuseTooLarge(request, files);
  try {
    for await (const part of partsOf(request)) {
      await form.take(part);
    }
    return { fields: form.fields(), files: form.files };
  } catch (error) {
    await form.discard();
    throw error;
  } finally {
    // Where the form was not read to its end, the rest is thrown away, so that the sender comes to read the answer.
    request.raw.unpipe();
    request.raw.resume();
  }
}

/** A form that says at once that it is far too large is not read at all. */
function refuseTooLarge({ headers }: FastifyRequest, files: readonly FileRules<string>[]): void {
  const most = files.reduce((sum, { maxBytes }) => sum + maxBytes, 0);
  if (Number(headers['content-length'] ?? 0) > most + Math.min(most, PATIENCE) + ROOM) {
    throw new BadUpload('FORM_TOO_LARGE', `A form may have at most ${most + ROOM} bytes here`, undefined, 'too-large');
  }
}

const NO_FILES: FileKeeper<never, never> = {
  store: () => Promise.reject(new Error('No file is taken here')),
  discard: () => Promise.resolve(),
};

async function formFields(request: FastifyRequest): Promise<FormValues> {
  const { fields } = await received(request, new IncomingForm([], NO_FILES, request.routeOptions.bodyLimit), []);
  return fields;
}

async function nothingIn({ raw }: FastifyRequest): Promise<object> {
  for await (const bytes of raw.iterator({ destroyOnReturn: false })) {
    if (Buffer.isBuffer(bytes) && bytes.length > 0) {
      raw.resume();
      throw new UnsupportedMediaTypeException('A multipart form is not read here');
    }
  }
  return {};
}
