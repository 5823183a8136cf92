import { randomUUID } from 'node:crypto';
import { readRelayFile, keysIn } from '../../../src/plugins/relay/cli/relay-file';
import { Conversation } from '../../../src/plugins/relay/pair/conversation';
import {
  readOfPartner,
  readToWitness,
  signedToPartner,
  signedToWitness,
} from '../../../src/plugins/relay/cli/pair-jws';
import { NOT_BORROWED } from '../../../src/plugins/relay/pair/pair-state';
import type { CertificateClaims } from '../../../src/plugins/relay/relay-claims';
import { ed25519Keys, RelayVendor } from '../../support/relay-files';

const vendor = new RelayVendor();

/** A relay of the vendor, as it signs. */
function relayOf(by: RelayVendor, claims: object = {}) {
  const keys = ed25519Keys();
  const key = { kty: 'OKP', crv: 'Ed25519', x: keys.x, kid: keys.kid };
  const text = by.file({ key: keys.x, claims: { relay: { id: randomUUID(), name: 'Plant', key }, ...claims } });
  const file = readRelayFile(text);
  return { file, signer: { ...keys, certificate: file.certificate }, keys: keysIn(file.terms) };
}

const first = relayOf(vendor);
const second = relayOf(vendor, { pair: { id: first.file.claims.relay.id, member: 2 } });
const message = () => ({ order: new Conversation().next(1), report: null });
const read = (text: string, own: CertificateClaims = first.file.claims) => readOfPartner(text, first.keys, own);

it('reads the message of a partner, which its vendor has certified', () => {
  const sent = message();
  const text = signedToPartner(second.signer, second.file.claims, sent);
  expect(read(text)?.message).toEqual(sent);
  expect(read(text)?.by.relay.id).toBe(second.file.claims.relay.id);
});

it.each([
  ['for the other relay of the pair', () => signedToPartner(first.signer, first.file.claims, message())],
  ['that was changed', () => signedToPartner(second.signer, second.file.claims, message()).replace(/.$/, '-')],
  [
    'by a key that is not certified',
    () => signedToPartner({ ...second.signer, ...ed25519Keys() }, second.file.claims, message()),
  ],
  [
    'of another vendor',
    () => {
      const other = relayOf(new RelayVendor(), { pair: { id: first.file.claims.relay.id, member: 2 } });
      return signedToPartner(other.signer, other.file.claims, message());
    },
  ],
  [
    'without its members',
    () => signedToPartner(second.signer, second.file.claims, { ...message(), order: {} as never }),
  ],
  ['that is no JWS', () => 'a.b'],
])('refuses a message %s', (_name, text) => {
  expect(read(text())).toBeUndefined();
});

it('reads at the witness what a relay tells of itself, and nothing that it tells of another one', () => {
  const told = {
    relay: second.file.claims.relay.id,
    pair: first.file.claims.relay.id,
    epoch: { number: 0, by: first.file.claims.relay.id },
    lease: 30,
    hold: 60,
    borrowed: NOT_BORROWED,
    asks: false,
  };
  const { order } = message();
  expect(readToWitness(signedToWitness(second.signer, { order, told }), first.keys)?.message.told).toEqual(told);
  expect(readToWitness(signedToWitness(first.signer, { order, told }), first.keys)).toBeUndefined();
  const foreign = { ...told, pair: randomUUID() };
  expect(readToWitness(signedToWitness(second.signer, { order, told: foreign }), first.keys)).toBeUndefined();
});
