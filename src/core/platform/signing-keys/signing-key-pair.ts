import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { SigningAlg } from './signing-alg';
import type { SigningKey } from './signing-key.entity';

/** An Ed25519 key, and an uncompressed point of P-256: 4, x, y. */
const KEY_BYTES = { EdDSA: 32, ES256: 65 } as const satisfies Record<SigningAlg, number>;
const COORDINATE_BYTES = 32;
const KID_LENGTH = 8;

export type SigningKeyPair = Pick<SigningKey, 'alg' | 'kid' | 'publicKey'> & { privateKey: string };

/** A public key as in RFC 8037 and RFC 7518. */
export interface PublicJwk {
  readonly kty: string;
  readonly crv: string;
  readonly x: string;
  readonly y?: string;
}

/** A new key pair; its private key is PKCS #8 in base64. */
export function generateSigningKeyPair(alg: SigningAlg = 'EdDSA'): SigningKeyPair {
  const { privateKey } =
    alg === 'EdDSA' ? generateKeyPairSync('ed25519') : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return signingKeyPairOf(alg, privateKey);
}

/** A key that was generated elsewhere. */
export function signingKeyPairOf(alg: SigningAlg, privateKey: KeyObject): SigningKeyPair {
  const publicKey = createPublicKey(privateKey);
  // In SPKI, the raw key follows the algorithm identifier.
  const raw = publicKey.export({ format: 'der', type: 'spki' }).subarray(-KEY_BYTES[alg]);
  return {
    alg,
    kid: kidOf(raw),
    publicKey: raw.toString('base64url'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  };
}

/** The first characters of the hash of a raw public key. */
export function kidOf(raw: Buffer): string {
  return createHash('sha256').update(raw).digest('base64url').slice(0, KID_LENGTH);
}

export function publicJwk({ alg, publicKey }: Pick<SigningKey, 'alg' | 'publicKey'>): PublicJwk {
  if (alg === 'EdDSA') {
    return { kty: 'OKP', crv: 'Ed25519', x: publicKey };
  }
  const point = Buffer.from(publicKey, 'base64url');
  const [x, y] = [point.subarray(1, 1 + COORDINATE_BYTES), point.subarray(1 + COORDINATE_BYTES)];
  return { kty: 'EC', crv: 'P-256', x: x.toString('base64url'), y: y.toString('base64url') };
}

/** A public key for programs that read PEM. */
export function publicKeyPem(key: Pick<SigningKey, 'alg' | 'publicKey'>): string {
  return createPublicKey({ key: { ...publicJwk(key) }, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
}

export function privateKeyOf(privateKey: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
}

/** A JWS in compact serialization (RFC 7515), whose algorithm is that of the key: Ed25519 (RFC 8037) or ES256 (RFC 7518). */
export function compactJws(
  header: { kid: string; typ: string; chain?: readonly string[] },
  claims: object,
  privateKey: KeyObject,
): string {
  const alg: SigningAlg = privateKey.asymmetricKeyType === 'ec' ? 'ES256' : 'EdDSA';
  const text = `${encoded({ alg, ...header })}.${encoded(claims)}`;
  const signature =
    alg === 'EdDSA'
      ? sign(null, Buffer.from(text), privateKey)
      : sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${text}.${signature.toString('base64url')}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
