import { hkdfSync } from 'node:crypto';
import { bytesOfLicenseDataKey, type LicenseDataCipher } from '../../../../core/platform/internal';

export type LaravelCipher = Exclude<LicenseDataCipher, 'legacy'>;

export interface LegacyKeys {
  readonly cipher: Buffer;
  readonly mac: Buffer;
}

const BYTES: Readonly<Record<LaravelCipher, 16 | 32>> = {
  'aes-128-cbc': 16,
  'aes-256-cbc': 32,
  'aes-128-gcm': 16,
  'aes-256-gcm': 32,
};
const LEGACY_CIPHER_BYTES = 16;
const LEGACY_MAC_BYTES = 64;

/** A configured key with the keys derived from it for each cipher. */
export class DataKey {
  private readonly laravel: Readonly<Record<LaravelCipher, Buffer>>;

  /** The undecoded text comes first, because LicenseBox was configured with it. */
  readonly legacy: readonly [LegacyKeys, ...LegacyKeys[]];

  constructor(text: string) {
    const own = Buffer.from(text);
    const decoded = bytesOfLicenseDataKey(text) ?? own;
    this.laravel = {
      'aes-128-cbc': deriveKey(decoded, 'aes-128-cbc'),
      'aes-256-cbc': deriveKey(decoded, 'aes-256-cbc'),
      'aes-128-gcm': deriveKey(decoded, 'aes-128-gcm'),
      'aes-256-gcm': deriveKey(decoded, 'aes-256-gcm'),
    };
    this.legacy = decoded.equals(own) ? [legacyKeys(own)] : [legacyKeys(own), legacyKeys(decoded)];
  }

  keyFor(cipher: LaravelCipher): Buffer {
    return this.laravel[cipher];
  }
}

/**
 * A key of the cipher's size is used unchanged, as Laravel does. Laravel refuses any other size; here HKDF-SHA256, without
 * salt and with the cipher's name, derives one, so that a configured key works with every cipher.
 */
function deriveKey(key: Buffer, cipher: LaravelCipher): Buffer {
  const bytes = BYTES[cipher];
  return key.length === bytes ? key : hkdf('sha256', key, `keyward license data ${cipher}`, bytes);
}

/**
 * The derivation of CodeIgniter's encryption library: HKDF-SHA512 without salt, with a cipher key as long as the configured
 * one. OpenSSL in PHP then pads a shorter key with zeros and truncates a longer one.
 */
function legacyKeys(key: Buffer): LegacyKeys {
  const cipher = Buffer.alloc(LEGACY_CIPHER_BYTES);
  hkdf('sha512', key, 'encryption', key.length).copy(cipher);
  return { cipher, mac: hkdf('sha512', key, 'authentication', LEGACY_MAC_BYTES) };
}

function hkdf(hash: 'sha256' | 'sha512', key: Buffer, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync(hash, key, '', info, bytes));
}
