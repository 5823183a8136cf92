import { type Borrowed, type Epoch, NOT_BORROWED, type PairState, type PairUse, type Seats } from './pair-state';

/** Seconds by which clocks of machines may differ: as for relay files. */
const CLOCKS_APART_S = 3_600;
/** A second of one machine is at most this many of another one. */
const CLOCK_RATES = 1.05;

/** A take-over that is certain. */
export interface TakeOverGrant {
  readonly epoch: Epoch;
  /** Whether the partner may have taken the share of this relay meanwhile. */
  readonly wasTaken: boolean;
  /** Longest session of the partner, as it last told the witness. */
  readonly hold: number;
  readonly borrowed: Borrowed;
  /** An operator has said that the machine of the partner is dead. */
  readonly isByOperator: boolean;
}

/** An operator's word. */
export function grantOfOperator({ epoch }: PairState, own: string, wasTaken: boolean): TakeOverGrant {
  const next = { number: epoch.number + 1, by: own };
  return { epoch: next, wasTaken, hold: 0, borrowed: NOT_BORROWED, isByOperator: true };
}

/** Seconds until sessions without heartbeats have ended by the clock of the partner. */
export function takeOverWait(hold: number): number {
  return Math.ceil(hold * CLOCK_RATES);
}

/** The state when a take-over begins. */
export function takingOver(state: PairState, grant: TakeOverGrant, use: Pick<PairUse, 'sessions'>): PairState {
  const known = state.known?.borrowed ?? NOT_BORROWED;
  const borrowed = {
    count: Math.max(known.count, grant.borrowed.count),
    until: Math.max(known.until, grant.borrowed.until),
  };
  const wait = takeOverWait(Math.max(state.known?.hold ?? 0, grant.hold));
  return {
    ...state,
    epoch: grant.epoch,
    sent: 0,
    pending: null,
    received: 0,
    takeOver: { isDone: false, borrowed, wait },
    isAlone: grant.isByOperator,
    // Sessions that run still were not taken: the partner has waited for their end, and left out those that are borrowed.
    ...(grant.wasTaken && { share: { ...state.share, sessions: use.sessions } }),
  };
}

/** The state when the partner was heard while the witness granted the take-over: nothing is taken. */
export function withoutTakeOver(state: PairState, grant: TakeOverGrant, use: Pick<PairUse, 'sessions'>): PairState {
  return { ...takingOver(state, grant, use), takeOver: null };
}

/**
 * The state once the wait is over: the share of sessions is taken, except what the partner has borrowed. Activations stay.
 * @param seconds since 1970
 */
export function takenOver(state: PairState, pool: Seats, seconds: number): PairState {
  const { takeOver, share } = state;
  if (!takeOver) {
    return state;
  }
  const { count, until } = takeOver.borrowed;
  const borrowed = count > 0 && seconds <= until + CLOCKS_APART_S ? takeOver.borrowed : NOT_BORROWED;
  const sessions = Math.max(share.sessions, pool.sessions - borrowed.count);
  return { ...state, share: { ...share, sessions }, takeOver: { ...takeOver, isDone: true, borrowed } };
}
