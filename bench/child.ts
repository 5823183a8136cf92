import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cleanup } from './cleanup';

// Includes building the server, if its sources are newer.
const START_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 15_000;
const ERROR_BYTES = 4_000;

export interface ChildOptions {
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Record<string, string>;
  /** Matches the line on standard output that names the server's address. */
  readonly ready: RegExp;
}

/** A server in a process of its own. */
export class Child {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
    /** Standard output up to the address. */
    readonly output: string,
  ) {}

  static async start({ script, args = [], environment, ready }: ChildOptions, cleanup: Cleanup): Promise<Child> {
    const started = spawn(process.execPath, [script, ...args], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    cleanup.add(() => end(started));
    const lastErrors = keepEnd(started);
    const output: string[] = [];
    const address = (async () => {
      for await (const line of createInterface({ input: started.stdout })) {
        output.push(line);
        const url = ready.exec(line)?.[1];
        if (url !== undefined) {
          return url;
        }
      }
      throw new Error(`${script} ended before it listened:\n${lastErrors()}`);
    })();
    const url = await Promise.race([address, expire(script)]);
    started.stdout.resume();
    return new Child(started, url, output.join('\n'));
  }

  /** Resident memory in MB. */
  get residentMegabytes(): number {
    const { pid } = this.process;
    const text =
      process.platform === 'linux'
        ? (/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '')
        : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
    return Number(text) / 1024;
  }

  stop(): Promise<void> {
    return end(this.process);
  }
}

/** Reads the log as it comes, as whoever collects it in production does, and keeps its end for messages. */
function keepEnd({ stderr }: ChildProcess): () => string {
  let text = '';
  stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    text = (text + chunk).slice(-ERROR_BYTES);
  });
  return () => text;
}

async function expire(script: string): Promise<never> {
  await pause(START_LIMIT_MS, undefined, { ref: false });
  throw new Error(`${script} did not listen within ${START_LIMIT_MS / 1000} s`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_LIMIT_MS);
  await ended;
  clearTimeout(killer);
}
