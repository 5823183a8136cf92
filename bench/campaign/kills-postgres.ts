import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { childrenOf } from '../cpu';
import { postmasterIn } from '../memory';
import type { Random } from './part';

const execute = promisify(execFile);
const RUNNING_LIMIT_MS = 180_000;
const RUNNING_PAUSE_MS = 20;
const COPY_LIMIT_MS = 120_000;

/** The supervisor gives up after five starts within a minute. */
const STARTS = 4;
const STARTS_WINDOW_MS = 62_000;

/** The processes of a PostgreSQL in a data folder. */
export class Postgres {
  private kills: number[] = [];

  constructor(private readonly folder: string) {}

  /** Whether its supervisor would start it again. */
  get mayBeKilled(): boolean {
    this.kills = this.kills.filter((time) => performance.now() - time < STARTS_WINDOW_MS);
    return this.kills.length < STARTS;
  }

  /** Kills the postmaster; the sessions end by themselves. */
  async kill(): Promise<void> {
    const postmaster = await this.running();
    this.kills.push(performance.now());
    signal(postmaster, 'SIGKILL');
  }

  /**
   * Kills one of its processes once it accepts sessions: PostgreSQL ends the others and recovers. PostgreSQL 18 does not notice
   * the end of an `io worker` while it recovers, and sessions that wait for what that one read wait forever.
   */
  async killOne(random: Random): Promise<void> {
    const victims = await this.once(() => {
      const children = childrenOf(postmasterIn(this.folder));
      return children.some((pid) => isSession(pid)) ? children : undefined;
    });
    signal(random.pick(victims), 'SIGKILL');
  }

  async stopFor(milliseconds: number): Promise<void> {
    await this.whileStopped(() => pause(milliseconds));
  }

  /** Copies the folder as it is while no process writes. */
  async copyTo(target: string, onStopped: () => void): Promise<void> {
    await this.whileStopped(() => {
      onStopped();
      return execute('cp', ['-a', `${this.folder}/.`, target], { timeout: COPY_LIMIT_MS });
    });
  }

  /** The postmaster, once it has processes. */
  private running(): Promise<number> {
    return this.once(() => {
      const pid = postmasterIn(this.folder);
      return childrenOf(pid).length > 0 ? pid : undefined;
    });
  }

  /** Between two postmasters, the file that names them is missing. */
  private async once<T>(look: () => T | undefined): Promise<T> {
    const begun = performance.now();
    for (;;) {
      const found = triedOnce(look);
      if (found !== undefined) {
        return found;
      }
      if (performance.now() - begun > RUNNING_LIMIT_MS) {
        throw new Error(`no PostgreSQL runs ${this.folder}`);
      }
      await pause(RUNNING_PAUSE_MS);
    }
  }

  private async whileStopped(work: () => Promise<unknown>): Promise<void> {
    const postmaster = await this.running();
    signal(postmaster, 'SIGSTOP');
    // It starts no others now.
    const all = [postmaster, ...childrenOf(postmaster)];
    all.forEach((pid) => {
      signal(pid, 'SIGSTOP');
    });
    try {
      await work();
    } finally {
      all.reverse().forEach((pid) => {
        signal(pid, 'SIGCONT');
      });
    }
  }
}

function triedOnce<T>(look: () => T | undefined): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** Of a caller who has logged in. */
function isSession(pid: number): boolean {
  const command = readFileSync(`/proc/${pid}/cmdline`, 'latin1');
  return command.includes(' bench_') && !/ (startup|authentication)/.test(command);
}

/** A process may have ended meanwhile. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has.
  }
}
