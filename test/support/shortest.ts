const RUNS = 15;

/**
 * Time of the fastest of several runs, as a multiple of the time of the fastest run of other work in the same second: both
 * have the same processor, and no single delay counts.
 */
export function timesAsLongAs(other: () => unknown, work: () => unknown): number {
  const times = { other: Infinity, work: Infinity };
  for (let run = 0; run < RUNS; run++) {
    times.other = Math.min(times.other, timeOf(other));
    times.work = Math.min(times.work, timeOf(work));
  }
  return times.work / times.other;
}

function timeOf(work: () => unknown): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
