import { toGive } from './level';
import {
  metersForNewPartner,
  type MeterUses,
  type PairMeters,
  type ReportedMeter,
  reportedMeters,
  unmovedMeters,
} from './pair-meters';

/** Seats of a pool, or of a part of it. */
export interface Seats {
  readonly sessions: number;
  readonly activations: number;
}

/** Borrowed seats: how many, and the latest end in seconds since 1970. */
export interface Borrowed {
  readonly count: number;
  readonly until: number;
}

/** Number of take-overs, and the UUID of the relay that made the last one. A greater one holds. */
export interface Epoch {
  readonly number: number;
  readonly by: string;
}

/** The last message of the partner, as far as a take-over needs it. */
export interface KnownPartner {
  /** Longest time without a heartbeat after which a session of it ends, in seconds. */
  readonly hold: number;
  /** Seconds for which it serves after a contact. */
  readonly lease: number;
  readonly borrowed: Borrowed;
  /** Public key of the witness without whose contact, or that of this relay, it does not serve; null for none. */
  readonly witness: string | null;
}

/** A take-over that has begun. Until it is done, the share of the partner stays free. */
export interface TakeOver {
  readonly isDone: boolean;
  /** Seats of the partner that are left out until they have ended. */
  readonly borrowed: Borrowed;
  /** Seconds to wait before the share is taken. */
  readonly wait: number;
}

/** The durable state of a relay of a pair. The shares of both, and what is between them, are together the pool. */
export interface PairState {
  readonly partner: string;
  readonly epoch: Epoch;
  readonly share: Seats;
  /** Number of the last transfer to the partner, and its seats while the partner has not confirmed it. */
  readonly sent: number;
  readonly pending: Seats | null;
  /** Number of the last transfer from the partner. */
  readonly received: number;
  /** Public key of the witness that the partner has confirmed. */
  readonly witness: string | null;
  readonly known: KnownPartner | null;
  readonly takeOver: TakeOver | null;
  /** An operator has said that the machine of the partner is dead: this relay serves alone. */
  readonly isAlone: boolean;
  /** Nobody takes the amounts of a silent partner: they have no end after which they are free. */
  readonly meters: PairMeters;
}

/** The relay that has the state. */
export interface OwnRelay {
  readonly id: string;
  /** Public key of the witness that it asks; null for none. */
  readonly witness: string | null;
}

/** Use of a relay. */
export interface PairUse {
  readonly pool: Seats;
  /** Sessions that run, borrowed ones included. */
  readonly sessions: number;
  readonly activations: number;
  readonly hold: number;
  readonly borrowed: Borrowed;
  readonly meters: MeterUses;
}

/** For what programs wait, besides what is free. */
export interface Wanted {
  /** Starts of sessions. */
  readonly sessions: number;
  /** Amounts of meters, by code. */
  readonly meters: Readonly<Record<string, number>>;
}

/** The state of a relay, as it tells its partner. */
export interface PairReport {
  readonly epoch: Epoch;
  /**
   * Seats of the partner, if it has an earlier epoch: what this relay does not have. Null while a take-over may change that: the
   * partner then goes on once it was heard.
   */
  readonly rest: Seats | null;
  readonly sent: number;
  readonly pending: Seats | null;
  readonly received: number;
  readonly witness: string | null;
  readonly hold: number;
  readonly lease: number;
  readonly borrowed: Borrowed;
  readonly free: Seats;
  readonly share: Seats;
  /** Starts of sessions that wait for seats, besides those that are free. */
  readonly wanted: number;
  /** Witness of the other relay, as this one has stored it. */
  readonly confirms: string | null;
  /** Absent for a relay of an earlier version, which moves no amounts. */
  readonly meters?: readonly ReportedMeter[];
}

export const NO_SEATS: Seats = { sessions: 0, activations: 0 };
export const NOTHING_WANTED: Wanted = { sessions: 0, meters: {} };
export const NOT_BORROWED: Borrowed = { count: 0, until: 0 };

/** @param first the first relay of the pair, which has the whole pool at first */
export function newPair(partner: string, first: string, share: Seats, meters: PairMeters): PairState {
  return {
    partner,
    epoch: { number: 0, by: first },
    share,
    sent: 0,
    pending: null,
    received: 0,
    witness: null,
    known: null,
    takeOver: null,
    isAlone: false,
    meters,
  };
}

/** Negative if the first one is earlier; 0 for the same. */
export function compareEpochs(one: Epoch, other: Epoch): number {
  return one.number - other.number || (one.by < other.by ? -1 : one.by > other.by ? 1 : 0);
}

export function reportOf(
  state: PairState,
  use: PairUse,
  { witness, lease, wanted }: Pick<PairReport, 'witness' | 'lease'> & { readonly wanted: Wanted },
): PairReport {
  const { epoch, share, sent, pending, received } = state;
  return {
    epoch,
    rest: state.takeOver ? null : minus(use.pool, share),
    sent,
    pending,
    received,
    witness,
    hold: use.hold,
    lease,
    borrowed: use.borrowed,
    free: freeOf(state, use),
    share,
    wanted: wanted.sessions,
    confirms: state.known?.witness ?? null,
    meters: reportedMeters(state.meters, use.meters, wanted.meters),
  };
}

/** The state after a message of the partner, whose order is certain. */
export function received(state: PairState, report: PairReport, use: PairUse, own: OwnRelay): PairState {
  const { hold, lease, borrowed, witness, confirms } = report;
  const pledged = confirms === own.witness ? confirms : state.witness;
  const known = { ...state, known: { hold, lease, borrowed, witness }, witness: pledged, isAlone: false };
  const order = compareEpochs(report.epoch, state.epoch);
  if (order > 0) {
    const { epoch, rest } = report;
    // Without the rest, the partner does not know yet that this relay is back.
    return rest === null
      ? state
      : { ...known, epoch, share: rest, sent: 0, pending: null, received: 0, takeOver: null };
  }
  if (order < 0) {
    // The share of this relay stays until the partner has the rest.
    return { ...known, takeOver: null };
  }
  return isBehind(state, report)
    ? begun({ ...known, takeOver: null }, own.id)
    : given(exchanged(known, report), report, use);
}

/** The partner has an earlier state than it once had: its data were restored. */
function isBehind({ sent, pending, received: taken }: PairState, report: PairReport): boolean {
  return report.sent < taken || report.received < sent - (pending ? 1 : 0);
}

/** A new epoch: whatever was between the two relays belongs to the rest, which the partner gets at the next contact. */
function begun(state: PairState, own: string): PairState {
  const epoch = { number: state.epoch.number + 1, by: own };
  return { ...state, epoch, sent: 0, pending: null, received: 0 };
}

function exchanged(state: PairState, report: PairReport): PairState {
  const isNew = report.sent === state.received + 1;
  return {
    ...state,
    takeOver: null,
    ...(isNew && report.pending && { share: plus(state.share, report.pending), received: report.sent }),
    ...(report.received === state.sent && { pending: null }),
  };
}

function given(state: PairState, report: PairReport, use: PairUse): PairState {
  const free = freeOf(state, use);
  const seats = {
    sessions: toGive(free.sessions, report.free.sessions, use.pool.sessions, report.wanted),
    activations: toGive(free.activations, report.free.activations, use.pool.activations, 0),
  };
  const isAny = seats.sessions > 0 || seats.activations > 0;
  return state.pending !== null || !isAny
    ? state
    : { ...state, share: minus(state.share, seats), sent: state.sent + 1, pending: seats };
}

/** Seats that no session and no device has. */
export function freeOf({ share }: Pick<PairState, 'share'>, use: Pick<PairUse, 'sessions' | 'activations'>): Seats {
  return minus(share, { sessions: use.sessions, activations: use.activations });
}

/** The state when a relay is heard that was not the partner before. */
export function pairedWith(
  stored: PairState | null,
  partner: string,
  { first, use }: { readonly first: string; readonly use: PairUse },
): PairState {
  return stored
    ? { ...newPair(partner, first, stored.share, metersForNewPartner(stored.meters)), epoch: stored.epoch }
    : newPair(partner, first, use.pool, unmovedMeters(use.meters, true));
}

export function minus(one: Seats, other: Seats): Seats {
  return {
    sessions: Math.max(0, one.sessions - other.sessions),
    activations: Math.max(0, one.activations - other.activations),
  };
}

function plus(one: Seats, other: Seats): Seats {
  return { sessions: one.sessions + other.sessions, activations: one.activations + other.activations };
}
