import type { LicenseWithUsage } from '../../../core/licensing';

/** Remaining seats and uses, never negative; null is unlimited. */
export interface LicenseRemaining {
  readonly seats: number | null;
  readonly uses: number | null;
}

export function remaining({ license, use }: LicenseWithUsage): LicenseRemaining {
  return { seats: remainingOf(license.maxActivations, use.seats), uses: remainingOf(license.usesLimit, use.uses) };
}

function remainingOf(limit: number | null, used: number): number | null {
  return limit === null ? null : Math.max(0, limit - used);
}
