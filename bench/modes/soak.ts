import { setTimeout as pause } from 'node:timers/promises';
import { type Point, rounded, slope } from '../figures';
import { Keyward } from '../keyward';
import { assertRight, load } from '../load';
import { printTable } from '../report';
import { assertLogged } from '../rounds';
import { seed } from '../seed';
import { keywardVariants } from '../variants';
import type { Bench } from './mode';

const SAMPLE_MS = 2_000;
const METRICS_LIMIT_MS = 10_000;

interface Sample {
  readonly minute: number;
  readonly megabytes: number;
  readonly delayMs: number;
}

/** Checks for minutes, with the server's memory and event-loop delay. */
export async function soak({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses, connections, minutes } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses });
  const [verify] = keywardVariants(keyward, licenses);
  if (!verify) {
    return;
  }
  const end = new AbortController();
  const start = new Date();
  const samples = sampled(keyward, end.signal);
  const outcome = await load({ url: keyward.url, connections, seconds: minutes * 60, calls: verify.calls });
  end.abort();
  assertRight('soak', outcome);
  assertLogged('soak', outcome, await keyward.logRows(start));
  const figures = {
    minutes,
    answers: outcome.answers,
    per_second: Math.round(outcome.perSecond),
    p50_ms: rounded(outcome.p50),
    p99_ms: rounded(outcome.p99),
    ...memoryOf(await samples),
  };
  printTable([figures]);
  report.write({ soak: { ...report.conditions, licenses, ...figures } });
}

async function sampled(keyward: Keyward, end: AbortSignal): Promise<Sample[]> {
  const samples: Sample[] = [];
  const start = Date.now();
  while (!end.aborted) {
    const { residentMegabytes: megabytes } = keyward.process;
    samples.push({ minute: (Date.now() - start) / 60_000, megabytes, delayMs: await delayOf(keyward) });
    await pause(SAMPLE_MS, undefined, { signal: end }).catch(() => undefined);
  }
  return samples;
}

/** 99th percentile of the event loop's delay, as the metrics show it. */
async function delayOf({ url }: Keyward): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`, { signal: AbortSignal.timeout(METRICS_LIMIT_MS) })).text();
  return 1_000 * Number(/^nodejs_eventloop_lag_p99_seconds(?:\{.*\})? (\S+)$/m.exec(metrics)?.[1]);
}

/** The slope is of the second half: until then the server fills its caches. */
function memoryOf(samples: readonly Sample[]) {
  const points: Point[] = samples
    .slice(samples.length >> 1)
    .map(({ minute, megabytes }) => ({ x: minute, y: megabytes }));
  return {
    resident_mb_most: Math.round(Math.max(...samples.map(({ megabytes }) => megabytes))),
    resident_mb_end: Math.round(samples.at(-1)?.megabytes ?? NaN),
    resident_mb_per_minute: rounded(slope(points)),
    event_loop_delay_p99_ms_most: rounded(Math.max(...samples.map(({ delayMs }) => delayMs))),
  };
}
