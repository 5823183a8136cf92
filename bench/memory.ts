import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf } from './cpu';

/** Process id of the PostgreSQL that runs in this folder. */
export function postmasterIn(folder: string): number {
  return Number(readFileSync(join(folder, 'pg', 'postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Memory in MB of processes and their descendants, what they share counted once; only on Linux. */
export function memoryOf(...pids: readonly number[]): number {
  return sumOf('Pss', pids);
}

/** The part of `memoryOf` that are pages of files, such as programs: the system discards them when it needs the room. */
export function filePagesOf(...pids: readonly number[]): number {
  return sumOf('Pss_File', pids);
}

function sumOf(field: string, pids: readonly number[]): number {
  return [...new Set(pids.flatMap(withDescendants))].reduce((sum, pid) => sum + shareOf(pid, field), 0);
}

function withDescendants(pid: number): number[] {
  return [pid, ...childrenOf(pid).flatMap(withDescendants)];
}

/** Memory of a process in MB, its share of what several use; 0 if it has ended. */
function shareOf(pid: number, field: string): number {
  try {
    const form = new RegExp(`^${field}:\\s+(\\d+)`, 'm');
    return Number(form.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]) / 1024;
  } catch {
    return 0;
  }
}
