import { readFileSync, writeFileSync } from 'node:fs';

const MEGABYTE_IN_KB = 1024;
/** Makes Linux forget the most that a process ever had. */
const FORGET_PEAK = '5';

/** How many megabytes of memory a process of this machine has at most, while something is done, beyond what it began with. */
export async function growthOf(pid: number, work: () => Promise<void>): Promise<number> {
  writeFileSync(`/proc/${pid}/clear_refs`, FORGET_PEAK);
  const before = megabytes(pid, 'VmRSS');
  await work();
  return megabytes(pid, 'VmHWM') - before;
}

function megabytes(pid: number, name: string): number {
  const [, kilobytes] =
    new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / MEGABYTE_IN_KB;
}
