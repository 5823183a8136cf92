import type { Behavior, HostTreatment } from '../../catalog/policies/behavior';
import { limitsSizes } from '../../licenses/activations/device-size';
import { LazyRow, type RowClass } from '../../platform/database/lazy-rows';
import type { LicenseContext } from '../rules/license-context';
import type { ContextRow } from '../context/context-row';
import type { ContextLookup } from '../context/license-context.query';

const MOST_BEHAVIORS = 1_000;
/** Lookups over which the share of known ones is measured. */
const MEASURED = 256;
/** A batch in which fewer checks than these are known is read and logged in less time than some of it confirmed and the rest read. */
const WORTHWHILE_SHARE = 0.5;

/**
 * Licenses and devices that this node has read, so that the next check of one needs no read. They are no verdicts: each check
 * is judged anew, and counts only if the statement that logs it finds the rows as they are here. When it is full, a device takes
 * the place of the least recently used one only if it was read before within about as many reads as there are places: with many
 * more devices than places, replacing one at each read would cost more than what is known saves.
 */
export class KnownLicenses {
  private readonly rows = new Map<string, PackedRow>();
  /** The texts of the behaviors, each once. */
  private readonly behaviors = new Map<string, string>();
  private readonly read: RecentNames;
  /** Share of the last lookups whose device was known. */
  private share = 1;

  /** @param limit number of devices; 0 for none */
  constructor(private readonly limit: number) {
    this.read = new RecentNames(limit);
  }

  /** @param othersAreRead whether the database is asked about others at this moment, so that one more costs it little */
  get(lookup: ContextLookup, othersAreRead = false): ContextRow | undefined {
    const name = nameOf(lookup);
    const packed = this.rows.get(name);
    this.share += ((packed ? 1 : 0) - this.share) / MEASURED;
    if (othersAreRead && !this.isWorthwhile) {
      return undefined;
    }
    const row = packed && unpack(packed);
    if (!packed || !row || !canUse(lookup, row)) {
      return undefined;
    }
    this.rows.delete(name);
    this.rows.set(name, packed);
    return row;
  }

  /** Keeps the row, if nothing that the rules need stands in other rows than those with a version. */
  put(lookup: ContextLookup, row: ContextRow, context: LicenseContext): void {
    if (this.limit === 0 || !canUse(lookup, context.license) || !dependsOnVersionsAlone(context)) {
      return;
    }
    const name = nameOf(lookup);
    const isKnown = this.rows.has(name);
    // A known one that has changed is forgotten when the log does not confirm it.
    if (isKnown ? !this.isWorthwhile : this.rows.size >= this.limit && !this.read.note(name)) {
      return;
    }
    const packed = this.pack(row);
    if (!packed) {
      return;
    }
    this.rows.set(name, packed);
    if (this.rows.size > this.limit) {
      const [oldest = ''] = this.rows.keys();
      this.rows.delete(oldest);
    }
  }

  private get isWorthwhile(): boolean {
    return this.share >= WORTHWHILE_SHARE;
  }

  forget(lookup: ContextLookup): void {
    this.rows.delete(nameOf(lookup));
  }

  /** After a lost connection, the database may be one that was restored: its versions begin again. */
  clear(): void {
    this.rows.clear();
  }

  /** Undefined for a row that holds the sign for null as a text. */
  private pack(row: ContextRow): PackedRow | undefined {
    if (!(row instanceof LazyRow) || row.texts.includes(NULL)) {
      return undefined;
    }
    const behaviorAt = row.texts.indexOf(row.behavior);
    const texts = row.texts.map((text, index) => (index === behaviorAt ? '' : (text ?? NULL))).join(SEPARATOR);
    const type = row.constructor as RowClass<ContextRow>;
    return { type, texts, behavior: this.shared(row.behavior), behaviorAt };
  }

  private shared(behavior: string): string {
    const known = this.behaviors.get(behavior);
    if (known === undefined) {
      if (this.behaviors.size >= MOST_BEHAVIORS) {
        this.behaviors.clear();
      }
      this.behaviors.set(behavior, behavior);
    }
    return known ?? behavior;
  }
}

/** The names noted last, roughly as many as there are places: each is forgotten when another one takes its place. */
class RecentNames {
  private readonly hashes: Uint32Array;

  constructor(places: number) {
    this.hashes = new Uint32Array(Math.max(1, places));
  }

  /** Whether the name has been noted recently. */
  note(name: string): boolean {
    const hash = hashOf(name);
    const place = hash % this.hashes.length;
    const isRecent = this.hashes[place] === hash;
    this.hashes[place] = hash;
    return isRecent;
  }
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** A row in a quarter of the memory that its values take. */
interface PackedRow {
  readonly type: RowClass<ContextRow>;
  readonly texts: string;
  /** Longer than all other values, and the same text for all licenses of a policy. */
  readonly behavior: string;
  readonly behaviorAt: number;
}

/** No text of PostgreSQL holds it. */
const SEPARATOR = '\0';
const NULL = '\u007f';

function unpack({ type, texts, behavior, behaviorAt }: PackedRow): ContextRow {
  const values = texts.split(SEPARATOR).map((text) => (text === NULL ? null : text));
  values[behaviorAt] = behavior;
  return new type(values);
}

/** Two lookups of one name find the same rows. */
function nameOf({ key, fingerprint, product_ids, product, scopes }: ContextLookup): string {
  return JSON.stringify([key, fingerprint, product_ids, product, scopes]);
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
