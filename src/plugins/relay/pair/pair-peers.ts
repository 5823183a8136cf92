import type { RelayFile } from '../cli/relay-file';
import { PARTNER_URL, VENDOR, WITNESS_URL } from '../relay-mode';
import type { PairMember } from './pair-member';
import type { PairState } from './pair-state';
import { VENDOR_WITNESS_PATH, WITNESS_PATH } from './pair-paths';

/** Where the witness answers; undefined for none, and for the server of a vendor that has no address. */
export function witnessOf({ terms }: RelayFile): string | undefined {
  if (WITNESS_URL !== VENDOR) {
    return WITNESS_URL && WITNESS_URL + WITNESS_PATH;
  }
  return terms.vendor_url ? terms.vendor_url.replace(/\/$/, '') + VENDOR_WITNESS_PATH : undefined;
}

/** Whether a certificate is that of the other relay: of the same license, and one of both names the other. */
export function isPartner({ claims: own }: RelayFile, other: RelayFile['claims'], member: PairMember): boolean {
  const isOfPair = own.pair ? own.pair.id === other.relay.id : other.pair?.id === own.relay.id;
  return isOfPair && own.license === other.license && member.accepts(other.relay.id);
}

/** Sentences for the log of a relay that lacks its partner or its witness. */
export function warningsOf(file: RelayFile, state: PairState | null): string[] {
  const lacksWitness = WITNESS_URL !== undefined && witnessOf(file) === undefined;
  const lacksFirst = file.claims.pair && PARTNER_URL === undefined && state?.share.sessions === 0;
  return [
    ...(lacksWitness ? ["The vendor's server cannot be the witness: the relay file does not name its address"] : []),
    ...(lacksFirst
      ? ['This is the second relay of a pair: it serves nothing until it meets the first one (--partner)']
      : []),
  ];
}
