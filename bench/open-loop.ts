import { setImmediate as nextTurn } from 'node:timers/promises';
import { Pool } from 'undici';
import { percentile } from './figures';
import type { Call } from './load';

const ANSWER_LIMIT_MS = 20_000;
/** More waiting requests mean that the server does not carry the rate at all. */
const MOST_WAITING = 5_000;
/** Timers of Node are a millisecond apart, and later than that: much of what is to be measured. */
const TURN_MS = 0.2;

export interface OpenLoop {
  readonly url: string;
  readonly connections: number;
  /** Requests a second, sent when they are due and not when an answer has come. */
  readonly rate: number;
  /** At the same rate, on the same connections, before those that count. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly calls: readonly Call[];
}

/** In milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

export interface Latencies {
  /** From the moment a request was due: a server that stops for a while is late for all that came meanwhile. */
  readonly answered: Percentiles;
  /** Delay of the load generator itself, which is a part of `answered`. */
  readonly sent: Percentiles;
  /** Answers with 429 or 503, which are not among the others: a server that had stopped for too long. */
  readonly refused: number;
}

/** @throws if an answer is wrong or missing, or the server does not carry the rate */
export async function openLoop(options: OpenLoop): Promise<Latencies> {
  const { url, connections } = options;
  const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: ANSWER_LIMIT_MS });
  try {
    return await new Run(pool, options).latencies();
  } finally {
    await pool.close();
  }
}

class Run {
  private readonly requests;
  private readonly uncounted: number;
  private readonly total: number;
  private readonly answered: number[] = [];
  private readonly sent: number[] = [];
  private readonly begun = performance.now();
  private refused = 0;
  private sending = 0;
  private done = 0;
  private failure: Error | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly options: OpenLoop,
  ) {
    const { rate, warmUpSeconds, seconds, calls } = options;
    this.requests = calls.map((call) => ({ call, request: requestOf(call) }));
    this.uncounted = Math.floor(rate * warmUpSeconds);
    this.total = this.uncounted + Math.floor(rate * seconds);
  }

  async latencies(): Promise<Latencies> {
    const turn = new Int32Array(new SharedArrayBuffer(4));
    while (this.done < this.total && this.failure === undefined) {
      this.sendDue();
      // Gives the processor to the server, for a shorter time than a timer could.
      Atomics.wait(turn, 0, 0, TURN_MS);
      await nextTurn();
    }
    if (this.failure !== undefined) {
      throw this.failure;
    }
    return { answered: percentilesOf(this.answered), sent: percentilesOf(this.sent), refused: this.refused };
  }

  private sendDue(): void {
    const due = Math.min(this.total, Math.ceil(((performance.now() - this.begun) * this.options.rate) / 1_000));
    while (this.sending < due) {
      this.send(this.sending++);
    }
    if (this.sending - this.done > MOST_WAITING) {
      this.failure ??= new Error(`${this.options.rate} requests a second are more than the server carries.`);
    }
  }

  private send(index: number): void {
    const next = this.requests[index % this.requests.length];
    if (!next) {
      throw new Error('There are no calls to send.');
    }
    const { call, request } = next;
    this.record(this.sent, index);
    let status = 0;
    let text = '';
    this.pool.dispatch(request, {
      onRequestStart: () => undefined,
      onResponseStart: (_controller, code) => {
        status = code;
      },
      onResponseData: (_controller, bytes) => {
        text += bytes.toString();
      },
      onResponseEnd: () => {
        this.done += 1;
        if (status === 429 || status === 503) {
          this.refused += index < this.uncounted ? 0 : 1;
        } else if (call.isRight(status, text)) {
          this.record(this.answered, index);
        } else {
          this.failure ??= new Error(`${request.path}: ${status} ${text.slice(0, 300)}`);
        }
      },
      onResponseError: (_controller, error) => {
        this.failure ??= error;
      },
    });
  }

  /** The time since the request was due. */
  private record(times: number[], index: number): void {
    if (index >= this.uncounted) {
      times.push(performance.now() - this.begun - (index * 1_000) / this.options.rate);
    }
  }
}

function percentilesOf(times: readonly number[]): Percentiles {
  const sorted = Float64Array.from(times).sort();
  return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99), p999: percentile(sorted, 0.999) };
}

function requestOf({ method, path, headers, body }: Call) {
  return {
    method,
    path,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
