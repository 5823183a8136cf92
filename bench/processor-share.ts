import { existsSync } from 'node:fs';
import { mkdir, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cleanup } from './cleanup';

const GROUPS = '/sys/fs/cgroup';
/** Short: a process that has used its share waits for the rest of the period. */
const PERIOD_US = 10_000;

/**
 * From now on, the process gets no more than that share of one core, as a container with a limit does. Needs Linux and root.
 * The control groups are of version 1 or 2: https://docs.kernel.org/scheduler/sched-bwc.html
 */
export async function limitProcessor(pid: number, share: number, cleanup: Cleanup): Promise<void> {
  const isFirstVersion = existsSync(join(GROUPS, 'cpu', 'cgroup.procs'));
  const root = isFirstVersion ? join(GROUPS, 'cpu') : GROUPS;
  const group = join(root, `keyward-bench-${pid}`);
  const quota = Math.round(share * PERIOD_US);
  await mkdir(group);
  cleanup.add(async () => {
    await move(pid, root);
    await rmdir(group);
  });
  if (isFirstVersion) {
    await writeFile(join(group, 'cpu.cfs_period_us'), String(PERIOD_US));
    await writeFile(join(group, 'cpu.cfs_quota_us'), String(quota));
  } else {
    await writeFile(join(group, 'cpu.max'), `${quota} ${PERIOD_US}`);
  }
  await move(pid, group);
}

function move(pid: number, group: string): Promise<void> {
  return writeFile(join(group, 'cgroup.procs'), String(pid));
}
