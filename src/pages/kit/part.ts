import { setTimeout as elapsed } from 'node:timers/promises';
import type { Logger } from '@nestjs/common';

const TIMEOUT_MS = 5_000;

/** A part of a page; null if it could not be loaded. */
export type Part<T> = T | null;

/** Loads a part of a page: if that fails or takes too long, the rest of the page is shown without it. */
export async function loadPart<T>(
  logger: Logger,
  name: string,
  work: () => Promise<T>,
  timeoutMs = TIMEOUT_MS,
): Promise<Part<T>> {
  if (timeoutMs <= 0) {
    return null;
  }
  const timer = new AbortController();
  try {
    return await Promise.race([work(), tooLate(timeoutMs, timer.signal)]);
  } catch (error) {
    logger.error(error, `A part of a page was not loaded: ${name}`);
    return null;
  } finally {
    timer.abort();
  }
}

async function tooLate(timeoutMs: number, signal: AbortSignal): Promise<never> {
  await elapsed(timeoutMs, undefined, { signal });
  throw new Error(`No answer within ${Math.round(timeoutMs)} ms`);
}
