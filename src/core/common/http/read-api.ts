import type { Dispatcher } from 'undici';
import { VERSION } from '../version';
import { bytesUpTo } from './bytes-up-to';

export interface ApiRequest {
  readonly url: string;
  /** Left out for what everybody may read. */
  readonly token?: string;
  readonly accept: string;
  readonly maxBytes: number;
  /** Ends the request, for example after a time. */
  readonly signal: AbortSignal;
  /** Decides where connections may go. */
  readonly dispatcher?: Dispatcher;
}

/** Response of another server, read whole. */
export interface ApiAnswer {
  readonly status: number;
  /** Value of Retry-After. */
  readonly retryAfter?: string;
  readonly bytes: Buffer;
}

/** An answer has more bytes than are read. */
export class AnswerTooLarge extends Error {}

/**
 * Reads an object of another server's API. Redirects are not followed: the token is for that server alone.
 * @throws AnswerTooLarge
 */
export async function readApi({ url, token, accept, maxBytes, signal, dispatcher }: ApiRequest): Promise<ApiAnswer> {
  // Loaded for the first request: many installations send none.
  const { request } = await import('undici');
  const credential = token === undefined ? undefined : { authorization: `Bearer ${token}` };
  const headers = { ...credential, accept, 'user-agent': `Keyward/${VERSION}` };
  const answer = await request(url, { signal, headers, ...(dispatcher && { dispatcher }) });
  const bytes = await bytesUpTo(answer.body as AsyncIterable<Buffer>, maxBytes);
  if (!bytes) {
    throw new AnswerTooLarge(`${new URL(url).host} sent more than ${maxBytes} bytes`);
  }
  const { 'retry-after': retryAfter } = answer.headers;
  return { status: answer.statusCode, bytes, ...(typeof retryAfter === 'string' && { retryAfter }) };
}
