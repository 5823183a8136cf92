import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { fromBase64 } from './base64';
import type { DataKey, LegacyKeys } from './data-key';
import { constantTimeEqual } from '../../../../core/common';

/**
 * LicenseBox's license file, the default format of CodeIgniter 3's encryption library: 128 hex characters of HMAC-SHA512
 * over the rest, which is base64 of an IV and AES-128-CBC ciphertext with PKCS #7 padding.
 */
const LEGACY = /^([0-9a-f]{128})([A-Za-z0-9+/]+={0,2})$/;
const CIPHER = 'aes-128-cbc';

export const LEGACY_IV_BYTES = 16;

export function encryptLegacy(plain: Buffer, key: DataKey, iv: Buffer): string {
  const [keys] = key.legacy;
  const cipher = createCipheriv(CIPHER, keys.cipher, iv);
  const rest = Buffer.concat([iv, cipher.update(plain), cipher.final()]).toString('base64');
  return macOf(rest, keys) + rest;
}

export function isLegacy(text: string): boolean {
  return LEGACY.test(text);
}

/** Throws or returns undefined for data that was not encrypted with any of the keys. */
export function decryptLegacy(text: string, keys: readonly DataKey[]): Buffer | undefined {
  const [, mac = '', rest = ''] = LEGACY.exec(text) ?? [];
  // The MAC is verified first, which prevents padding oracles.
  const matching = keys
    .flatMap(({ legacy }) => legacy)
    .find((candidate) => constantTimeEqual(mac, macOf(rest, candidate)));
  const ciphertext = fromBase64(rest);
  return matching && ciphertext && decrypt(ciphertext, matching);
}

function decrypt(ciphertext: Buffer, keys: LegacyKeys): Buffer {
  const decipher = createDecipheriv(CIPHER, keys.cipher, ciphertext.subarray(0, LEGACY_IV_BYTES));
  return Buffer.concat([decipher.update(ciphertext.subarray(LEGACY_IV_BYTES)), decipher.final()]);
}

function macOf(rest: string, { mac }: LegacyKeys): string {
  return createHmac('sha512', mac).update(rest).digest('hex');
}
