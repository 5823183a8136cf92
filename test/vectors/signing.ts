import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { compactJws } from '../../src/core/platform/signing-keys/signing-key-pair';

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** A signing key that is the same in each run. */
export interface FixedKey {
  readonly kid: string;
  readonly x: string;
  readonly privateKey: KeyObject;
}

export function fixedKey(name: string): FixedKey {
  const seed = createHash('sha256').update(`keyward test key ${name}`).digest();
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const raw = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const kid = createHash('sha256').update(raw).digest('base64url').slice(0, 8);
  return { kid, x: raw.toString('base64url'), privateKey };
}

/** As the server signs. */
export function signAs({ kid, privateKey }: FixedKey, typ: string, claims: object): string {
  return compactJws({ kid, typ }, claims, privateKey);
}

/** With a good signature over what the server never writes. */
export function signText(header: string, payload: string, { privateKey }: FixedKey): string {
  const text = `${base64url(header)}.${base64url(payload)}`;
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}

export function base64url(text: string | Buffer): string {
  return Buffer.from(text).toString('base64url');
}

/** Flips the lowest bit of a byte in one part of a compact JWS or JWE. */
export function flipped(compact: string, part: number, byte = 0): string {
  return withPart(compact, part, (bytes) => {
    bytes[byte] = (bytes[byte] ?? 0) ^ 1;
    return bytes;
  });
}

/** The signature S + L is the same number modulo the order of the group: RFC 8032 says to refuse it. */
export function malleated(jws: string): string {
  return withPart(jws, 2, (signature) => {
    const s = BigInt(`0x${Buffer.from(signature.subarray(32)).reverse().toString('hex')}`) + ORDER;
    return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse()]);
  });
}

export function withPart(compact: string, part: number, change: (bytes: Buffer) => Buffer): string {
  const parts = compact.split('.');
  parts[part] = change(Buffer.from(parts[part] ?? '', 'base64url')).toString('base64url');
  return parts.join('.');
}
