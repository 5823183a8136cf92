import { setTimeout as elapsed } from 'node:timers/promises';

/** Throws if the work takes longer than so many milliseconds. The work itself is not ended. */
export async function withTimeLimit<T>(milliseconds: number, work: () => Promise<T>): Promise<T> {
  const ended = new AbortController();
  const late = elapsed(milliseconds, undefined, { ref: false, signal: ended.signal }).then(() => {
    throw new Error(`It took longer than ${milliseconds} ms`);
  });
  try {
    return await Promise.race([work(), late]);
  } finally {
    late.catch(() => undefined);
    ended.abort();
  }
}
