import { createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto';

const SEED_BYTES = 32;
/** The bytes before the seed of an Ed25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The Ed25519 key by which this installation signs as a witness: the same one on each node. */
export function witnessKey(secret: string): { readonly x: string; readonly privateKey: KeyObject } {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'keyward witness', SEED_BYTES));
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  return { privateKey, x: String(createPublicKey(privateKey).export({ format: 'jwk' }).x) };
}
