import type { ClockError } from './clocks-node';
import type { Random } from './part';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const YEAR = 365 * DAY;

/** Sizes of steps in milliseconds, with a margin on both sides of the minute that the server allows. */
const SIZES: readonly (readonly [name: string, least: number, most: number])[] = [
  ['less than 60 s', 3 * SECOND, 55 * SECOND],
  ['minutes', 70 * SECOND, HOUR],
  ['hours', HOUR, DAY],
  ['days', DAY, 400 * DAY],
  ['years', 400 * DAY, 20 * YEAR],
];

/** How a clock becomes wrong. */
export interface Step {
  readonly kind: string;
  readonly error: ClockError;
}

/** Shows that what is checked holds without any wrong clock. */
export const NO_STEP: Step = { kind: 'none', error: { ahead: 0 } };

type Kind = (random: Random) => Step;

const STEPS: readonly Kind[] = SIZES.flatMap(([name, least, most]) =>
  ([1, -1] as const).map((sign): Kind => (random) => ({
    kind: `${name} ${sign > 0 ? 'ahead' : 'back'}`,
    error: { ahead: sign * Math.round(between(random, least, most)) },
  })),
);

const DRIFTS: readonly Kind[] = [
  (random) => ({ kind: 'drift from right', error: { ahead: 0, rate: between(random, 0.9, 1.1) } }),
  (random) => {
    const sign = random.pick([1, -1]);
    const rate = 1 + sign * between(random, 0.05, 0.1);
    return { kind: 'drift across 60 s', error: { ahead: sign * between(random, 59_600, 59_800), rate } };
  },
  (random) => ({ kind: 'leap seconds', error: { ahead: 0, leapEvery: Math.round(between(random, 700, 3_000)) } }),
];

/** Every kind, one after the other, before any comes again. */
export const KINDS: readonly Kind[] = [...STEPS, ...DRIFTS];

export function describe({ ahead, rate, leapEvery }: ClockError): string {
  const parts = [`${(ahead / SECOND).toFixed(1)} s ahead`];
  return [
    ...parts,
    ...(rate === undefined ? [] : [`rate ${rate.toFixed(3)}`]),
    ...(leapEvery === undefined ? [] : [`a repeated second each ${leapEvery} ms`]),
  ].join(', ');
}

function between(random: Random, least: number, most: number): number {
  return least + random.next() * (most - least);
}
