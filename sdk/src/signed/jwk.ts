import { base64url, type Bytes, fromBase64url } from './bytes';
import { sha256 } from './digest';

/** An Ed25519 public key as in `/.well-known/jwks.json` (RFC 8037). */
export interface Jwk {
  readonly kty: string;
  readonly crv: string;
  /** 32 bytes in base64url. */
  readonly x: string;
  readonly kid?: string;
}

export interface JwkSet {
  readonly keys: readonly Jwk[];
}

const KEY_BYTES = 32;
const KID_LENGTH = 8;

/** The 32 bytes of a public key; undefined if it is none. */
export function publicKeyBytes(x: unknown): Bytes | undefined {
  const bytes = typeof x === 'string' ? fromBase64url(x) : undefined;
  return bytes?.length === KEY_BYTES ? bytes : undefined;
}

/** A key's id follows from the key, so that one id never means two keys. */
export async function kidOf(publicKey: Bytes): Promise<string> {
  return base64url(await sha256(publicKey)).slice(0, KID_LENGTH);
}

/** @param pinned what an application has in its source: 43 characters each, JWKs, or a JWK set */
export function pinnedKeys(pinned: readonly (string | Jwk)[] | JwkSet): Bytes[] {
  const keys = isJwkSet(pinned) ? pinned.keys : pinned;
  if (keys.length === 0) {
    throw new TypeError('Pin at least one public key of the license server');
  }
  return keys.map((key, index) => {
    const bytes = typeof key === 'string' ? pastedKeyBytes(key) : jwkBytes(key);
    if (bytes === undefined) {
      throw new TypeError(`Pinned key ${index + 1} is not an Ed25519 public key of 32 bytes in base64url`);
    }
    return bytes;
  });
}

/** As it was pasted: in either alphabet, with or without padding, between quotation marks. */
function pastedKeyBytes(text: string): Bytes | undefined {
  return publicKeyBytes(
    text
      .replace(/[^\w+/-]/g, '')
      .replace(/\+/g, '-')
      .replace(/\//g, '_'),
  );
}

function isJwkSet(pinned: readonly unknown[] | JwkSet): pinned is JwkSet {
  return !Array.isArray(pinned);
}

function jwkBytes({ kty, crv, x }: Jwk): Bytes | undefined {
  return kty === 'OKP' && crv === 'Ed25519' ? pastedKeyBytes(x) : undefined;
}
