import type { KeywardError } from '../errors';
import type { Settings } from './connection';
import { abortedBy } from './failure';

const LONGEST_BACKOFF_MS = 10_000;
/** The server, or a proxy before it, has no time now. */
export const TRANSIENT_STATUSES = [429, 502, 503, 504];
const TRANSIENT_CODES = ['NETWORK_ERROR', 'TIMEOUT'];

/** Delay in milliseconds before a failed call is retried; undefined if it is not. */
export function pauseBeforeRetry(error: KeywardError, retry: number, settings: Settings): number | undefined {
  if (retry > settings.retries || !isTransient(error)) {
    return undefined;
  }
  if (error.retryAfter === undefined) {
    const longest = Math.min(settings.backoffMs * 2 ** (retry - 1), LONGEST_BACKOFF_MS);
    // Jitter, so that clients that failed together do not retry together.
    return longest * (0.5 + Math.random() / 2);
  }
  const requested = error.retryAfter * 1000;
  return requested <= settings.maxRetryAfterMs ? requested : undefined;
}

function isTransient({ status, code, retryAfter }: KeywardError): boolean {
  if (status === 0) {
    return TRANSIENT_CODES.includes(code);
  }
  // A conflict with Retry-After means that an earlier attempt of this call is still in progress.
  return TRANSIENT_STATUSES.includes(status) || (status === 409 && retryAfter !== undefined);
}

export async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const finish = (): void => {
      signal?.removeEventListener('abort', abort);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    const abort = (): void => {
      clearTimeout(timer);
      reject(abortedBy(signal));
    };
    signal?.addEventListener('abort', abort, { once: true });
    if (signal?.aborted) {
      abort();
    }
  });
}
