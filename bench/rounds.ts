import { setTimeout as pause } from 'node:timers/promises';
import { median, medianRatio, rounded } from './figures';
import type { CpuTime } from './cpu';
import { assertNoneWrong, assertRight, load, type Outcome } from './load';
import type { Options } from './options';
import type { Variant } from './variants';

const BETWEEN_MS = 500;
const REWARM_SECONDS = 2;

export interface Round extends Outcome {
  /** Processor time of the server for each answer, in microseconds; undefined if it is not known. */
  readonly cpu: CpuTime | undefined;
}

/** What a variant did, round by round. */
export interface Measured {
  readonly variant: Variant;
  readonly rounds: readonly Round[];
}

/** A variant in the results: medians over the rounds. */
export interface Figures {
  per_second: number;
  p50_ms: number;
  p99_ms: number;
  /** Share of a processor that the load generator took: near 1 it is the generator that limits. */
  generator_cpu: number;
  /** Processor time of the server for each answer, in microseconds. Other load on the machine changes it little. */
  cpu_us?: number;
  /** The first process' part of it, if there are several. */
  first_process_us?: number;
  [ratio: `${'' | 'cpu_'}ratio_to_${string}`]: number;
}

type Timing = Pick<Options, 'connections' | 'rounds' | 'seconds' | 'warmUp'>;

/** Measures the variants in turn, round by round, so that a machine that changes its speed does so for all of them. */
export async function measure(variants: readonly Variant[], timing: Timing): Promise<Measured[]> {
  const measured = variants.map((variant) => ({ variant, rounds: [] as Round[] }));
  const connectionsOf = (variant: Variant): number => variant.connections ?? timing.connections;
  for (const { variant } of measured) {
    console.log(`  warming up, connections: ${connectionsOf(variant)}  ${variant.label}`);
    await warmUp(variant, connectionsOf(variant), timing.warmUp);
  }
  for (let round = 1; round <= timing.rounds; round++) {
    for (const { variant, rounds } of measured) {
      const connections = connectionsOf(variant);
      const outcome = await measureOnce(variant, { ...timing, connections });
      rounds.push(outcome);
      console.log(
        `  round ${round}, connections: ${connections}  ${variant.label}: ${Math.round(outcome.perSecond)}/s`,
      );
    }
  }
  return measured;
}

async function measureOnce(variant: Variant, { connections, seconds }: Timing): Promise<Round> {
  const { name, url, calls, log, cpu } = variant;
  await warmUp(variant, connections, Math.max(REWARM_SECONDS, seconds / 4));
  await pause(BETWEEN_MS);
  await log?.empty();
  const start = new Date();
  const before = cpu?.();
  const outcome = await load({ url, connections, seconds, calls });
  const after = cpu?.();
  assertRight(name, outcome);
  assertLogged(name, outcome, await log?.rowsSince(start));
  return { ...outcome, cpu: before && after && cpuOfEach(outcome.answers, before, after) };
}

function cpuOfEach(answers: number, before: CpuTime, after: CpuTime): CpuTime {
  const micros = (seconds: number): number => (seconds * 1_000_000) / answers;
  return { own: micros(after.own - before.own), descendants: micros(after.descendants - before.descendants) };
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
      const ratios = others.flatMap((other) => [
        ...ratioOf('ratio_to', ratesOf(one), other, ratesOf(other)),
        ...ratioOf('cpu_ratio_to', cpuOf(one), other, cpuOf(other)),
      ]);
      return [one.variant.name, { ...medians(one), ...Object.fromEntries(ratios) }];
    }),
  );
}

function ratioOf(name: string, own: readonly number[], other: Measured, values: readonly number[]): [string, number][] {
  const ratio = medianRatio(own, values);
  return Number.isNaN(ratio) ? [] : [[`${name}_${other.variant.name}`, rounded(ratio)]];
}

function medians(measured: Measured): Figures {
  const { rounds } = measured;
  const own = median(rounds.flatMap(({ cpu }) => cpu?.own ?? []));
  const whole = median(cpuOf(measured));
  return {
    per_second: Math.round(median(rounds.map(({ perSecond }) => perSecond))),
    p50_ms: rounded(median(rounds.map(({ p50 }) => p50))),
    p99_ms: rounded(median(rounds.map(({ p99 }) => p99))),
    generator_cpu: rounded(median(rounds.map(({ generatorCpu }) => generatorCpu)), 2),
    ...(whole > 0 && { cpu_us: rounded(whole) }),
    ...(whole > own && { first_process_us: rounded(own) }),
  };
}

/** For all processes of the server, in each round; none if it is not known. */
function cpuOf({ rounds }: Measured): number[] {
  return rounds.flatMap(({ cpu }) => (cpu ? cpu.own + cpu.descendants : []));
}

function ratesOf({ rounds }: Measured): number[] {
  return rounds.map(({ perSecond }) => perSecond);
}
