import type { Bytes } from './bytes';
import { verifyEd25519 } from './ed25519';
import type { PublicKey } from './jwk';

/** Verifies by the algorithm of the key. An ES256 signature is r and s, 32 bytes each (RFC 7518). */
export function verifySignature({ alg, bytes }: PublicKey, signature: Bytes, data: Bytes): Promise<boolean> {
  return alg === 'EdDSA' ? verifyEd25519(bytes, signature, data) : verifyEs256(bytes, signature, data);
}

async function verifyEs256(point: Bytes, signature: Bytes, data: Bytes): Promise<boolean> {
  const key = await importedPoint(point);
  return key !== undefined && crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, signature, data);
}

async function importedPoint(point: Bytes): Promise<CryptoKey | undefined> {
  try {
    return await crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);
  } catch {
    // It is not on the curve.
    return undefined;
  }
}
