import type { HostTreatment } from '../../catalog/policies/behavior';
import type { LicenseContext } from '../rules/license-context';
import type { ContextRow } from './context-row';
import type { ContextLookup } from './license-context.query';

/**
 * Licenses and devices that this node has read, so that the next check of one needs no read. They are no verdicts: each check
 * is judged anew, and counts only if the statement that logs it finds the rows as they are here. The least recently used go
 * first.
 */
export class KnownLicenses {
  private readonly rows = new Map<string, ContextRow>();

  /** @param limit number of devices; 0 for none */
  constructor(private readonly limit: number) {}

  get(lookup: ContextLookup): ContextRow | undefined {
    const name = nameOf(lookup);
    const row = this.rows.get(name);
    if (!row || !canUse(lookup, row)) {
      return undefined;
    }
    this.rows.delete(name);
    this.rows.set(name, row);
    return row;
  }

  /** Keeps the row, if nothing that the rules need stands in other rows than those with a version. */
  put(lookup: ContextLookup, row: ContextRow, context: LicenseContext): void {
    if (this.limit === 0 || !canUse(lookup, row) || !dependsOnVersionsAlone(row, context)) {
      return;
    }
    this.rows.set(nameOf(lookup), row);
    if (this.rows.size > this.limit) {
      const [oldest = ''] = this.rows.keys();
      this.rows.delete(oldest);
    }
  }

  forget(lookup: ContextLookup): void {
    this.rows.delete(nameOf(lookup));
  }

  /** After a lost connection, the database may be one that was restored: its versions begin again. */
  clear(): void {
    this.rows.clear();
  }
}

/** Two lookups of one name find the same rows. */
function nameOf({ key, fingerprint, product_ids, product }: ContextLookup): string {
  return JSON.stringify([key, fingerprint, product_ids, product]);
}

/** What a call asks beyond the license and its device stands in other rows. */
function canUse({ components, username, reserve, version, now }: ContextLookup, row: ContextRow): boolean {
  const isVersionJudged = row.updatesUntil !== null || (row.expiresAt !== null && row.expiresAt <= now);
  return components === null && username === null && !reserve && (version === null || !isVersionJudged);
}

function dependsOnVersionsAlone(row: ContextRow, { license, behavior, activation }: LicenseContext): boolean {
  return (
    activation !== null &&
    activation.isActive &&
    activation.takesSeat &&
    license.productIds === null &&
    license.usesLimit === null &&
    license.maxSessions === null &&
    row.effectiveGrants.meters === undefined &&
    behavior.deviceUniqueWithin === 'license' &&
    behavior.componentMatch === 'none' &&
    behavior.seatsPer === 'device' &&
    behavior.deadSeats === 'keep' &&
    behavior.checkInInterval === null &&
    behavior.maxValidationsPerMinute === null &&
    !judgesDevices(behavior)
  );
}

/** The policy judges devices by what they are, which the device may have reported anew. */
function judgesDevices({
  maxCores,
  maxMemoryMb,
  virtualMachines,
  containers,
  developmentHosts,
  localDomains,
}: LicenseContext['behavior']): boolean {
  const treatments: HostTreatment[] = [virtualMachines, containers, developmentHosts, localDomains];
  return maxCores !== null || maxMemoryMb !== null || treatments.includes('refuse');
}
