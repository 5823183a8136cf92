import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf } from './cpu';

/** Process id of the PostgreSQL that runs in this folder. */
export function postmasterIn(folder: string): number {
  return Number(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Memory in MB of processes and their descendants, what they share counted once; only on Linux. */
export function memoryOf(...pids: readonly number[]): number {
  return [...new Set(pids.flatMap(withDescendants))].reduce((sum, pid) => sum + residentShare(pid), 0);
}

function withDescendants(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(withDescendants)];
}

/** Memory of a process in MB, its share of what several use; 0 if it has ended. */
function residentShare(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}
