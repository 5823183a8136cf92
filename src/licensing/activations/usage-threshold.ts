/** Percentages of the seats or uses of a license, highest first. */
const THRESHOLDS = [100, 80];

export interface UsageThreshold {
  readonly of: 'seats' | 'uses';
  /** Percent. */
  readonly threshold: number;
  readonly used: number;
  readonly limit: number;
}

/** The highest threshold that the usage reached by a change; null if none, or if there is no limit. */
export function crossedThreshold(
  of: UsageThreshold['of'],
  limit: number | null,
  before: number,
  used: number,
): UsageThreshold | null {
  if (limit === null) {
    return null;
  }
  const threshold = THRESHOLDS.find((percent) => used * 100 >= limit * percent && before * 100 < limit * percent);
  return threshold === undefined ? null : { of, threshold, used, limit };
}
