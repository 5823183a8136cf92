import { median, rounded } from './figures';

const TIMES = 5;
const LIMIT_MS = 30_000;

export interface Timed {
  readonly call: string;
  readonly status: number;
  readonly median_ms: number;
  readonly longest_ms: number;
}

/** An API call, as an admin. */
export function timed(url: string, call: string, token: string): Promise<Timed> {
  return timedBy(call, async () => {
    const answer = await fetch(url + call, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    await answer.text();
    return answer.status;
  });
}

/** A call that is made several times, one after the other. @param send gives the status of the answer */
export async function timedBy(call: string, send: () => Promise<number>): Promise<Timed> {
  const times: number[] = [];
  let status = 0;
  for (let time = 0; time < TIMES; time++) {
    const begun = performance.now();
    status = await send();
    times.push(performance.now() - begun);
  }
  return { call, status, median_ms: rounded(median(times)), longest_ms: rounded(Math.max(...times)) };
}
