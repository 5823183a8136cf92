import { PARTNER_URL, WITNESS_URL } from '../relay-mode';
import type { CertificateClaims } from '../relay-claims';
import type { PairMember } from './pair-member';
import type { PairMeters } from './pair-meters';
import type { PairState, Seats } from './pair-state';
import { seatsOf } from './seats-of';

/** State of a pair, for its page. */
export interface PairOverview {
  readonly share: Seats;
  readonly pool: Seats;
  readonly meters: PairMeters;
  readonly isSecond: boolean;
  readonly mayServe: boolean;
  readonly hasPartnerUrl: boolean;
  readonly hasWitness: boolean;
  readonly hasMet: boolean;
  /** Seconds since the partner was heard; undefined if not since the start. */
  readonly partnerSeen: number | undefined;
  /** Seconds since the witness answered; undefined if not since the start. */
  readonly witnessSeen: number | undefined;
  readonly isTakenOver: boolean;
  /** Seats of a silent partner that stay out. */
  readonly borrowed: number;
  /** Seconds until the share of the partner is taken. */
  readonly takeOverIn: number | undefined;
  /** Seconds that a take-over takes at most after the last contact, without borrowed seats. */
  readonly longestWait: number;
}

/** @param now seconds of the clock of the member */
export function overviewOf(
  { member, state }: { readonly member: PairMember; readonly state: PairState },
  claims: CertificateClaims,
  { now, mayServe, witnessSeenAt }: { now: number; mayServe: boolean; witnessSeenAt: number | undefined },
): PairOverview {
  const since = (time: number | undefined): number | undefined =>
    time === undefined ? undefined : Math.max(0, Math.round(now - time));
  return {
    share: state.share,
    pool: seatsOf(claims.pool),
    meters: state.meters,
    isSecond: claims.pair !== undefined,
    mayServe,
    hasPartnerUrl: PARTNER_URL !== undefined,
    hasWitness: WITNESS_URL !== undefined,
    hasMet: state.known !== null,
    partnerSeen: since(member.partnerHeardAt),
    witnessSeen: since(witnessSeenAt),
    isTakenOver: state.takeOver?.isDone ?? false,
    borrowed: state.takeOver?.borrowed.count ?? 0,
    takeOverIn: member.takeOverIn(now),
    longestWait: member.longestWait,
  };
}
