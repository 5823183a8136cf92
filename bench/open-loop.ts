import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'undici';
import { percentile } from './figures';
import type { Call } from './load';

const ANSWER_LIMIT_MS = 20_000;
/** More waiting requests mean that the server does not carry the rate at all. */
const MOST_WAITING = 5_000;

export interface OpenLoop {
  readonly url: string;
  readonly connections: number;
  /** Requests a second, sent when they are due and not when an answer has come. */
  readonly rate: number;
  readonly seconds: number;
  readonly calls: readonly Call[];
}

/** In milliseconds from the moment a request was due: a server that stops for a while is late for all that came meanwhile. */
export interface Latencies {
  readonly answers: number;
  readonly p50: number;
  readonly p99: number;
  readonly p999: number;
}

/** @throws if an answer is wrong or missing, or the server does not carry the rate */
export async function openLoop({ url, connections, rate, seconds, calls }: OpenLoop): Promise<Latencies> {
  const pool = new Pool(url, { connections, pipelining: 1, headersTimeout: ANSWER_LIMIT_MS });
  const requests = calls.map((call) => ({ call, request: requestOf(call) }));
  const latencies: number[] = [];
  const total = Math.floor(rate * seconds);
  let failure: Error | undefined;
  const fail = (error: unknown): void => void (failure ??= error instanceof Error ? error : new Error(String(error)));
  const begun = performance.now();
  const send = async (index: number): Promise<void> => {
    const next = requests[index % requests.length];
    if (!next) {
      throw new Error('There are no calls to send.');
    }
    const { call, request } = next;
    const { statusCode, body } = await pool.request(request);
    const text = await body.text();
    latencies.push(performance.now() - begun - (index * 1_000) / rate);
    if (!call.isRight(statusCode, text)) {
      throw new Error(`${request.path}: ${statusCode} ${text.slice(0, 300)}`);
    }
  };
  const sent: Promise<void>[] = [];
  while (sent.length < total && failure === undefined) {
    const due = Math.min(total, Math.ceil(((performance.now() - begun) * rate) / 1_000));
    while (sent.length < due) {
      sent.push(send(sent.length).catch(fail));
    }
    if (sent.length - latencies.length > MOST_WAITING) {
      fail(`${rate} requests a second are more than the server carries.`);
    }
    await pause(1);
  }
  await Promise.all(sent);
  await pool.close();
  if (failure !== undefined) {
    throw failure;
  }
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number) => percentile(sorted, share);
  return { answers: sorted.length, p50: at(0.5), p99: at(0.99), p999: at(0.999) };
}

function requestOf({ method, path, headers, body }: Call) {
  return {
    method,
    path,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
