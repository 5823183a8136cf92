import type { ConnectionError } from '../errors';
import { MismatchError, untrustedAnswer } from './problems';
import type { SessionLease, SignedProof } from './signed-proof';
import { DEVICE_CODES } from './state';

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

/** Another server knows neither the devices nor the sessions of a relay that has lent a seat: it does not take the seat away. */
export function otherLender(): ConnectionError {
  return untrustedAnswer(
    new MismatchError('session', 'It is not of the relay that lent the seat'),
    'RELAY_UNREACHABLE',
  );
}

/** @throws KeywardError with `RELAY_UNREACHABLE` if another server than that of the borrowed seat does not know this device */
export function checkLender(seat: BorrowedSeat | undefined, answer: SignedProof, now: number): void {
  const lender = seat && isHeld(seat, now) ? seat.proof.relay : undefined;
  if (lender && answer.relay?.id !== lender.id && !answer.isValid && DEVICE_CODES.includes(answer.code)) {
    throw otherLender();
  }
}

/** Until when the seat is held; undefined if it is not, or no longer. */
export function endOfBorrowed(seat: BorrowedSeat | undefined, now: number): Date | undefined {
  return seat && isHeld(seat, now) ? new Date(seat.until) : undefined;
}
