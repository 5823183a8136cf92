import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { SystemOptions } from './system';

/** A call of a client, with what every client needs. `now`: the local clock in milliseconds since 1970. */
export interface Command {
  readonly do: string;
  readonly now: number;
  readonly with?: Readonly<Record<string, unknown>>;
}

/** Options of `open`. */
export interface OpenOptions {
  readonly base_url: string;
  readonly product: string;
  readonly keys: readonly string[];
  /** Null: named by the id of the system. */
  readonly device: string | null;
  /** Replaces the system that the client reads. */
  readonly system?: SystemOptions;
  /** Path of the file that remembers the license. */
  readonly store: string;
  readonly floating?: boolean;
  readonly grace_days?: number;
  /** For one request with its answer. */
  readonly timeout_ms?: number;
  /** What the license must have. */
  readonly policy?: string;
  readonly group?: string;
  readonly customer?: string;
  readonly checksum?: string;
}

export interface ConformanceState {
  readonly kind: string;
  readonly usable: boolean;
  readonly reason: string | null;
  readonly source: string | null;
  readonly features: readonly string[];
  readonly max_users: number | null;
  readonly expires_at: string | null;
}

/** The device of a license, as the client names it. */
export interface ConformanceDevice {
  readonly environment: string | null;
  readonly fingerprint: string;
  /** Codes of the warnings. */
  readonly warnings: readonly string[];
}

export interface Reply {
  /** Null if no license is open. */
  readonly state: ConformanceState | null;
  readonly device?: ConformanceDevice | null;
  /** Code of the error that the call raised. */
  readonly error?: string;
  /** Whether the error says that no working server answered. */
  readonly unreachable?: boolean;
  /** Whether the error is a refusal whose signature was verified. */
  readonly signed?: boolean;
  /** Text of the error. */
  readonly message?: string;
  readonly result?: unknown;
}

/** A client under test: it does one call after the other. */
export interface Driver {
  /** Id of the process that it runs in. */
  readonly pid: number;
  send(command: Command): Promise<Reply>;
  stop(): Promise<void>;
}

/** Programs that run at the same time with one client; each is started when a scenario first needs it. */
export class Processes {
  readonly #running = new Map<string, Driver>();

  constructor(private readonly start: () => Driver) {}

  get(name: string): Driver {
    const driver = this.#running.get(name) ?? this.start();
    this.#running.set(name, driver);
    return driver;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running.values()].map((driver) => driver.stop()));
  }
}

/** A client in another language: a program that reads a command from each line and writes a reply. */
export class ProcessDriver implements Driver {
  readonly #child: ChildProcess & { stdin: Writable; stdout: Readable };
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor(program: string, args: readonly string[], env: Record<string, string> = {}) {
    // A file that may not grow is an error, and does not end the program: see `full-disk.ts`.
    this.#child = spawn('sh', ['-c', 'trap "" XFSZ; exec "$0" "$@"', program, ...args], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#reader = createInterface({ input: this.#child.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async send(command: Command): Promise<Reply> {
    this.#child.stdin.write(`${JSON.stringify(command)}\n`);
    for (;;) {
      const { value, done } = await this.#lines.next();
      if (done) {
        throw new Error(`The client ended at ${JSON.stringify(command)}`);
      }
      // Mono prints a line of its own about an error of the system that it does not know.
      if (!value.startsWith('w32error')) {
        return JSON.parse(value);
      }
    }
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'close');
    this.#child.stdin.end();
    const [code] = await ended;
    if (code !== 0) {
      throw new Error(`The client ended with ${code}`);
    }
  }
}
