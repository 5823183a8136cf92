import { readFile, readlink, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Address } from './address';
import { codeOf } from './error-facts';
import { run } from './run-as-user';

/** What a server wrote into postmaster.pid. */
export interface PidFile {
  readonly pid: number;
  readonly address: Address;
  /** Its process is there; otherwise it was killed, and another process may have its number by now. */
  readonly alive: boolean;
}

const EMPTY_IS_STALE_AFTER_MS = 5_000;
const LOOK_AGAIN_AFTER_MS = 500;

/** The server that runs this cluster, or that did until it was killed. */
export async function readPidFile(clusterFolder: string): Promise<PidFile | undefined> {
  const path = join(clusterFolder, 'postmaster.pid');
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === '') {
    await removeEmpty(path);
  }
  if (!text) {
    return undefined;
  }

  const [pid, , , port, socketFolder] = text.split('\n').map((line) => line.trim());
  if (!/^[1-9]\d*$/.test(pid ?? '')) {
    throw new Error(
      `${path} does not hold the number of a process. If no PostgreSQL runs ${clusterFolder}, delete that file and start again.`,
    );
  }
  return {
    pid: Number(pid),
    address: { host: socketFolder || '127.0.0.1', port: Number(port) },
    alive: await isServerOf(clusterFolder, Number(pid)),
  };
}

/** Resolves when no server runs this cluster any more. The end of another process' server gives no event to wait for. */
export async function serverEnded(clusterFolder: string, cancelled: AbortSignal): Promise<void> {
  while ((await readPidFile(clusterFolder))?.alive) {
    await pause(LOOK_AGAIN_AFTER_MS, undefined, { signal: cancelled });
  }
}

// A power cut can leave it empty, and PostgreSQL then refuses to start until somebody deletes it.
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

// Some containers hide the processes of another user, or their folder: what cannot be read does not tell against it.
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
