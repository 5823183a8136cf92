import { chmodSync, mkdtempSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;
const NAME = /^keyward test (\d+) /;

/**
 * Folder for all files of a test run, in memory if there is space: databases consist of a thousand files, and ext4
 * creates files slowly for some minutes after others were deleted.
 */
export function scratchFolder(): string {
  const isInMemory = hasRoom(MEMORY);
  const parent = isInMemory ? MEMORY : tmpdir();
  removeAbandoned(parent);
  const folder = mkdtempSync(join(parent, `keyward test ${process.pid} `));
  // The account that PostgreSQL runs under needs access.
  chmodSync(folder, 0o711);
  if (isInMemory) {
    process.env.TMPDIR = folder;
  }
  return folder;
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH_BYTES;
  } catch {
    return false;
  }
}

/** Deletes the files of an interrupted run. */
function removeAbandoned(parent: string): void {
  for (const name of readdirSync(parent)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid && !isRunning(Number(pid))) {
      rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
