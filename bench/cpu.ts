import { readFileSync } from 'node:fs';

/** Length of a tick in `/proc`, in seconds. */
const TICK = 0.01;
const FIRST_FIELD = 3;
/** Fields of time as a user and in the kernel. */
const OWN = [14, 15];
/** Of descendants that have ended. */
const ENDED = [16, 17];

/** Processor time in seconds that a process has taken, and that its descendants have: workers, or the sessions of PostgreSQL. */
export interface CpuTime {
  readonly own: number;
  readonly descendants: number;
}

/** Undefined on systems without `/proc`. */
export function cpuTimeOf(pid: number): CpuTime | undefined {
  if (process.platform !== 'linux') {
    return undefined;
  }
  const times = childrenOf(pid)
    .map((child) => cpuTimeOf(child))
    .map((time) => (time ? time.own + time.descendants : 0));
  return {
    own: timeIn(OWN, pid),
    descendants: times.reduce((total, time) => total + time, timeIn(ENDED, pid)),
  };
}

/** Seconds of a process and its descendants; NaN where they are not known. */
export function wholeTimeOf(cpu: CpuTime | undefined): number {
  return cpu ? cpu.own + cpu.descendants : NaN;
}

/** Processes that it has started and that run; none on systems without `/proc`. */
export function childrenOf(pid: number): number[] {
  return textOf(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

function timeIn(positions: readonly number[], pid: number): number {
  // The name of the program, in parentheses, may contain spaces.
  const fields = textOf(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
  const ticks = positions.map((field) => Number(fields[field - FIRST_FIELD] ?? 0));
  return ticks.reduce((total, count) => total + count, 0) * TICK;
}

/** Empty if the process has ended. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'latin1').trim();
  } catch {
    return '';
  }
}
