import { createHash } from 'node:crypto';

/** What one run of the ordinary suite takes of its samples; changes each day, and is given again by `SEED=`. */
export const SEED = Number(process.env.SEED ?? new Date().toISOString().slice(0, 10).replaceAll('-', ''));

/** Set by `npm run test:deep`: samples are complete, and random cases ten times as many. */
export const IS_DEEP = process.env.KEYWARD_TEST_DEEP === '1';

const DEEP_FACTOR = 10;

/** Parameters of `fc.assert`: so many random cases by the seed of this run. */
export function cases(numRuns = 100): { numRuns: number; seed: number } {
  return { numRuns: IS_DEEP ? numRuns * DEEP_FACTOR : numRuns, seed: SEED };
}

/**
 * So many of the items by the seed of this run, in their order; all of them in a deep run.
 * @param purpose other samples of the same items take others
 */
export function sampleOf<T>(items: readonly T[], count: number, purpose = ''): T[] {
  if (IS_DEEP || count >= items.length) {
    return [...items];
  }
  const ranks = items.map((_, index) => ({ index, rank: rankOf(`${SEED} ${purpose} ${index}`) }));
  ranks.sort((one, other) => one.rank.localeCompare(other.rank));
  const taken = new Set(ranks.slice(0, count).map(({ index }) => index));
  return items.filter((_, index) => taken.has(index));
}

function rankOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
