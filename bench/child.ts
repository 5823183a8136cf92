import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cleanup } from './cleanup';
import { childrenOf, type CpuTime, cpuTimeOf } from './cpu';

// Includes building the server, if its sources are newer.
const START_LIMIT_MS = 300_000;
const STOP_LIMIT_MS = 15_000;
const ERROR_CHARACTERS = 4_000;
const LOG_BYTES = 16 * 1024 * 1024;
const LOG_CHECK_MS = 1_000;

export interface ChildOptions {
  readonly script: string;
  /** Options of Node. */
  readonly flags?: readonly string[];
  /** Of the script. */
  readonly parameters?: readonly string[];
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

  static async start(
    { script, flags = [], parameters = [], environment, ready }: ChildOptions,
    cleanup: Cleanup,
  ): Promise<Child> {
    const log = new LogFile();
    const started = spawn(process.execPath, [...flags, script, ...parameters], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', log.descriptor],
    });
    cleanup.add(async () => {
      await end(started);
      log.remove();
    });
    const [url, output] = await Promise.race([announced(started, ready), expire()]).catch((error: unknown) => {
      throw new Error(`${script} did not start:\n${log.end}`, { cause: error });
    });
    // Reading the lines has paused it.
    started.stdout?.resume();
    return new Child(started, url, output);
  }

  stop(): Promise<void> {
    return end(this.process);
  }

  /** Kills it without a warning. */
  async kill(): Promise<void> {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }

  get cpu(): CpuTime | undefined {
    return this.process.pid === undefined ? undefined : cpuTimeOf(this.process.pid);
  }

  /** Its own and those of its workers. */
  get pids(): readonly number[] {
    const { pid } = this.process;
    return pid === undefined ? [] : [pid, ...childrenOf(pid)];
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
}

/** The address, and the standard output up to it. */
async function announced({ stdout }: ChildProcess, ready: RegExp): Promise<[url: string, output: string]> {
  if (stdout === null) {
    throw new Error('It has no standard output');
  }
  const output: string[] = [];
  for await (const line of createInterface({ input: stdout })) {
    output.push(line);
    const url = ready.exec(line)?.[1];
    if (url !== undefined) {
      return [url, output.join('\n')];
    }
  }
  throw new Error('It ended before it listened');
}

/** A file, so that the load generator does not read the log; emptied now and then. */
class LogFile {
  private static count = 0;
  private readonly path = join(tmpdir(), `keyward-bench-${process.pid}-${++LogFile.count}.log`);
  readonly descriptor = openSync(this.path, 'a');
  private readonly timer = setInterval(() => this.shorten(), LOG_CHECK_MS).unref();

  get end(): string {
    return readFileSync(this.path, 'utf8').slice(-ERROR_CHARACTERS);
  }

  remove(): void {
    clearInterval(this.timer);
    closeSync(this.descriptor);
    rmSync(this.path, { force: true });
  }

  private shorten(): void {
    if (statSync(this.path).size > LOG_BYTES) {
      truncateSync(this.path);
    }
  }
}

async function expire(): Promise<never> {
  await pause(START_LIMIT_MS, undefined, { ref: false });
  throw new Error(`It did not listen within ${START_LIMIT_MS / 1000} s`);
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
