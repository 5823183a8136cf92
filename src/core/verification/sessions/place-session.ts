import type { Behavior } from '../../catalog/policies/behavior';

/** Reserved seats of a license. */
export interface ReservedSeats {
  readonly id: number;
  readonly seats: number;
  /** Those that are taken. */
  readonly used: number;
  /** The new session may take one. */
  readonly fits: boolean;
}

/** Running sessions of a license, as a new session finds them. */
export interface SeatCounts {
  /** Seats that are taken: sessions that share a seat count once. */
  readonly used: number;
  /** The new session shares the seat of a running one. */
  readonly isShared: boolean;
  /** Reservation of that seat. */
  readonly sharedReservation: number | null;
  /** Sessions of the same user; 0 if the program names none. */
  readonly ofUser: number;
  /** Sessions on the same machine. */
  readonly ofMachine: number;
  /** Other machines with sessions of the same user. */
  readonly otherMachines: number;
  readonly reservations: readonly ReservedSeats[];
  /** Programs that wait for a seat before the new session, each by the reservations that it fits. */
  readonly ahead: readonly (readonly number[])[];
}

/** Limits of a policy by user and machine, and which sessions share a seat. */
export type SeatTerms = Pick<
  Behavior,
  'sessionsCountBy' | 'maxSessionsPerUser' | 'maxSessionsPerMachine' | 'maxMachinesPerUser'
>;

/** Name of the error with which a session is refused. */
export type SeatRefusal =
  'SESSIONS_EXHAUSTED' | 'USER_SESSIONS_EXHAUSTED' | 'MACHINE_SESSIONS_EXHAUSTED' | 'USER_MACHINES_EXHAUSTED';

/** The seat of a new session, or why it gets none. */
export type SeatPlacement =
  | { readonly refusal: SeatRefusal }
  | {
      readonly refusal?: undefined;
      /** Null for a seat that is not reserved. */
      readonly reservationId: number | null;
      readonly isShared: boolean;
    };

/** Whether a start must count sessions otherwise than all of the license together. */
export function hasSeatTerms(terms: SeatTerms): boolean {
  const limits = [terms.maxSessionsPerUser, terms.maxSessionsPerMachine, terms.maxMachinesPerUser];
  return terms.sessionsCountBy !== 'instance' || limits.some((limit) => limit !== null);
}

/**
 * The seat of a new session: that of a session with which it shares one, a reserved seat, or a free one.
 * @param max seats of the license; null is unlimited
 */
export function placeSession(max: number | null, terms: SeatTerms, counts: SeatCounts): SeatPlacement {
  const refusal = limitReached(terms, counts);
  if (refusal) {
    return { refusal };
  }
  if (counts.isShared) {
    return { reservationId: counts.sharedReservation, isShared: true };
  }
  const left = counts.ahead.reduce((before, fits) => withSeatFor(max, before, fits), counts);
  const fits = counts.reservations.filter((reserved) => reserved.fits).map(({ id }) => id);
  const seat = seatFor(max, left, fits);
  return seat ? { ...seat, isShared: false } : { refusal: 'SESSIONS_EXHAUSTED' };
}

/** The counts after a program that waits has taken its seat, if there is one for it. */
function withSeatFor(max: number | null, counts: SeatCounts, fits: readonly number[]): SeatCounts {
  const seat = seatFor(max, counts, fits);
  return seat
    ? {
        ...counts,
        used: counts.used + 1,
        reservations: counts.reservations.map((reserved) =>
          reserved.id === seat.reservationId ? { ...reserved, used: reserved.used + 1 } : reserved,
        ),
      }
    : counts;
}

/** A reserved seat if there is one, else a free one; undefined if there is none. */
function seatFor(
  max: number | null,
  counts: SeatCounts,
  fits: readonly number[],
): { readonly reservationId: number | null } | undefined {
  if (max !== null && counts.used >= max) {
    return undefined;
  }
  const reserved = counts.reservations.find(({ id, used, seats }) => fits.includes(id) && used < seats);
  const isFree = max === null || freeSeats(max, counts) > 0;
  return reserved || isFree ? { reservationId: reserved?.id ?? null } : undefined;
}

/** Seats that every session may take: a seat that is reserved and not taken is none of them. */
function freeSeats(max: number, { used, reservations }: SeatCounts): number {
  const unused = reservations.reduce((sum, { seats, used: taken }) => sum + Math.max(0, seats - taken), 0);
  return max - used - unused;
}

function limitReached(terms: SeatTerms, { ofUser, ofMachine, otherMachines }: SeatCounts): SeatRefusal | null {
  const { maxSessionsPerUser, maxSessionsPerMachine, maxMachinesPerUser } = terms;
  if (maxSessionsPerUser !== null && ofUser >= maxSessionsPerUser) {
    return 'USER_SESSIONS_EXHAUSTED';
  }
  if (maxMachinesPerUser !== null && otherMachines >= maxMachinesPerUser) {
    return 'USER_MACHINES_EXHAUSTED';
  }
  return maxSessionsPerMachine !== null && ofMachine >= maxSessionsPerMachine ? 'MACHINE_SESSIONS_EXHAUSTED' : null;
}
