import { Injectable } from '@nestjs/common';
import { Randomness } from '../../../../core/common';
import { Settings } from '../../../../core/platform';
import type { DataKey } from './data-key';
import { jsonFields } from './json-fields';
import { laravelIvBytes, decryptPayload, encryptPayload } from './laravel-payload';
import { isLegacy, LEGACY_IV_BYTES, decryptLegacy, encryptLegacy } from './legacy-format';
import { type LicenseData, readLicenseData, type LicenseDataSubject, writeLicenseData } from './license-data';
import { LicenseDataKeysService } from './license-data-keys.service';

/** Far longer than any that the server writes. */
export const MAX_LICENSE_DATA_LENGTH = 16_384;

/** Encrypted, authenticated license data, which programs store after an activation and send with later calls. */
@Injectable()
export class LicenseDataService {
  constructor(
    private readonly settings: Settings,
    private readonly keys: LicenseDataKeysService,
    private readonly randomness: Randomness,
  ) {}

  /** Includes license, product and device, so that license data cannot be used on another device. */
  async encrypt(subject: LicenseDataSubject): Promise<string> {
    const cipher = this.settings.LICENSE_DATA_CIPHER;
    const key = await this.keys.encryptionKey();
    if (cipher === 'legacy') {
      return encryptLegacy(writeLicenseData(subject, 'client'), key, this.randomness.bytes(LEGACY_IV_BYTES));
    }
    const iv = this.randomness.bytes(laravelIvBytes(cipher));
    return encryptPayload(writeLicenseData(subject, 'customer_id'), cipher, key, iv);
  }

  /**
   * Decrypts license data of any cipher and any configured key, with surrounding whitespace or as the JSON object
   * `{"license_file": "…"}`. Returns null for invalid data, without a reason, and never throws because of it.
   */
  async decrypt(text: string): Promise<LicenseData | null> {
    const keys = await this.keys.decryptionKeys();
    if (text.length > MAX_LICENSE_DATA_LENGTH) {
      return null;
    }
    try {
      const plain = decrypted(unwrap(text), keys);
      return plain ? readLicenseData(plain) : null;
    } catch {
      // A reason would only help forgers.
      return null;
    }
  }
}

function decrypted(text: string, keys: readonly DataKey[]): Buffer | undefined {
  return isLegacy(text) ? decryptLegacy(text, keys) : decryptPayload(text, keys);
}

function unwrap(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) {
    return trimmed;
  }
  const file = jsonFields(trimmed).get('license_file');
  return typeof file === 'string' ? file.trim() : '';
}
