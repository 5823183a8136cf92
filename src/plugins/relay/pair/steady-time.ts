import { performance } from 'node:perf_hooks';

/** Seconds of a clock that is never set. */
export function now(): number {
  return performance.now() / 1000;
}

/** Changes when the clock of the machine is set, or the machine sleeps. */
export function driftNow(): number {
  return Date.now() / 1000 - now();
}
