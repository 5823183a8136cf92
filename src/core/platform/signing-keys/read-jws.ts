import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { SigningAlg } from './signing-alg';
import { publicJwk } from './signing-key-pair';
import type { SigningKey } from './signing-key.entity';

/** The parts of a compact JWS (RFC 7515), before its signature is verified. */
export interface ReadJws {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
  readonly signed: string;
  readonly signature: Buffer;
}

/** Null for a text that is no compact JWS with objects as header and claims. */
export function readJws(text: string): ReadJws | null {
  const [head = '', body = '', tail = '', ...others] = text.split('.');
  const [header, claims] = [objectIn(head), objectIn(body)];
  const signature = Buffer.from(tail, 'base64url');
  // Decoding ignores what base64url does not have: one text must not have two spellings.
  const isExact = signature.toString('base64url') === tail;
  return header && claims && isExact && others.length === 0
    ? { header, claims, signed: `${head}.${body}`, signature }
    : null;
}

/** Whether the signature is by this key with its algorithm. */
export function isSignedBy(
  { header, signed, signature }: ReadJws,
  key: Pick<SigningKey, 'alg' | 'kid' | 'publicKey'>,
): boolean {
  return header.alg === key.alg && header.kid === key.kid && isSignature(signed, signature, key);
}

/** Whether an Ed25519 or ES256 key made the signature of a text. */
export function isSignature(text: string, signature: Buffer, key: { alg: SigningAlg; publicKey: string }): boolean {
  const known = keyOf(key);
  return key.alg === 'EdDSA'
    ? verify(null, Buffer.from(text), known, signature)
    : verify('sha256', Buffer.from(text), { key: known, dsaEncoding: 'ieee-p1363' }, signature);
}

function keyOf(key: { alg: SigningAlg; publicKey: string }): KeyObject {
  return createPublicKey({ key: { ...publicJwk(key) }, format: 'jwk' });
}

function objectIn(encoded: string): Readonly<Record<string, unknown>> | null {
  const bytes = Buffer.from(encoded, 'base64url');
  if (bytes.toString('base64url') !== encoded) {
    return null;
  }
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}
