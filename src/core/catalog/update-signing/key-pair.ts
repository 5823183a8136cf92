import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { SIGNING_ALGORITHM, type UpdateSigningKey } from './update-signing-key.entity';

const KEY_BYTES = 32;
const KEY_ID_DIGITS = 16;

export type KeyPair = Pick<UpdateSigningKey, 'keyId' | 'algorithm' | 'publicKey'> & { privateKey: string };

export function generateKeyPair(): KeyPair {
  const { publicKey, privateKey } = generateKeyPairSync(SIGNING_ALGORITHM);
  // In SPKI, the raw key follows the algorithm identifier.
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
  return {
    keyId: createHash('sha256').update(raw).digest('hex').slice(0, KEY_ID_DIGITS),
    algorithm: SIGNING_ALGORITHM,
    publicKey: raw.toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** Returns base64. */
export function signatureOf(text: string, privateKey: string): string {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  return sign(null, Buffer.from(text), key).toString('base64');
}
