import { hkdfSync } from 'node:crypto';
import { CompactEncrypt } from 'jose';

const BEGIN = '-----BEGIN KEYWARD LICENSE FILE-----';
const END = '-----END KEYWARD LICENSE FILE-----';
const LINE = /.{1,64}/g;

const ENCRYPTED_LICENSE_FILE = 'keyward-license+jwe';
const KEY_CONTEXT = 'keyward license file';
const KEY_BYTES = 32;

/** @param token a JWS or, encrypted, a JWE in compact serialization */
export function toFileText(token: string): string {
  const lines = Buffer.from(token, 'ascii').toString('base64').match(LINE) ?? [];
  return [BEGIN, ...lines, END, ''].join('\n');
}

/** Only a program that knows the license key, and the fingerprint unless the file is for any device, can read the result. */
export function encryptToken(jws: string, licenseKey: string, fingerprint: string | null): Promise<string> {
  const key = hkdfSync('sha256', licenseKey, fingerprint ?? '', KEY_CONTEXT, KEY_BYTES);
  return new CompactEncrypt(Buffer.from(jws, 'ascii'))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', typ: ENCRYPTED_LICENSE_FILE })
    .encrypt(new Uint8Array(key));
}
