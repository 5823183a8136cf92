import { median, rounded } from '../figures';
import { Keyward } from '../keyward';
import { type Latencies, openLoop, type Percentiles } from '../open-loop';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { Scrape } from '../scrape';
import { seed, settle } from '../seed';
import { keywardVariants, type Variant } from '../variants';
import type { Bench } from './mode';

/** Of what the node carries. */
const SHARES = [0.25, 0.5, 0.75];
/** Enough that none waits for a connection. */
const CONNECTIONS = 256;
const WARM_UP_SECONDS = 2;

/** A check waits for both: the one reads its license, the other writes its log row and commits. */
const STATEMENTS = { read: 'lookup', write: 'log' } as const;

interface Round extends Latencies {
  /** Milliseconds. */
  readonly batches: Record<`${keyof typeof STATEMENTS}_p50_ms` | `${keyof typeof STATEMENTS}_p99_ms`, number>;
  readonly delayP99: number;
  /** Processors that each of them took. */
  readonly cpu: { readonly server: number; readonly postgres: number; readonly generator: number };
}

/** Latency of checks that arrive at a constant rate, whether or not those before them are answered. */
export async function latency(bench: Bench): Promise<void> {
  const { options, database, cleanup, report } = bench;
  const { licenses, rounds } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  const sync = await database.syncTimes;
  await seed(keyward.pool, { licenses });
  await settle(keyward.pool);
  const [verify] = keywardVariants(keyward, licenses) as [Variant];
  const carried = figuresOf(await measure([verify], options), []).verify?.per_second ?? NaN;

  const measured = SHARES.map((share) => ({ share, rate: Math.round(carried * share), rounds: [] as Round[] }));
  for (let round = 1; round <= rounds; round++) {
    for (const each of measured) {
      each.rounds.push(await measureAt(each.rate, verify, bench));
    }
  }
  const rows = measured.map(({ share, rate, rounds }) => ({
    share,
    per_second: rate,
    ...mediansOf(rounds, ''),
    refused: rounds.reduce((total, { refused }) => total + refused, 0),
    ...mediansOf(rounds, 'generator_late_'),
    ...waitsOf(rounds),
    ...cpuOf(rounds),
  }));
  printTable(rows);
  const disk = { disk_sync_p50_ms: rounded(sync.p50), disk_sync_p99_ms: rounded(sync.p99) };
  printTable([disk]);
  report.write({ latency: { ...report.conditions, licenses, ...disk, carried_per_second: carried, at: rows } });
}

async function measureAt(rate: number, { url, calls, cpu }: Variant, { options, database }: Bench): Promise<Round> {
  const { origin } = new URL(url);
  const { seconds } = options;
  const taken = () => {
    const { user, system } = process.cpuUsage();
    const postgres = database.cpu;
    return [cpu?.()?.own, postgres && postgres.own + postgres.descendants, (user + system) / 1_000_000];
  };
  const load = { url, connections: CONNECTIONS, rate, seconds, warmUpSeconds: WARM_UP_SECONDS, calls: calls() };
  const scraped = await Scrape.of(origin);
  const begun = performance.now();
  const before = taken();
  const latencies = await openLoop(load);
  const after = taken();
  const scrape = await Scrape.of(origin);
  const elapsed = (performance.now() - begun) / 1_000;
  const [server = NaN, postgres = NaN, generator = NaN] = after.map(
    (time, index) => ((time ?? NaN) - (before[index] ?? NaN)) / elapsed,
  );
  const batchTime = (statement: string, share: number) => scrape.batchTime(statement, share, scraped);
  return {
    ...latencies,
    batches: {
      read_p50_ms: batchTime(STATEMENTS.read, 0.5),
      read_p99_ms: batchTime(STATEMENTS.read, 0.99),
      write_p50_ms: batchTime(STATEMENTS.write, 0.5),
      write_p99_ms: batchTime(STATEMENTS.write, 0.99),
    },
    delayP99: scrape.delayP99,
    cpu: { server, postgres, generator },
  };
}

function mediansOf(rounds: readonly Round[], prefix: '' | 'generator_late_'): Record<string, number> {
  const medianOf = (name: keyof Percentiles) =>
    rounded(median(rounds.map(({ answered, sent }) => (prefix === '' ? answered : sent)[name])));
  return {
    [`${prefix}p50_ms`]: medianOf('p50'),
    [`${prefix}p99_ms`]: medianOf('p99'),
    ...(prefix === '' && { p999_ms: medianOf('p999') }),
  };
}

function waitsOf(rounds: readonly Round[]): Record<string, number> {
  const of = (name: keyof Round['batches']) => rounded(median(rounds.map(({ batches }) => batches[name])));
  return {
    batch_read_p50_ms: of('read_p50_ms'),
    batch_read_p99_ms: of('read_p99_ms'),
    batch_write_p50_ms: of('write_p50_ms'),
    batch_write_p99_ms: of('write_p99_ms'),
    event_loop_p99_ms: rounded(median(rounds.map(({ delayP99 }) => delayP99))),
  };
}

/** Nothing on a system that does not tell it. */
function cpuOf(rounds: readonly Round[]): Record<string, number> {
  const cpu = (name: keyof Round['cpu']) => rounded(median(rounds.map((round) => round.cpu[name])), 2);
  const known = { server_cpu: cpu('server'), postgres_cpu: cpu('postgres'), generator_cpu: cpu('generator') };
  return Object.fromEntries(Object.entries(known).filter(([, value]) => !Number.isNaN(value)));
}
