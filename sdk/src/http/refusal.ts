import { requestIdIn } from '../answer';
import { KeywardError } from '../keyward-error';
import { fieldsOf, firstText } from './unknown';

/** Converts an error response of any API to a KeywardError. */
export function refusalOf({ status, statusText, headers }: Response, text: string): KeywardError {
  const body = parsed(text);
  const flat = fieldsOf(body);
  // The native API and V2 nest the fields that the others have at the top level.
  const nested = fieldsOf(flat.error);
  return new KeywardError(
    firstText(nested.message, flat.error, flat.message) ?? `The server answered ${`${status} ${statusText}`.trim()}`,
    {
      status,
      code: firstText(nested.code, flat.code, flat.error_code, flat.status_code) ?? `HTTP_${status}`,
      requestId: firstText(nested.request_id, flat.request_id) ?? requestIdIn(headers),
      details: nested.details ?? flat.details ?? flat.errors,
      body,
      retryAfter: retryAfterIn(headers),
      headers,
    },
  );
}

/** `Retry-After` in seconds, from either of its formats. */
export function retryAfterIn(headers: Headers): number | undefined {
  const value = headers.get('retry-after')?.trim();
  if (!value) {
    return undefined;
  }
  const seconds = /^\d+(\.\d+)?$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
