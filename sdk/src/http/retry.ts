import { type KeywardError } from '../keyward-error';
import { abortedBy } from './attempt';
import type { Settings } from './connection';

const LONGEST_BACKOFF_MS = 10_000;
const PASSING_STATUSES = [429, 502, 503, 504];
const PASSING_CODES = ['NETWORK_ERROR', 'TIMEOUT'];

/** How long to wait before a call that failed is made again; undefined when it is not worth it. */
export function pauseBeforeRetry(error: KeywardError, retry: number, settings: Settings): number | undefined {
  if (retry > settings.retries || !mayPass(error)) {
    return undefined;
  }
  if (error.retryAfter === undefined) {
    const longest = Math.min(settings.backoffMs * 2 ** (retry - 1), LONGEST_BACKOFF_MS);
    // Jitter, so that programs that failed together do not come back together.
    return longest * (0.5 + Math.random() / 2);
  }
  const asked = error.retryAfter * 1000;
  return asked <= settings.maxRetryAfterMs ? asked : undefined;
}

function mayPass({ status, code, retryAfter }: KeywardError): boolean {
  if (status === 0) {
    return PASSING_CODES.includes(code);
  }
  // A conflict that says when to ask again is with our own earlier attempt, which is still being worked on.
  return PASSING_STATUSES.includes(status) || (status === 409 && retryAfter !== undefined);
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
