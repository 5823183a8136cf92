import { setTimeout as elapsed } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';

const TIMEOUT_MS = 5_000;

/** A part of a page; null if it could not be loaded. */
export type Part<T> = T | null;

/** Loads a part of a page: if that fails or takes too long, the rest of the page is shown without it. */
export async function loadPart<T>(logger: Logger, name: string, work: () => Promise<T>): Promise<Part<T>> {
  const timer = new AbortController();
  try {
    return await Promise.race([work(), tooLate(timer.signal)]);
  } catch (error) {
    logger.error(error, `The part of the overview was not loaded: ${name}`);
    return null;
  } finally {
    timer.abort();
  }
}

async function tooLate(signal: AbortSignal): Promise<never> {
  await elapsed(TIMEOUT_MS, undefined, { signal });
  throw new Error(`No answer within ${TIMEOUT_MS} ms`);
}
