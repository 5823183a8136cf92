import type { LicenseContext } from '../rules/license-context';

/** Percentages of the seats or uses of a license, highest first. */
const THRESHOLDS = [100, 80];

export interface UsageThreshold {
  readonly of: 'seats' | 'uses' | 'meter';
  /** Percent. */
  readonly threshold: number;
  readonly used: number;
  readonly limit: number;
  /** Number above the limit, if the policy allows some. */
  readonly over: number;
}

/**
 * The highest threshold that the usage reached by a change, or 100 for each seat above the limit, which a policy may allow;
 * null if none, or if there is no limit.
 */
export function crossedThreshold(
  of: UsageThreshold['of'],
  limit: number | null,
  before: number,
  used: number,
): UsageThreshold | null {
  if (limit === null) {
    return null;
  }
  const over = Math.max(0, used - limit);
  const isReached = (percent: number): boolean => used * 100 >= limit * percent && before * 100 < limit * percent;
  const isAbove = of === 'seats' && over > 0 && used > before;
  const threshold = isAbove ? 100 : THRESHOLDS.find(isReached);
  return threshold === undefined ? null : { of, threshold, used, limit, over };
}

/** Thresholds that the added seats and uses cross, after some seats were released. */
export function thresholdsCrossed(
  { license, seatsTaken, usesTaken }: LicenseContext,
  { evicted, added, uses }: { readonly evicted: number; readonly added: number; readonly uses: number },
): UsageThreshold[] {
  const seats = seatsTaken - evicted;
  return [
    // Evicting a seat for another one does not change the usage.
    crossedThreshold('seats', license.maxActivations, seatsTaken, seats + added),
    crossedThreshold('uses', license.usesLimit, usesTaken, usesTaken + uses),
  ].filter((crossed) => crossed !== null);
}
