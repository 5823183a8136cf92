import { base64url, type Bytes, fromBase64url } from './bytes';
import { sha256 } from './digest';

/** A public key as in `/.well-known/jwks.json`: Ed25519 (RFC 8037) or P-256 (RFC 7518). */
export interface Jwk {
  readonly kty: string;
  readonly crv: string;
  /** 32 bytes in base64url. */
  readonly x: string;
  /** Only of P-256: 32 bytes in base64url. */
  readonly y?: string;
  readonly kid?: string;
}

export interface JwkSet {
  readonly keys: readonly Jwk[];
}

export type SigningAlg = 'EdDSA' | 'ES256';

/** The 32 bytes of an Ed25519 key, or the 65 of an uncompressed point of P-256: 4, x, y. */
export interface PublicKey {
  readonly alg: SigningAlg;
  readonly bytes: Bytes;
}

const KEY_BYTES = 32;
const POINT_BYTES = 65;
const UNCOMPRESSED = 4;
const KID_LENGTH = 8;

/** A public key in base64url; its length says of which algorithm. Undefined if it is none. */
export function publicKeyIn(text: unknown): PublicKey | undefined {
  const bytes = typeof text === 'string' ? fromBase64url(text) : undefined;
  if (bytes?.length === KEY_BYTES) {
    return { alg: 'EdDSA', bytes };
  }
  return bytes?.length === POINT_BYTES && bytes[0] === UNCOMPRESSED ? { alg: 'ES256', bytes } : undefined;
}

/** A key's id follows from the key, so that one id never means two keys. */
export async function kidOf({ bytes }: PublicKey): Promise<string> {
  return base64url(await sha256(bytes)).slice(0, KID_LENGTH);
}

/** @param pinned what an application has in its source: 43 or 87 characters each, JWKs, or a JWK set */
export function pinnedKeys(pinned: readonly (string | Jwk)[] | JwkSet): PublicKey[] {
  const keys = isJwkSet(pinned) ? pinned.keys : pinned;
  if (keys.length === 0) {
    throw new TypeError('Pin at least one public key of the license server');
  }
  return keys.map((key, index) => {
    const publicKey = typeof key === 'string' ? pastedKey(key) : jwkKey(key);
    if (publicKey === undefined) {
      throw new TypeError(
        `Pinned key ${index + 1} is not a public key in base64url: 32 bytes of Ed25519, or an uncompressed point of P-256`,
      );
    }
    return publicKey;
  });
}

/** As it was pasted: in either alphabet, with or without padding, between quotation marks. */
function pastedKey(text: string): PublicKey | undefined {
  return publicKeyIn(
    text
      .replace(/[^\w+/-]/g, '')
      .replace(/\+/g, '-')
      .replace(/\//g, '_'),
  );
}

function isJwkSet(pinned: readonly unknown[] | JwkSet): pinned is JwkSet {
  return !Array.isArray(pinned);
}

function jwkKey({ kty, crv, x, y }: Jwk): PublicKey | undefined {
  if (kty === 'EC' && crv === 'P-256') {
    const [left, right] = [fromBase64url(x), fromBase64url(y ?? '')];
    return left && right && publicKeyIn(base64url(new Uint8Array([UNCOMPRESSED, ...left, ...right])));
  }
  return kty === 'OKP' && crv === 'Ed25519' ? pastedKey(x) : undefined;
}
