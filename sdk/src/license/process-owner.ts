import { nodeProcess } from './node-module';

/** A process that has something which one process at a time may have. */
export interface Owner {
  readonly pid: number;
  /** When the process started, which tells it from a later one with its id; null where the system does not say. */
  readonly started: string | null;
}

interface Files {
  /** Undefined if there is no such file. */
  read(path: string): Promise<string | undefined>;
}

export async function thisOwner(files: Files): Promise<Owner> {
  const pid = nodeProcess()?.pid ?? 0;
  return { pid, started: await startOf(pid, files) };
}

/** @param isOurs whether this copy of the package has it */
export async function isAlive({ pid, started }: Owner, files: Files, isOurs: boolean): Promise<boolean> {
  const now = await startOf(pid, files);
  if (pid === nodeProcess()?.pid && (started === null || now === null)) {
    return isOurs;
  }
  return pid > 0 && isRunning(pid) && (started === null || now === null || started === now);
}

function isRunning(pid: number): boolean {
  try {
    nodeProcess()?.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be asked.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Of a process, as Linux tells it. */
async function startOf(pid: number, files: Files): Promise<string | null> {
  const stat = await files.read(`/proc/${pid}/stat`).catch(() => undefined);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[START_TIME] ?? null;
}

/** Its place in the numbers after the name of the program. */
const START_TIME = 19;
