import type { Behavior, HostTreatment } from '../../catalog/policies/behavior';
import { RecentNames } from '../../common/recent-names';
import { RecentlyUsed } from '../../common/recently-used';
import { limitsSizes } from '../../licenses/activations/device-size';
import { LazyRow, type RowClass, type Texts } from '../../platform/database/lazy-rows';
import type { LicenseContext } from '../rules/license-context';
import type { ContextRow } from '../context/context-row';
import type { ContextLookup } from '../context/license-context.query';

const MOST_BEHAVIORS = 1_000;
/** Reads and known checks over which the share of what is asked for again is measured. */
const MEASURED = 256;
/** A batch in which fewer checks than these are known is read and logged in less time than some of it confirmed and the rest read. */
const WORTHWHILE_SHARE = 0.5;

/**
 * Licenses and devices that this node has read, so that the next check of one needs no read. They are no verdicts: each check
 * is judged anew, and counts only if the statement that logs it finds the rows as they are here. When it is full, a device takes
 * the place of another only if it was read before within about as many reads as there are places: with many more devices than
 * places, nothing is looked up and nothing replaced, because either would cost more than what is known saves.
 */
export class KnownLicenses {
  private readonly rows: RecentlyUsed<ContextRow>;
  /** A row for each behavior: most of their values are the same for all licenses of a policy. */
  private readonly samples = new Map<string, Texts>();
  private readonly read: RecentNames;
  /** Share of the last checks whose device was known or, while none is looked up, had been read recently. */
  private share = 1;

  /** @param limit number of devices; 0 for none */
  constructor(private readonly limit: number) {
    this.rows = new RecentlyUsed(limit);
    this.read = new RecentNames(limit);
  }

  /** @param othersAreRead whether the database is asked about others at this moment, so that one more costs it little */
  mayAnswer(othersAreRead: boolean): boolean {
    return this.limit > 0 && (this.isWorthwhile || !othersAreRead);
  }

  get(lookup: ContextLookup): ContextRow | undefined {
    const row = this.rows.get(nameOf(lookup));
    if (!row || !canUse(lookup, row)) {
      return undefined;
    }
    this.count(true);
    return row;
  }

  /** Keeps the row, if nothing that the rules need stands in other rows than those with a version. */
  put(lookup: ContextLookup, row: ContextRow, context: LicenseContext): void {
    if (this.limit === 0) {
      return;
    }
    const isUsable = canUse(lookup, context.license) && dependsOnVersionsAlone(context);
    const name = nameOf(lookup);
    const isRecent = isUsable && this.read.note(name);
    // While known ones are looked up, one that is read again says nothing: it may only have found no place yet.
    if (!isRecent || !this.isWorthwhile) {
      this.count(isRecent);
    }
    if (!isUsable || (this.rows.isFull && !(isRecent && this.isWorthwhile))) {
      return;
    }
    // A known one that has changed is forgotten when the log does not confirm it.
    if (!this.rows.has(name)) {
      this.rows.set(name, this.shared(row));
    }
  }

  forget(lookup: ContextLookup): void {
    this.rows.delete(nameOf(lookup));
  }

  /** After a lost connection, the database may be one that was restored: its versions begin again. */
  clear(): void {
    this.rows.clear();
  }

  private get isWorthwhile(): boolean {
    return this.share >= WORTHWHILE_SHARE;
  }

  private count(isAskedAgain: boolean): void {
    this.share += ((isAskedAgain ? 1 : 0) - this.share) / MEASURED;
  }

  /** The row with the texts that it has in common with another one, which takes half of the memory. */
  private shared(row: ContextRow): ContextRow {
    if (!(row instanceof LazyRow)) {
      return row;
    }
    const sample = this.samples.get(row.behavior);
    if (sample) {
      return new (row.constructor as RowClass<ContextRow>)(
        row.texts.map((text, index) => (text === sample[index] ? sample[index] : text)),
      );
    }
    if (this.samples.size >= MOST_BEHAVIORS) {
      this.samples.clear();
    }
    this.samples.set(row.behavior, row.texts);
    return row;
  }
}

/** Two lookups of one name find the same rows. No text of PostgreSQL holds the separator. */
function nameOf({ key, fingerprint, product_ids, product, scopes }: ContextLookup): string {
  const asked = `${key}\0${fingerprint ?? ''}`;
  return product_ids === null && product === null && scopes === undefined
    ? asked
    : `${asked}\0${JSON.stringify([product_ids, product, scopes])}`;
}

/** Whether the call asks for nothing that stands in other rows. */
function canUse(
  { components, username, reserve, version, now, scopes }: ContextLookup,
  { updatesUntil, expiresAt }: Pick<ContextRow, 'updatesUntil' | 'expiresAt'>,
): boolean {
  const isVersionJudged = updatesUntil !== null || (expiresAt !== null && expiresAt <= now);
  // Groups and published files have no version here, other than policies and customers.
  const isOfVersions = scopes === undefined || (scopes.group_name === null && scopes.checksum === null);
  return isOfVersions && components === null && username === null && !reserve && (version === null || !isVersionJudged);
}

function dependsOnVersionsAlone({ license, behavior, activation }: LicenseContext): boolean {
  return (
    activation !== null &&
    activation.isActive &&
    activation.takesSeat &&
    license.productIds === null &&
    license.usesLimit === null &&
    license.maxSessions === null &&
    license.effectiveGrants.meters === undefined &&
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
function judgesDevices(behavior: Behavior): boolean {
  const { virtualMachines, containers, developmentHosts, localDomains, stagingHosts } = behavior;
  const treatments: HostTreatment[] = [virtualMachines, containers, developmentHosts, localDomains, stagingHosts];
  return limitsSizes(behavior) || treatments.includes('refuse');
}
