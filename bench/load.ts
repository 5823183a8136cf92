import autocannon, { type Request } from 'autocannon';
import { percentile } from './figures';

const ANSWER_LIMIT_SECONDS = 20;

/** A request with what a right answer to it is. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  /** Groups the latencies of a mixed load. */
  readonly kind?: string;
  isRight(status: number, body: string): boolean;
}

export interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /** Makes the calls of a connection, which are repeated when they are used up. */
  readonly calls: () => Call[];
  /** Counts 429 and 503 with `Retry-After` as refused, not as wrong. */
  readonly mayRefuse?: boolean;
}

export interface Outcome {
  /** Without those that were refused, as all figures. */
  readonly answers: number;
  readonly refused: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Answers that are not right. */
  readonly wrong: number;
  /** Connections that broke, and requests without an answer in time. */
  readonly failures: number;
  readonly firstWrong: string | undefined;
  /** Share of a processor that the load generator itself took. */
  readonly generatorCpu: number;
  readonly answersByKind: ReadonlyMap<string, number>;
}

/** Keeps every connection busy with one request at a time, and checks every answer. */
export async function load(load: Load): Promise<Outcome> {
  const tally = new Tally(load.mayRefuse ?? false);
  const run = autocannon({
    url: load.url,
    connections: load.connections,
    duration: load.seconds,
    timeout: ANSWER_LIMIT_SECONDS,
    setupClient: (client) => {
      client.setRequests(load.calls().map((call) => tally.request(call)));
    },
  });
  // The requests are built before.
  run.on('start', () => tally.start());
  run.on('response', (_client, status: number, _bytes, milliseconds: number) => tally.time(status, milliseconds));
  const { errors } = await run;
  return tally.outcome(errors);
}

class Tally {
  private readonly times: number[] = [];
  private readonly kinds = new Map<string, number>();
  private wrong = 0;
  private refused = 0;
  private firstWrong: string | undefined;
  private begun = performance.now();
  private cpu = process.cpuUsage();

  constructor(private readonly mayRefuse: boolean) {}

  request(call: Call): Request {
    const { method, path, headers, body, kind = '' } = call;
    return {
      method,
      path,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      onResponse: (status, answer, _context, responseHeaders) => {
        this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
        const isRight = this.isRefusal(status) ? isPolite(responseHeaders, answer) : call.isRight(status, answer);
        if (!isRight) {
          this.wrong++;
          this.firstWrong ??= `${method} ${path}: ${status} ${answer.slice(0, 300)}`;
        }
      },
    };
  }

  start(): void {
    this.begun = performance.now();
    this.cpu = process.cpuUsage();
  }

  time(status: number, milliseconds: number): void {
    if (this.isRefusal(status)) {
      this.refused++;
    } else {
      this.times.push(milliseconds);
    }
  }

  private isRefusal(status: number): boolean {
    return this.mayRefuse && (status === 429 || status === 503);
  }

  outcome(failures: number): Outcome {
    const seconds = (performance.now() - this.begun) / 1_000;
    const { user, system } = process.cpuUsage(this.cpu);
    const sorted = Float64Array.from(this.times).sort();
    return {
      answers: sorted.length,
      refused: this.refused,
      perSecond: sorted.length / seconds,
      p50: percentile(sorted, 0.5),
      p99: percentile(sorted, 0.99),
      wrong: this.wrong,
      failures,
      firstWrong: this.firstWrong,
      generatorCpu: (user + system) / 1_000_000 / seconds,
      answersByKind: this.kinds,
    };
  }
}

/** Says when to come back, in V2's format. */
function isPolite(headers: Record<string, string>, body: string): boolean {
  const retryAfter = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after')?.[1];
  return Number(retryAfter) > 0 && body.startsWith('{"error":{"code":');
}

/** @throws if there was no answer, or one was wrong or missing: such a figure says nothing */
export function assertRight(name: string, outcome: Outcome): void {
  assertNoneWrong(name, outcome);
  if (outcome.answers === 0) {
    throw new Error(`${name}: no answer in time.`);
  }
}

/** @throws if an answer was wrong or missing */
export function assertNoneWrong(name: string, { answers, wrong, failures, firstWrong }: Outcome): void {
  if (wrong > 0 || failures > 0) {
    throw new Error(`${name}: ${answers} answers, ${wrong} wrong, ${failures} missing. ${firstWrong ?? ''}`);
  }
}
