import { setTimeout as pause } from 'node:timers/promises';
import { median, medianRatio, rounded } from './figures';
import { assertNoneWrong, assertRight, load, type Outcome } from './load';
import type { Options } from './options';
import type { Variant } from './variants';

const BETWEEN_MS = 500;
const REWARM_SECONDS = 2;

/** What a variant did, round by round. */
export interface Measured {
  readonly variant: Variant;
  readonly rounds: readonly Outcome[];
}

/** A variant in the results: medians over the rounds. */
export interface Figures {
  per_second: number;
  p50_ms: number;
  p99_ms: number;
  /** Share of a processor that the load generator took: near 1 it is the generator that limits. */
  generator_cpu: number;
  [ratio: `ratio_to_${string}`]: number;
}

type Timing = Pick<Options, 'connections' | 'rounds' | 'seconds' | 'warmUp'>;

/** Measures the variants in turn, round by round, so that a machine that changes its speed does so for all of them. */
export async function measure(variants: readonly Variant[], timing: Timing): Promise<Measured[]> {
  const measured = variants.map((variant) => ({ variant, rounds: [] as Outcome[] }));
  for (const { variant } of measured) {
    console.log(`  warming up, connections: ${timing.connections}  ${variant.label}`);
    await warmUp(variant, timing.connections, timing.warmUp);
  }
  for (let round = 1; round <= timing.rounds; round++) {
    for (const { variant, rounds } of measured) {
      const outcome = await measureOnce(variant, timing);
      rounds.push(outcome);
      console.log(
        `  round ${round}, connections: ${timing.connections}  ${variant.label}: ${Math.round(outcome.perSecond)}/s`,
      );
    }
  }
  return measured;
}

async function measureOnce(variant: Variant, { connections, seconds }: Timing): Promise<Outcome> {
  const { name, url, calls, log } = variant;
  await warmUp(variant, connections, Math.max(REWARM_SECONDS, seconds / 4));
  await pause(BETWEEN_MS);
  await log?.empty();
  const start = new Date();
  const outcome = await load({ url, connections, seconds, calls });
  assertRight(name, outcome);
  assertLogged(name, outcome, await log?.rowsSince(start));
  return outcome;
}

/** Fills caches and lets the compiler see the code that it will run. Not counted, but every answer must be right. */
async function warmUp({ name, url, calls }: Variant, connections: number, seconds: number): Promise<void> {
  assertNoneWrong(`${name}, warming up`, await load({ url, connections, seconds, calls }));
}

/** @throws if an answered request is not in the log */
export function assertLogged(name: string, { answers }: Outcome, rows: number | undefined): void {
  if (rows !== undefined && rows < answers) {
    throw new Error(`${name}: ${answers} answers, but only ${rows} rows in the log.`);
  }
}

/** Medians, and the ratio to each of the named variants. */
export function figuresOf(measured: readonly Measured[], references: readonly string[]): Record<string, Figures> {
  return Object.fromEntries(
    measured.map((one) => {
      const others = measured.filter(({ variant }) => references.includes(variant.name) && variant !== one.variant);
      const ratios = others.map((other) => [
        `ratio_to_${other.variant.name}`,
        rounded(medianRatio(ratesOf(one), ratesOf(other))),
      ]);
      return [one.variant.name, { ...medians(one), ...Object.fromEntries(ratios) }];
    }),
  );
}

function medians({ rounds }: Measured): Figures {
  return {
    per_second: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
    p50_ms: rounded(median(rounds.map(({ p50 }) => p50))),
    p99_ms: rounded(median(rounds.map(({ p99 }) => p99))),
    generator_cpu: rounded(median(rounds.map(({ generatorCpu }) => generatorCpu)), 2),
  };
}

function ratesOf({ rounds }: Measured): number[] {
  return rounds.map(({ perSecond }) => perSecond);
}
