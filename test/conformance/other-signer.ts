import { createHash } from 'node:crypto';
import { isRelayed } from './fake-relay';
import { fixedKey, type FixedKey, signAs } from '../vectors/signing';

/** Networks in which answers are signed with keys other than the server's. */
export type SignedNetwork = 'first_key' | 'second_key' | 'revoked_key' | 'vendor';

const [FIRST, SECOND] = [fixedKey('first'), fixedKey('second')];
const SIGNERS: Readonly<Record<SignedNetwork, FixedKey>> = {
  first_key: FIRST,
  second_key: SECOND,
  revoked_key: FIRST,
  vendor: FIRST,
};

/** Public key that a program pins. */
export const FIRST_KEY = FIRST.publicKey;

export function isSigned(network: string): network is SignedNetwork {
  return network in SIGNERS;
}

/** The claims of the server, signed anew; in the network `vendor` about the device and the session of this call. */
export function signedBy(network: SignedNetwork, signed: string, question: string): string {
  const [{ typ }, claims] = signed
    .split('.', 2)
    .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString())) as [{ typ: string }, object];
  return signAs(SIGNERS[network], typ, network === 'vendor' ? { ...claims, ...subjectOf(question) } : claims);
}

function subjectOf(question: string): object {
  const asked = JSON.parse(question) as Readonly<Record<string, string>>;
  const credential = asked.session_token ?? asked.license_key ?? '';
  return {
    key_hash: createHash('sha256').update(credential).digest('hex'),
    fingerprint: asked.hardware_id ?? null,
  };
}

/** The list of keys in this network; undefined for that of the server. */
export function keysOf(network: string): string | undefined {
  if (!isSigned(network) && !isRelayed(network)) {
    return undefined;
  }
  const isFirst = network === 'first_key' || network === 'vendor' || isRelayed(network);
  const { kid, publicKey: x } = SECOND;
  const claims = { iss: 'test', iat: 1 };
  const second = { ...jwk(SECOND), endorsement: signAs(FIRST, 'keyward-endorsement+jws', { ...claims, kid, x }) };
  const revoked = network === 'revoked_key' ? [FIRST.kid] : [];
  const signer = isFirst ? FIRST : SECOND;
  return JSON.stringify({
    keys: isFirst ? [jwk(FIRST)] : [second, jwk(FIRST)],
    signed: signAs(signer, 'keyward-keys+jws', { ...claims, exp: 2, kids: [signer.kid], revoked }),
  });
}

function jwk({ kid, publicKey: x }: FixedKey): object {
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
}
