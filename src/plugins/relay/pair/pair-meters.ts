import { toGive } from './level';

/**
 * Part of a meter that a relay has. Both sums only grow, and the giver stores its own before it reports it: a message that is
 * lost, late or repeated moves nothing twice. Amounts are in the smallest parts of a credit.
 */
export interface MeterPart {
  /** Amount without what moved between the two; negative after data were restored that had less than the partner had given. */
  readonly own: number;
  /** Sum of all that was given to the partner. */
  readonly given: number;
  /** Sum of all that came from the partner. */
  readonly taken: number;
  /** Added to the use that is reported: restored data report no less than those before. */
  readonly shift: number;
  /** The most that the partner has reported of itself. */
  readonly known: { readonly taken: number; readonly total: number };
}

/** Meters of a relay of a pair, by their codes. */
export interface PairMeters {
  /** UUID of the data that have the parts; null before it is known, and for a database elsewhere. */
  readonly boot: string | null;
  /** The data were restored or copied, and the partner was not heard since. */
  readonly isRestored: boolean;
  readonly parts: Readonly<Record<string, MeterPart>>;
}

/** Use of a meter at a relay. */
export interface MeterUse {
  /** Amount in the pool. */
  readonly pool: number;
  /** Taken and not returned. */
  readonly used: number;
  /** Taken, including what was returned: it only grows. */
  readonly total: number;
}

export type MeterUses = Readonly<Record<string, MeterUse>>;

/** A meter of a relay, as it reports it to its partner. */
export interface ReportedMeter {
  readonly code: string;
  readonly given: number;
  readonly taken: number;
  readonly total: number;
  readonly free: number;
  /** Amount for which programs wait. */
  readonly wanted: number;
  /** The same sums of the other relay, as this one has stored them. */
  readonly known: { readonly given: number; readonly taken: number; readonly total: number };
}

const NOTHING = { given: 0, taken: 0, shift: 0, known: { taken: 0, total: 0 } };

/** The parts of a relay that has not met a partner. @param has whether it has the amounts of the pool */
export function unmovedMeters(uses: MeterUses, has: boolean): PairMeters {
  const parts = mapped(uses, (_, { pool }) => ({ ...NOTHING, own: has ? pool : 0 }));
  return { boot: null, isRestored: false, parts };
}

/** The parts for another partner: what is left is the relay's own, and what the former one had stays out. */
export function metersForNewPartner(meters: PairMeters): PairMeters {
  return { ...meters, parts: mapped(meters.parts, (_, part) => ({ ...NOTHING, own: amountOf(part) })) };
}

/** Amount of the pool that a relay has, used or not; 0 for a meter that it does not know. */
export function amountOf(part: MeterPart | undefined): number {
  return part ? part.own + part.taken - part.given : 0;
}

/** Amounts that are neither used nor given away. */
export function freeAmounts({ parts }: PairMeters, uses: MeterUses): Readonly<Record<string, number>> {
  return mapped(parts, (code, part) => Math.max(0, amountOf(part) - (uses[code]?.used ?? 0)));
}

export function reportedMeters(
  meters: PairMeters,
  uses: MeterUses,
  wanted: Readonly<Record<string, number>> = {},
): ReportedMeter[] {
  const free = freeAmounts(meters, uses);
  return Object.entries(meters.parts).map(([code, { given, taken, shift, known }]) => ({
    code,
    given,
    taken,
    total: (uses[code]?.total ?? 0) + shift,
    free: free[code] ?? 0,
    wanted: wanted[code] ?? 0,
    known: { ...known, given: taken },
  }));
}

/** The data were restored or copied: nobody knows what was used since, so that what is free is not used any more. */
export function restoredMeters(meters: PairMeters, uses: MeterUses): PairMeters {
  return { ...meters, isRestored: true, parts: mapped(meters.parts, (code, part) => withoutFree(part, uses[code])) };
}

/**
 * The meters after a message of the partner, whose order is certain, and what the partner then gets.
 * @param kept amounts that calls take which are not answered yet: what has come for them does not go back
 */
export function metersAfter(
  meters: PairMeters,
  reported: readonly ReportedMeter[],
  uses: MeterUses,
  kept: Readonly<Record<string, number>> = {},
): PairMeters {
  const isBehind = meters.isRestored || reported.some((one) => knowsMore(one, meters.parts[one.code], uses[one.code]));
  const parts = mapped(meters.parts, (code, part) => {
    const one = reported.find((other) => other.code === code);
    if (!one) {
      return part;
    }
    const merged = mergedPart(part, one, uses[code]);
    // All that has ever come counts as used: the data before may have used it.
    return isBehind ? withoutFree(merged, uses[code]) : givenPart(merged, one, uses[code], kept[code]);
  });
  return { ...meters, isRestored: false, parts };
}

/** Whether more was reported to the partner than this relay has stored: its data were restored. */
function knowsMore({ known }: ReportedMeter, part: MeterPart | undefined, use: MeterUse | undefined): boolean {
  const total = (use?.total ?? 0) + (part?.shift ?? 0);
  return part !== undefined && (known.given > part.given || known.taken > part.taken || known.total > total);
}

function mergedPart(part: MeterPart, reported: ReportedMeter, use: MeterUse | undefined): MeterPart {
  return {
    ...part,
    given: Math.max(part.given, reported.known.given),
    taken: Math.max(part.taken, reported.given),
    shift: Math.max(part.shift, reported.known.total - (use?.total ?? 0)),
    known: { taken: Math.max(part.known.taken, reported.taken), total: Math.max(part.known.total, reported.total) },
  };
}

/** A gift that the partner has not confirmed is the last one. */
function givenPart(part: MeterPart, reported: ReportedMeter, use: MeterUse | undefined, kept = 0): MeterPart {
  const free = Math.max(0, amountOf(part) - (use?.used ?? 0) - kept);
  const amount = reported.taken === part.given ? toGive(free, reported.free, use?.pool ?? 0, reported.wanted) : 0;
  return { ...part, given: part.given + amount };
}

function withoutFree(part: MeterPart, use: MeterUse | undefined): MeterPart {
  return { ...part, own: Math.min(part.own, (use?.used ?? 0) - part.taken + part.given) };
}

function mapped<T, R>(record: Readonly<Record<string, T>>, map: (code: string, one: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([code, one]) => [code, map(code, one)]));
}
