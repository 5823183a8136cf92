import { createPrivateKey } from 'node:crypto';
import { signedToWitness } from '../../src/plugins/relay/cli/pair-jws';
import type { Conversation } from '../../src/plugins/relay/pair/conversation';
import { NOT_BORROWED } from '../../src/plugins/relay/pair/pair-state';
import type { WitnessedRelay } from '../../src/plugins/relay/pair/witness-book';
import { claimsIn, fileIn } from './relays';

type Told = Pick<WitnessedRelay, 'pair' | 'epoch' | 'lease'>;

/** A message of a relay to its witness, signed. @param file of the relay */
export function messageToWitness(file: string, order: ReturnType<Conversation['next']>, told: Told): string {
  const { certificate, private_key: pem = '' } = fileIn(file);
  const { id, key } = claimsIn(certificate).relay;
  const own = { relay: id, hold: 60, borrowed: NOT_BORROWED, asks: false };
  return signedToWitness(
    { kid: key.kid, privateKey: createPrivateKey(pem), certificate },
    { order, told: { ...own, ...told } },
  );
}
