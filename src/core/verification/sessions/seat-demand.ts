/** A seat from one time to another: taken by a session, or wanted after a refusal. */
export interface SeatSpan {
  /** Spans with the same unit are one seat while they overlap. */
  readonly unit: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  /** Exclusive; later than `from`. */
  readonly until: number;
  readonly isRefused: boolean;
}

/** Use of seats over a time. */
export interface SeatDemand {
  readonly sessions: number;
  /** Hours of all sessions together. */
  readonly hours: number;
  /** Most seats that were taken at once. */
  readonly peak: number;
  /** Refusals; those of one device count once in an hour. */
  readonly refused: number;
  /** Minutes for which all seats were taken; null without a limit. */
  readonly fullMinutes: number | null;
  /** Fewest seats with which no start would have been refused. */
  readonly sufficient: number;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/**
 * Summarizes spans within a time.
 * @param limit seats of today; null for unlimited
 */
export function seatDemand(
  spans: readonly SeatSpan[],
  limit: number | null,
  { from, until }: Pick<SeatSpan, 'from' | 'until'>,
): SeatDemand {
  const within = spans
    .filter((span) => span.from < until && span.until > from && span.until > span.from)
    .map((span) => ({ ...span, from: Math.max(span.from, from), until: Math.min(span.until, until) }));
  const taken = within.filter(({ isRefused }) => !isRefused);
  const { peak, full } = peakOf(taken, limit);
  return {
    sessions: taken.length,
    hours: taken.reduce((sum, span) => sum + span.until - span.from, 0) / HOUR,
    peak,
    refused: refusalsIn(spans, { from, until }),
    fullMinutes: limit === null ? null : Math.round(full / MINUTE),
    sufficient: peakOf(within, null).peak,
  };
}

/** Devices that are refused again and again count once in an hour. */
function refusalsIn(spans: readonly SeatSpan[], { from, until }: Pick<SeatSpan, 'from' | 'until'>): number {
  const hours = spans
    .filter((span) => span.isRefused && span.from >= from && span.from < until)
    .map((span) => `${Math.floor(span.from / HOUR)} ${span.unit}`);
  return new Set(hours).size;
}

/** The most seats at once, and the milliseconds for which at least as many as the limit were taken. */
function peakOf(spans: readonly SeatSpan[], limit: number | null): { readonly peak: number; readonly full: number } {
  const changes = spans
    .flatMap(({ unit, from, until }) => [
      { at: from, unit, by: 1 },
      { at: until, unit, by: -1 },
    ])
    // A seat that is freed can be taken at the same instant.
    .sort((one, other) => one.at - other.at || one.by - other.by);
  const seats = new Map<string, number>();
  let peak = 0;
  let full = 0;
  let before = 0;
  for (const { at, unit, by } of changes) {
    if (limit !== null && seats.size >= limit) {
      full += at - before;
    }
    before = at;
    const count = (seats.get(unit) ?? 0) + by;
    if (count > 0) {
      seats.set(unit, count);
    } else {
      seats.delete(unit);
    }
    peak = Math.max(peak, seats.size);
  }
  return { peak, full };
}
