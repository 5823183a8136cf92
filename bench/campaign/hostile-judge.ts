import { Pool } from 'undici';
import type { Row } from '../report';
import type { ServerLog } from './hostile-log';
import type { Failures } from './part';

const ANSWER_LIMIT_MS = 30_000;
const SHOWN_CHARACTERS = 700;
/** The log is written every 100 ms. */
const LOG_WAIT_MS = 400;

/** A request, ready to be sent. */
export interface Attempt {
  /** Row of the report. */
  readonly way: string;
  /** Groups the failures: the operation, or the path without its ids. */
  readonly route: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** Only of answers that are read whole. */
  readonly text: string;
}

interface Count {
  requests: number;
  ok: number;
  moved: number;
  wrong: number;
  refused: number;
  failures: number;
  unsent: number;
}

/** A connection, which one request uses at a time. */
interface Lane {
  readonly pool: Pool;
  /** Route of the last request. */
  last: string;
}

/** Sends requests, counts their answers, and keeps those that must not be. */
export class Judge {
  private readonly free: Lane[] = [];
  private readonly lanes = new Set<Lane>();
  private readonly counts = new Map<string, Count>();
  private readonly seen = new Map<string, number>();
  private readonly reading = new Set<Promise<void>>();
  private readonly inFlight = new Map<Attempt, number>();

  constructor(
    private readonly url: string,
    private readonly failures: Failures,
    private readonly log: ServerLog,
    /** Secrets with the words that stand for them in failures. */
    private readonly secrets: () => ReadonlyMap<string, string>,
    /** What the database is doing, for requests without an answer. */
    private readonly activity: () => Promise<string>,
  ) {}

  get total(): number {
    return [...this.counts.values()].reduce((sum, { requests }) => sum + requests, 0);
  }

  get failed(): number {
    return this.seen.size;
  }

  /** Undefined if there was no answer. @param whole whether the text is needed */
  async send(attempt: Attempt, whole = false): Promise<Answer | undefined> {
    const count = this.countOf(attempt.way);
    count.requests += 1;
    this.inFlight.set(attempt, performance.now());
    const lane = this.free.pop() ?? this.newLane();
    const before = lane.last;
    lane.last = attempt.route;
    try {
      const { status, text, headers } = await exchange(lane.pool, attempt, whole);
      this.judge(attempt, count, status, text, headers);
      this.free.push(lane);
      return { status, text, headers };
    } catch (error) {
      this.unanswered(attempt, count, error, before);
      this.lanes.delete(lane);
      await lane.pool.destroy();
      return undefined;
    } finally {
      this.inFlight.delete(attempt);
    }
  }

  /** Counts what was done without this client. */
  note(way: string, status: number | undefined): void {
    const count = this.countOf(way);
    count.requests += 1;
    this.countStatus(count, status ?? 0);
  }

  fail(way: string, key: string, sentence: string): void {
    this.countOf(way).failures += 1;
    this.add(key, () => Promise.resolve(sentence));
  }

  get rows(): Row[] {
    return [...this.counts]
      .toSorted(([a], [b]) => a.localeCompare(b))
      .map(([way, { requests, ok, moved, wrong, refused, failures, unsent }]) => ({
        way,
        requests,
        '2xx': ok,
        '3xx': moved,
        '4xx': wrong,
        refused,
        unsent,
        failures,
      }));
  }

  /** How often each failure was seen that was seen more than once. */
  get repeated(): string[] {
    return [...this.seen].filter(([, count]) => count > 1).map(([key, count]) => `${key}: ${count} times`);
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.reading);
    await Promise.all([...this.lanes].map(({ pool }) => pool.destroy()));
  }

  private newLane(): Lane {
    const pool = new Pool(this.url, {
      connections: 1,
      pipelining: 1,
      headersTimeout: ANSWER_LIMIT_MS,
      bodyTimeout: ANSWER_LIMIT_MS,
      // Addresses that are sent on may be as long as they came.
      maxHeaderSize: 128 * 1024,
    });
    const lane: Lane = { pool, last: 'none' };
    this.lanes.add(lane);
    return lane;
  }

  private judge(attempt: Attempt, count: Count, status: number, text: string, headers: Answer['headers']): void {
    this.countStatus(count, status);
    if (status < 500 || (status === 503 && headers['retry-after'] !== undefined)) {
      return;
    }
    count.failures += 1;
    const id = String(headers['x-request-id'] ?? '');
    this.log.claim(id);
    const reading = this.explain(attempt, status, text, id);
    this.reading.add(reading);
    void reading.finally(() => this.reading.delete(reading));
  }

  private async explain(attempt: Attempt, status: number, text: string, id: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, LOG_WAIT_MS));
    const line = this.log.lineOf(id);
    const key = `${status} at ${attempt.route}: ${line?.headline ?? ''}`;
    this.add(key, () =>
      Promise.resolve(
        `${key}. Answer: ${shortened(text, 200)}. Log: ${line?.text ?? '(no line)'}. Repeat: ${this.curl(attempt)}`,
      ),
    );
  }

  private add(key: string, sentence: () => Promise<string>): void {
    const count = (this.seen.get(key) ?? 0) + 1;
    this.seen.set(key, count);
    if (count === 1) {
      void sentence().then((text) => this.failures.add(text));
    }
  }

  private unanswered(attempt: Attempt, count: Count, error: unknown, before: string): void {
    const code = codeOf(error);
    // What undici does not send: headers that it keeps to itself or does not understand.
    if (
      ['UND_ERR_INVALID_ARG', 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH', 'UND_ERR_NOT_SUPPORTED', 'ERR_ASSERTION'].includes(
        code,
      )
    ) {
      count.requests -= 1;
      count.unsent += 1;
      return;
    }
    if (['UND_ERR_DESTROYED', 'UND_ERR_CLOSED', 'UND_ERR_ABORTED'].includes(code)) {
      count.requests -= 1;
      return;
    }
    count.failures += 1;
    const waiting = this.waiting();
    this.add(
      `No answer at ${attempt.route}: ${code}`,
      async () =>
        `No answer at ${attempt.route}: ${String(error)}. Repeat: ${this.curl(attempt)}. Before it on this connection: ${before}. The longest in flight: ${waiting}. Database: ${await this.activity()}`,
    );
  }

  /** One of these keeps the others waiting. */
  private waiting(): string {
    const now = performance.now();
    return [...this.inFlight]
      .slice(0, 5)
      .map(([{ route, path }, begun]) => `${route} ${shortened(path, 120)} since ${Math.round(now - begun)} ms`)
      .join('; ');
  }

  private countStatus(count: Count, status: number): void {
    if (status === 429 || status === 503) {
      count.refused += 1;
    } else if (status >= 400 && status < 500) {
      count.wrong += 1;
    } else if (status >= 300 && status < 400) {
      count.moved += 1;
    } else if (status >= 200 && status < 300) {
      count.ok += 1;
    }
  }

  private countOf(way: string): Count {
    let count = this.counts.get(way);
    if (count === undefined) {
      count = { requests: 0, ok: 0, moved: 0, wrong: 0, refused: 0, failures: 0, unsent: 0 };
      this.counts.set(way, count);
    }
    return count;
  }

  /** A command that repeats the request, with names for the credentials. */
  private curl({ method, path, headers, body }: Attempt): string {
    const head = Object.entries(headers).map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`);
    const text = Buffer.isBuffer(body) ? body.toString('latin1') : body;
    const data = text === undefined ? [] : [`--data-binary ${quoted(shortened(text, SHOWN_CHARACTERS))}`];
    let command = ['curl -i -g', `-X ${method}`, quoted(`${this.url}${path}`), ...head, ...data].join(' ');
    for (const [secret, word] of this.secrets()) {
      command = command.replaceAll(secret, word);
    }
    return command;
  }
}

async function exchange(pool: Pool, { method, path, headers, body }: Attempt, whole: boolean): Promise<Answer> {
  const answer = await pool.request({
    method,
    path,
    headers: { ...headers },
    signal: AbortSignal.timeout(2 * ANSWER_LIMIT_MS),
    ...(body !== undefined && { body }),
  });
  const { statusCode: status, headers: of } = answer;
  if (whole || status >= 500) {
    return { status, text: await answer.body.text(), headers: of };
  }
  // Read to its end, so that the connection can be used again.
  await answer.body.arrayBuffer();
  return { status, text: '', headers: of };
}

export function shortened(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters)}…(${text.length} characters)`;
}

/** For a shell, on one line. */
export function quoted(text: string): string {
  const isPlain = /^[\x20-\x7e]*$/.test(text) && !text.includes("'");
  const escaped = () =>
    text.replace(/[^\x20-\x7e]|['\\]/g, (unit) =>
      unit === "'" || unit === '\\' ? `\\${unit}` : `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return isPlain ? `'${text}'` : `$'${escaped()}'`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
