const RUNS = 5;

/**
 * Time of the fastest of some runs, as a multiple of the time of other work in the same second. Even so, a busy machine may make
 * it ten times what it is on a quiet one: choose other work that takes a hundred times as long.
 */
export function timesAsLongAs(other: () => unknown, work: () => unknown): number {
  const expected = timeOf(other);
  const times = Array.from({ length: RUNS }, () => timeOf(work));
  return Math.min(...times) / expected;
}

function timeOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
