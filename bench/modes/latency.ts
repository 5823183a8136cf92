import { median, rounded } from '../figures';
import { Keyward } from '../keyward';
import { type Latencies, openLoop } from '../open-loop';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, settle } from '../seed';
import { keywardVariants } from '../variants';
import type { Bench } from './mode';

/** Of what the node carries. */
const SHARES = [0.25, 0.5, 0.75];
/** Enough that none waits for a connection. */
const CONNECTIONS = 256;
const WARM_UP_SECONDS = 2;

/** Latency of checks that arrive at a constant rate, whether or not those before them are answered. */
export async function latency({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses, rounds, seconds } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses });
  await settle(keyward.pool);
  const verify = keywardVariants(keyward, licenses).filter(({ name }) => name === 'verify');
  const carried = figuresOf(await measure(verify, options), []).verify?.per_second ?? NaN;

  const measured = SHARES.map((share) => ({ share, rate: Math.round(carried * share), rounds: [] as Latencies[] }));
  const [{ url, calls }] = verify as [(typeof verify)[number]];
  for (let round = 1; round <= rounds; round++) {
    for (const each of measured) {
      const load = { url, connections: CONNECTIONS, rate: each.rate, calls: calls() };
      await openLoop({ ...load, seconds: WARM_UP_SECONDS });
      each.rounds.push(await openLoop({ ...load, seconds }));
    }
  }
  const rows = measured.map(({ share, rate, rounds }) => ({
    share,
    per_second: rate,
    p50_ms: rounded(median(rounds.map(({ p50 }) => p50))),
    p99_ms: rounded(median(rounds.map(({ p99 }) => p99))),
    p999_ms: rounded(median(rounds.map(({ p999 }) => p999))),
  }));
  printTable(rows);
  report.write({ latency: { ...report.conditions, licenses, carried_per_second: carried, at: rows } });
}
