import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** A process and all that descend from it, on Linux. */
export function processTree(root: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = parentOf(name);
      return parent === undefined ? [] : [{ pid: Number(name), parent }];
    });
  const tree = [root];
  // Grows while it is walked.
  for (const pid of tree) {
    tree.push(...parents.filter(({ parent }) => parent === pid).map((child) => child.pid));
  }
  return tree;
}

/** Sends a signal to all processes that still exist. */
export function signalAll(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It has ended.
    }
  }
}

export function isRunning(pid: number): boolean {
  return parentOf(String(pid)) !== undefined;
}

/** Local ports of the TCP connections of a process, by IPv4. */
export function portsOf(pid: number): number[] {
  const files = readdirSync(`/proc/${pid}/fd`).map((name) => linkOf(`/proc/${pid}/fd/${name}`));
  const sockets = new Set(files.flatMap((file) => /^socket:\[(\d+)\]$/.exec(file)?.[1] ?? []));
  const [, ...rows] = readFileSync('/proc/net/tcp', 'utf8').trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((columns) => sockets.has(columns[9] ?? ''))
    .map(([, local = '']) => parseInt(local.split(':')[1] ?? '', 16));
}

/** Empty for a file that was closed meanwhile. */
function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** Undefined for a process that does not exist or has ended. */
function parentOf(pid: string): number | undefined {
  try {
    // The name in parentheses may contain anything.
    const [state, parent] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\) /s, '')
      .split(' ');
    return state === 'Z' ? undefined : Number(parent);
  } catch {
    return undefined;
  }
}
