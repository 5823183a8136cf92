import type { LicenseWithUsage } from './licenses.service';

/** What of a license is still to be had; null is unlimited. Limits that were lowered leave no less than nothing. */
export interface LicenseRemaining {
  readonly seats: number | null;
  readonly uses: number | null;
}

export function remaining({ license, use }: LicenseWithUsage): LicenseRemaining {
  return { seats: left(license.maxActivations, use.seats), uses: left(license.usesLimit, use.uses) };
}

function left(limit: number | null, taken: number): number | null {
  return limit === null ? null : Math.max(0, limit - taken);
}
