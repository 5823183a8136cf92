import type { WebhookCode } from './error-code';
import { WebhookError } from './errors';
import type { Event as NativeEvent } from './generated/native';
import { WebhooksApi } from './generated/native/resources/webhooks';
import { fieldsOf } from './http/unknown';
import { invalidOption } from './usage-error';

/** An event as webhooks and the feed show it: its `type` says which `data` it has. */
export type KeywardEvent = NativeEvent;

/** Headers of a request: those of `fetch`, of Node, or any object of names and values. */
export type WebhookHeaders = Pick<Headers, 'get'> | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface VerifyOptions {
  /** Maximum difference of the clocks and duration of the way in seconds; 300 by default. */
  toleranceSeconds?: number | undefined;
}

const TOLERANCE_SECONDS = 300;

/**
 * Verifies a request of a webhook, and returns its event. Needs no API key.
 * @param rawBody the body as received: text or bytes, not parsed
 * @param secret that of the webhook; several while it is rotated
 * @throws WebhookError by cause: `WEBHOOK_SIGNATURE`, `WEBHOOK_TOO_OLD`, `WEBHOOK_TOO_NEW`, `WEBHOOK_MALFORMED`
 */
export async function verifyWebhook(
  rawBody: string | Uint8Array | ArrayBuffer,
  headers: WebhookHeaders,
  secret: string | readonly string[],
  { toleranceSeconds = TOLERANCE_SECONDS }: VerifyOptions = {},
): Promise<KeywardEvent> {
  const keys = await Promise.all([secret].flat().map(keyOf));
  const body = textOf(rawBody);
  const [id, timestamp, header] = ['id', 'timestamp', 'signature'].map((name) => headerOf(headers, `webhook-${name}`));
  const signed = bytesOf(`${id}.${timestamp}.${body}`);
  const verdicts = keys.flatMap((key) =>
    signaturesIn(header).map((signature) => crypto.subtle.verify('HMAC', key, signature, signed)),
  );
  // The signature first: only then the timestamp means anything.
  if (!(await Promise.all(verdicts)).includes(true)) {
    throw refused('WEBHOOK_SIGNATURE', 'The request was not signed with this secret');
  }
  const age = Math.round(Date.now() / 1000 - Number(timestamp));
  if (!(Math.abs(age) <= toleranceSeconds)) {
    throw refused(age < 0 ? 'WEBHOOK_TOO_NEW' : 'WEBHOOK_TOO_OLD', `The request was sent ${age} s ago`);
  }
  return eventIn(body);
}

/** The webhooks of the API, and the verification of what they send. */
export class Webhooks extends WebhooksApi {
  readonly verify = verifyWebhook;
}

function eventIn(text: string): KeywardEvent {
  let event: unknown;
  try {
    event = JSON.parse(text) as unknown;
  } catch {
    // Refused below.
  }
  if (typeof fieldsOf(event).type !== 'string') {
    throw refused('WEBHOOK_MALFORMED', 'The body is no event in the format `native`');
  }
  return event as KeywardEvent;
}

/** `whsec_` and base64; the characters of another secret are the key themselves. */
async function keyOf(secret: string): Promise<CryptoKey> {
  const [, base64] = /^whsec_(.+)/.exec(secret) ?? [];
  const bytes = base64 === undefined ? bytesOf(secret) : decoded(base64);
  if (!secret || !bytes) {
    throw invalidOption('secret must be that of a webhook');
  }
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

/** The signatures of version 1; those of other versions are ignored. */
function signaturesIn(header = ''): Uint8Array<ArrayBuffer>[] {
  return header.split(' ').flatMap((one) => (one.startsWith('v1,') ? (decoded(one.slice(3)) ?? []) : []));
}

function decoded(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value: unknown = isHeaders(headers)
    ? headers.get(name)
    : Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  if (typeof value !== 'string') {
    throw refused('WEBHOOK_MALFORMED', `The header ${name} is missing`);
  }
  return value;
}

function isHeaders(headers: WebhookHeaders): headers is Headers {
  return typeof headers.get === 'function';
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function textOf(body: string | Uint8Array | ArrayBuffer): string {
  try {
    return typeof body === 'string' ? body : new TextDecoder().decode(body);
  } catch (cause) {
    throw refused('WEBHOOK_MALFORMED', 'The body must be given as received, not parsed', cause);
  }
}

function refused(code: WebhookCode, description: string, cause?: unknown): WebhookError {
  return new WebhookError(description, { status: 0, code, cause });
}
