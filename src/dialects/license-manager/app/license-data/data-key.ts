import { hkdfSync } from 'node:crypto';
import { bytesOfLicenseDataKey } from '../../../../platform/config/license-data-key';
import type { LicenseDataCipher } from '../../../../platform/config/settings';

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

/** A configured key, and what each cipher makes of it. */
export class DataKey {
  private readonly laravel: Readonly<Record<LaravelCipher, Buffer>>;

  /** The key's text as it stands comes first: that is what the legacy format was configured with. */
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
 * A key of the cipher's size is used as it is, as Laravel does. Laravel refuses any other; here HKDF-SHA256, without salt
 * and with the cipher's name, gives one of the right size, so that a configured key is good for every cipher.
 */
function deriveKey(key: Buffer, cipher: LaravelCipher): Buffer {
  const bytes = BYTES[cipher];
  return key.length === bytes ? key : hkdf('sha256', key, `keyward license data ${cipher}`, bytes);
}

/**
 * As CodeIgniter's encryption library derives them: HKDF-SHA512 without salt, the cipher's key as long as the configured
 * one (its authors' oddity: a shorter one is then filled with zeros, as OpenSSL does in PHP, a longer one cut).
 */
function legacyKeys(key: Buffer): LegacyKeys {
  const cipher = Buffer.alloc(LEGACY_CIPHER_BYTES);
  hkdf('sha512', key, 'encryption', key.length).copy(cipher);
  return { cipher, mac: hkdf('sha512', key, 'authentication', LEGACY_MAC_BYTES) };
}

function hkdf(hash: 'sha256' | 'sha512', key: Buffer, info: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync(hash, key, '', info, bytes));
}
