import type { SessionLease, SignedProof } from './signed-proof';

/** As the store holds it: the answer is signed, the token was sent beside. */
export interface StoredSeat {
  /** Compact JWS of the last answer about the session. */
  readonly answer: string;
  readonly token: string;
}

/** A floating seat that needs no server until its end. */
export interface BorrowedSeat {
  /** Id of its session. */
  readonly id: string;
  readonly token: string;
  readonly proof: SignedProof;
  /** The last second in which it is held, in milliseconds since 1970. */
  readonly until: number;
}

/** Undefined if the session is not borrowed, or may no longer be used. */
export function borrowedSeat({
  id,
  borrowedUntil: until,
  token,
  proof,
}: SessionLease & { readonly token: string; readonly proof: SignedProof }): BorrowedSeat | undefined {
  return until !== undefined && proof.isValid ? { id, token, proof, until } : undefined;
}

/** What is signed speaks of whole seconds and includes the last. */
export function isHeld({ until }: BorrowedSeat, now: number): boolean {
  return now < until + 1_000;
}

/** Until when the seat is held; undefined if it is not, or no longer. */
export function endOfBorrowed(seat: BorrowedSeat | undefined, now: number): Date | undefined {
  return seat && isHeld(seat, now) ? new Date(seat.until) : undefined;
}
