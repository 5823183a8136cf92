import { appendFileSync, renameSync, statSync } from 'node:fs';

const LINES_IN_ERRORS = 20;
const SIZE_LIMIT = 10_000_000;

/** PostgreSQL's log: a file with one rotated predecessor, and the last lines for error messages. */
export class ServerLog {
  private last: string[] = [];

  constructor(private readonly path: string) {}

  /** Forgets the lines of an earlier attempt. */
  begin(): void {
    this.last = [];
  }

  add(line: string): void {
    this.last = [...this.last, line].slice(-LINES_IN_ERRORS);
    try {
      this.rotate();
      appendFileSync(this.path, `${line}\n`, { mode: 0o600 });
    } catch {
      // A full disk must not end the process that reports it.
    }
  }

  /** Searches the lines of this attempt. */
  find(pattern: RegExp): RegExpExecArray | undefined {
    return this.last.map((line) => pattern.exec(line)).find((match) => match !== null);
  }

  /** The path of the log and its last lines. */
  describe(): string {
    return [`PostgreSQL's log is ${this.path}; its last lines:`, ...this.last].join('\n  ');
  }

  private rotate(): void {
    const { size } = statSync(this.path, { throwIfNoEntry: false }) ?? { size: 0 };
    if (size > SIZE_LIMIT) {
      renameSync(this.path, `${this.path}.1`);
    }
  }
}
