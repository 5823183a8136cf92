import { readFile, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Address } from './address';
import { codeOf } from './error-facts';
import { run } from './run-as-user';

/** The content of postmaster.pid. */
export interface PidFile {
  readonly pid: number;
  readonly address: Address;
  /** Whether the process is running; after a kill, another process may have its pid. */
  readonly isRunning: boolean;
}

const EMPTY_IS_STALE_AFTER_MS = 5_000;
const POLL_INTERVAL_MS = 500;

/** Reads the pid file of a cluster's running or killed server. */
export async function readPidFile(clusterFolder: string): Promise<PidFile | undefined> {
  const text = await textOf(clusterFolder);
  if (text === '') {
    await removeEmpty(pathIn(clusterFolder));
  }
  return parse(clusterFolder, text);
}

/** Like `readPidFile`, but changes nothing. */
export async function inspectPidFile(clusterFolder: string): Promise<PidFile | undefined> {
  return parse(clusterFolder, await textOf(clusterFolder));
}

function pathIn(clusterFolder: string): string {
  return join(clusterFolder, 'postmaster.pid');
}

async function textOf(clusterFolder: string): Promise<string | undefined> {
  return readFile(pathIn(clusterFolder), 'utf8').catch(() => undefined);
}

async function parse(clusterFolder: string, text: string | undefined): Promise<PidFile | undefined> {
  if (!text) {
    return undefined;
  }
  const [pid, , , port, socketFolder] = text.split('\n').map((line) => line.trim());
  if (!/^[1-9]\d*$/.test(pid ?? '')) {
    throw new Error(
      `${pathIn(clusterFolder)} does not hold the number of a process. If no PostgreSQL runs ${clusterFolder}, delete that file and start again.`,
    );
  }
  return {
    pid: Number(pid),
    address: { host: socketFolder || '127.0.0.1', port: Number(port) },
    isRunning: await isServerOf(clusterFolder, Number(pid)),
  };
}

/** Resolves when no server runs the cluster. Polls, because another process' server emits no event. */
export async function serverEnded(clusterFolder: string, cancelled: AbortSignal): Promise<void> {
  while ((await readPidFile(clusterFolder))?.isRunning) {
    await pause(POLL_INTERVAL_MS, undefined, { signal: cancelled });
  }
}

// After a power failure the file may be empty, and PostgreSQL would not start until it is deleted.
async function removeEmpty(path: string): Promise<void> {
  const { mtimeMs } = await stat(path);
  if (Date.now() - mtimeMs > EMPTY_IS_STALE_AFTER_MS) {
    await rm(path, { force: true });
  }
}

async function isServerOf(clusterFolder: string, pid: number): Promise<boolean> {
  if (!exists(pid)) {
    return false;
  }
  return process.platform === 'linux' ? looksLikeServerOf(clusterFolder, pid) : isNamedPostgres(pid);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

// Some containers hide other users' processes: unreadable information is assumed to match.
async function looksLikeServerOf(clusterFolder: string, pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '(postgres) S');
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => clusterFolder);
  return status.includes('(postgres)') && !status.includes('(postgres) Z') && folder === clusterFolder;
}

async function isNamedPostgres(pid: number): Promise<boolean> {
  if (process.platform === 'win32') {
    return true;
  }
  const name = await run(undefined, 'ps', '-o', 'comm=', '-p', String(pid)).catch(() => '');
  return name.trim().endsWith('postgres');
}
