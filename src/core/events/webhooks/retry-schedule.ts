const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses between tries: 10 tries in 24 hours. */
const PAUSES = [
  ...[SECOND, 2 * SECOND, 30 * SECOND],
  ...[2 * MINUTE, 10 * MINUTE, 30 * MINUTE],
  ...[2 * HOUR, 7 * HOUR, 14 * HOUR],
];

/** When to try again after this number of failed tries; undefined after the last one. */
export function nextTryAfter(tries: number, failedAt: Date): Date | undefined {
  const pause = PAUSES[tries - 1];
  return pause === undefined ? undefined : new Date(failedAt.getTime() + pause);
}
