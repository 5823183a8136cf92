import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Driver } from './driver';

const goOn = (): void => undefined;

/** While it is full, the process of the client writes no byte to a file: the system refuses it as on a full disk. */
export async function setDisk({ pid }: Driver, disk: 'full' | 'free'): Promise<void> {
  if (pid === process.pid) {
    // The signal would end it.
    process[disk === 'full' ? 'on' : 'off']('SIGXFSZ', goOn);
  }
  const limit = disk === 'full' ? '0' : 'unlimited';
  await promisify(execFile)('prlimit', ['--pid', String(pid), `--fsize=${limit}:`]);
}
