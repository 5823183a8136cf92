import { readFileSync, writeFileSync } from 'node:fs';

const MEGABYTE_IN_KB = 1024;
/** Resets the peak memory that Linux reports for a process. */
const FORGET_PEAK = '5';

/** Returns the peak growth of a process's memory in megabytes while work is done. */
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
