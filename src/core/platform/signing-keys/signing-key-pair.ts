import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { SigningKey } from './signing-key.entity';

const KEY_BYTES = 32;
const KID_LENGTH = 8;

export type SigningKeyPair = Pick<SigningKey, 'kid' | 'publicKey'> & { privateKey: string };

export function generateSigningKeyPair(): SigningKeyPair {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  // In SPKI, the raw key follows the algorithm identifier.
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES);
  return {
    kid: createHash('sha256').update(raw).digest('base64url').slice(0, KID_LENGTH),
    publicKey: raw.toString('base64url'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** A public key for programs that read PEM. @param x its 32 bytes in base64url */
export function publicKeyPem(x: string): string {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
}

export function privateKeyOf(privateKey: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
}

/** A JWS in compact serialization (RFC 7515), signed with Ed25519 (RFC 8037). */
export function compactJws(header: { kid: string; typ: string }, claims: object, privateKey: KeyObject): string {
  const text = `${encoded({ alg: 'EdDSA', ...header })}.${encoded(claims)}`;
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
