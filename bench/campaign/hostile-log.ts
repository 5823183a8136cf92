import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRecord } from './hostile-schema';

const READ_EVERY_MS = 200;
const MOST_LINES = 5_000;
const ERROR_LEVEL = 50;
const FRAMES = 4;
const CLAIM_MS = 5_000;

export interface LogLine {
  /** The error without its stack. */
  readonly headline: string;
  /** With the frames of the server's own code. */
  readonly text: string;
  readonly at: number;
}

/** Reads the errors of the server's log while it runs: what an answer of 500 does not say. */
export class ServerLog {
  private position = 0;
  private rest = '';
  private readonly byRequest = new Map<string, LogLine>();
  private readonly claimed = new Set<string>();
  private readonly others: LogLine[] = [];
  private readonly timer = setInterval(() => this.read(), READ_EVERY_MS);

  constructor(private readonly path: string | undefined) {}

  /** The file of the child that was started last in this process: `Child` keeps its log there. */
  static ofLastChild(): ServerLog {
    const begin = `keyward-bench-${process.pid}-`;
    const numbers = readdirSync(tmpdir())
      .filter((name) => name.startsWith(begin) && name.endsWith('.log'))
      .map((name) => Number(name.slice(begin.length, -'.log'.length)));
    return new ServerLog(numbers.length === 0 ? undefined : join(tmpdir(), `${begin}${Math.max(...numbers)}.log`));
  }

  lineOf(requestId: string): LogLine | undefined {
    this.read();
    return this.byRequest.get(requestId);
  }

  /** The answer to this request is a failure already. */
  claim(requestId: string): void {
    this.claimed.add(requestId);
    if (this.byRequest.size > MOST_LINES) {
      this.byRequest.clear();
    }
  }

  /** Errors since the last call that no answer has shown: of jobs, or behind an answer that hides them. */
  takeOthers(): LogLine[] {
    const now = performance.now();
    const hidden = [...this.byRequest].filter(([id, line]) => !this.claimed.has(id) && now - line.at > CLAIM_MS);
    hidden.forEach(([id]) => this.claimed.add(id));
    return [...this.others.splice(0), ...hidden.map(([, line]) => line)];
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private read(): void {
    if (this.path === undefined || !existsSync(this.path)) {
      return;
    }
    const { size } = statSync(this.path);
    // It was emptied.
    if (size < this.position) {
      this.position = 0;
      this.rest = '';
    }
    if (size === this.position) {
      return;
    }
    const bytes = Buffer.alloc(size - this.position);
    const file = openSync(this.path, 'r');
    readSync(file, bytes, 0, bytes.length, this.position);
    closeSync(file);
    this.position = size;
    const lines = (this.rest + bytes.toString()).split('\n');
    this.rest = lines.pop() ?? '';
    lines.forEach((line) => this.keep(line));
  }

  private keep(line: string): void {
    const entry = entryOf(line);
    if (entry === undefined) {
      return;
    }
    const { requestId, ...found } = entry;
    if (requestId === undefined) {
      this.others.push(found);
    } else {
      this.byRequest.set(requestId, found);
    }
  }
}

function entryOf(line: string): (LogLine & { requestId: string | undefined }) | undefined {
  const at = performance.now();
  const parsed = parse(line);
  if (parsed === undefined) {
    // Not of the logger: Node itself, before it ends.
    return line.trim() === '' ? undefined : { headline: line, text: line, at, requestId: undefined };
  }
  if (Number(parsed.level) < ERROR_LEVEL) {
    return undefined;
  }
  const error = isRecord(parsed.err) ? parsed.err : {};
  const headline = [textOf(error.type), textOf(error.message ?? parsed.msg)].filter((part) => part !== '').join(': ');
  const frames = textOf(error.stack)
    .split('\n')
    .filter((frame) => frame.trimStart().startsWith('at ') && !/node_modules|node:/.test(frame))
    .slice(0, FRAMES)
    .map((frame) => frame.trim().replace(/\(?\/\S*\/dist\//, '(dist/'));
  const id = parsed.reqId;
  return {
    headline: headline.slice(0, 300),
    text: [headline.slice(0, 500), ...frames].join(' '),
    at,
    requestId: typeof id === 'string' ? id : undefined,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function parse(line: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
