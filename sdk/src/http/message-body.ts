import { asText } from './address';
import type { ApiRequestOptions } from './generated-core';

const URL_ENCODED = 'application/x-www-form-urlencoded';

export interface MessageBody {
  /** Undefined if the platform sets it: the boundary of a form, the type of a Blob. */
  readonly contentType?: string | undefined;
  readonly content?: string | FormData | URLSearchParams | Blob;
}

/** A body that can be sent more than once. */
export async function messageBodyOf({ body, formData, mediaType }: ApiRequestOptions): Promise<MessageBody> {
  if (formData) {
    return { content: mediaType === URL_ENCODED ? encodedForm(formData) : await multipartForm(formData) };
  }
  if (body === undefined) {
    return {};
  }
  if (isBinary(body)) {
    return { content: await blobOf(body), contentType: mediaType };
  }
  if (typeof body === 'string' && mediaType !== undefined && !/json/i.test(mediaType)) {
    return { content: body, contentType: mediaType };
  }
  return { content: JSON.stringify(body), contentType: mediaType ?? 'application/json' };
}

function encodedForm(fields: Record<string, unknown>): URLSearchParams {
  return new URLSearchParams(entriesOf(fields).map(([name, value]): [string, string] => [name, asText(value)]));
}

async function multipartForm(fields: Record<string, unknown>): Promise<FormData> {
  const form = new FormData();
  for (const [name, value] of entriesOf(fields)) {
    // A File keeps its name.
    form.append(name, isBinary(value) ? await blobOf(value) : asText(value));
  }
  return form;
}

/** Lists repeat their name; undefined and null are omitted. */
function entriesOf(fields: Record<string, unknown>): [string, unknown][] {
  return Object.entries(fields)
    .flatMap(([name, value]) => listOf(value).map((item): [string, unknown] => [name, item]))
    .filter(([, value]) => value !== undefined && value !== null);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [value];
}

type Binary = Blob | ReadableStream | ArrayBuffer | Uint8Array<ArrayBuffer>;

function isBinary(value: unknown): value is Binary {
  return (
    value instanceof Blob ||
    value instanceof ReadableStream ||
    value instanceof ArrayBuffer ||
    value instanceof Uint8Array
  );
}

async function blobOf(value: Binary): Promise<Blob> {
  if (value instanceof Blob) {
    return value;
  }
  return value instanceof ReadableStream ? new Response(value).blob() : new Blob([value]);
}
