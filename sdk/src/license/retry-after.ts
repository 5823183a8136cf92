import { KeywardError } from '../errors';

/** Longest time in milliseconds that a program waits for a floating seat, whatever the server wishes. */
export const LONGEST_SEAT_WAIT_MS = 300_000;

/**
 * Milliseconds for which the server wants to be left alone, at most `longest`. With jitter, so that the programs of an outage
 * do not return at once.
 */
export function requestedWait(error: unknown, longest: number): number {
  const seconds = error instanceof KeywardError ? (error.retryAfter ?? 0) : 0;
  return Math.min(seconds * 1000, longest) * (1 + Math.random() / 4);
}
