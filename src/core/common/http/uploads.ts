import multipart from '@fastify/multipart';
import { applyDecorators, UnsupportedMediaTypeException } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { PART_LIMITS, partsOf } from './form-parts';
import type { FormValues } from './form-fields';
import { type FileKeeper, type FileRules, IncomingForm } from './incoming-form';
import { routeFlags } from './route-config';
import { problem } from '../errors/domain-error';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route accepts form fields, urlencoded or multipart, instead of a JSON body. */
    takesForms?: boolean;
    /** The route reads multipart forms with files itself. */
    takesFile?: boolean;
  }
  interface FastifyRequest {
    /** Gets the fields of a form and a digest of each of its files before they are used, and returns the fields to use. */
    formReceived?: (fields: FormValues, digests: FormValues) => Promise<FormValues>;
  }
}

/** A completely received, valid form. */
export interface ReceivedForm<F extends string, T> {
  readonly fields: FormValues;
  /** Stored files by field. The caller owns them and must discard those it does not use. */
  readonly files: ReadonlyMap<F, T>;
}

/** Bytes of a form besides its files. */
const FORM_OVERHEAD_BYTES = 1024 * 1024;
/** Excess bytes that are still read, because most clients read the response only after they have sent the whole body. */
const MAX_EXCESS_BYTES = 16 * 1024 * 1024;

/** Parses multipart forms for the routes that accept them, unless a route reads them itself. Other routes answer 415. */
export function useUploads(fastify: FastifyInstance): void {
  void fastify.register(multipart, { limits: PART_LIMITS });
  // Not an async function: few requests have a form, and every promise takes its time.
  fastify.addHook('preValidation', (request, _reply, done) => {
    if (request.isMultipart() && !request.routeOptions.config.takesFile) {
      readForm(request).then(() => done(), done);
    } else {
      done();
    }
  });
}

async function readForm(request: FastifyRequest): Promise<void> {
  request.body = request.routeOptions.config.takesForms ? await formFields(request) : await expectEmpty(request);
}

/** Accepts forms as well as JSON on a route or a controller, for old clients. */
export function TakesForms(): ClassDecorator & MethodDecorator {
  return applyDecorators(
    routeFlags({ takesForms: true }),
    ApiConsumes('application/json', 'application/x-www-form-urlencoded', 'multipart/form-data'),
  );
}

/** The route reads multipart forms with `receiveForm`. Other bodies are parsed as usual. */
export function TakesFiles(): ClassDecorator & MethodDecorator {
  return routeFlags({ takesFile: true });
}

/**
 * The route accepts one file in this form field.
 * @param texts schemas of other fields
 * @param required which of them must be sent
 */
export function TakesFile(
  field: string,
  description: string,
  texts: Record<string, object> = {},
  required: readonly string[] = [],
): MethodDecorator {
  return applyDecorators(
    TakesFiles(),
    ApiConsumes('multipart/form-data'),
    ApiBody({
      schema: {
        type: 'object',
        required: [...required, field],
        properties: { [field]: { type: 'string', format: 'binary', description }, ...texts },
      },
    }),
  );
}

/** Whether the request has a multipart form. Otherwise, its parsed body is available as usual. */
export function isForm(request: FastifyRequest): boolean {
  return request.isMultipart();
}

/** Reads a form with texts and files in any order and stores the files. If the form is invalid, all stored files are discarded. */
export async function receiveForm<F extends string, T>(
  request: FastifyRequest,
  files: readonly FileRules<F>[],
  keeper: FileKeeper<F, T>,
): Promise<ReceivedForm<F, T>> {
  request.receiving?.extendDeadline();
  const hasDigests = request.formReceived !== undefined;
  try {
    return await receive(
      request,
      new IncomingForm(files, keeper, request.routeOptions.bodyLimit, { hasDigests }),
      files,
    );
  } finally {
    request.receiving?.restoreDeadline();
  }
}

/** Like `receiveForm`, for a form with one small file; texts are ignored. */
export async function receiveFile<T>(
  request: FastifyRequest,
  file: FileRules<string>,
  keeper: FileKeeper<string, T>,
): Promise<T> {
  const { files } = await receive(
    request,
    new IncomingForm([file], keeper, request.routeOptions.bodyLimit, { ignoresTexts: true }),
    [file],
  );
  for (const stored of files.values()) {
    return stored;
  }
  throw problem('FILE_MISSING_IN_FORM', { field: file.field });
}

async function receive<F extends string, T>(
  request: FastifyRequest,
  form: IncomingForm<F, T>,
  files: readonly FileRules<F>[],
): Promise<ReceivedForm<F, T>> {
  if (!request.isMultipart()) {
    throw problem('NOT_A_FORM');
  }
  refuseTooLarge(request, files);
  try {
    for await (const part of partsOf(request)) {
      await form.take(part);
    }
    const fields = form.fields();
    return { fields: (await request.formReceived?.(fields, form.digests())) ?? fields, files: form.files };
  } catch (error) {
    await form.discard();
    throw error;
  } finally {
    // Discard the rest of the form, so that the client reads the response.
    request.raw.unpipe();
    request.raw.resume();
  }
}

/** Rejects a form by its Content-Length before reading it. */
function refuseTooLarge({ headers }: FastifyRequest, files: readonly FileRules<string>[]): void {
  const most = files.reduce((sum, { maxBytes }) => sum + maxBytes, 0);
  if (Number(headers['content-length'] ?? 0) > most + Math.min(most, MAX_EXCESS_BYTES) + FORM_OVERHEAD_BYTES) {
    throw problem('FORM_LARGER_THAN', { bytes: most + FORM_OVERHEAD_BYTES });
  }
}

const NO_FILES: FileKeeper<never, never> = {
  store: () => Promise.reject(new Error('This route accepts no files')),
  discard: () => Promise.resolve(),
};

async function formFields(request: FastifyRequest): Promise<FormValues> {
  const { fields } = await receive(request, new IncomingForm([], NO_FILES, request.routeOptions.bodyLimit), []);
  return fields;
}

async function expectEmpty({ raw }: FastifyRequest): Promise<object> {
  for await (const bytes of raw.iterator({ destroyOnReturn: false })) {
    if (Buffer.isBuffer(bytes) && bytes.length > 0) {
      raw.resume();
      throw new UnsupportedMediaTypeException('Unsupported content type: multipart/form-data');
    }
  }
  return {};
}
