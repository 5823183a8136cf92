import { Injectable } from '@nestjs/common';
import { Randomness } from '../../../../common/randomness';
import { Settings } from '../../../../platform/config/settings';
import type { DataKey } from './data-key';
import { jsonFields } from './json-fields';
import { laravelIvBytes, decryptPayload, encryptPayload } from './laravel-payload';
import { isLegacy, LEGACY_IV_BYTES, decryptLegacy, encryptLegacy } from './legacy-format';
import { type LicenseData, readLicenseData, type LicenseDataSubject, writeLicenseData } from './license-data';
import { LicenseDataKeysService } from './license-data-keys.service';

/** Far longer than any that we write. */
export const MAX_LICENSE_DATA_LENGTH = 16_384;

/** The encrypted, authenticated texts that programs keep after an activation and show at later calls. */
@Injectable()
export class LicenseDataService {
  constructor(
    private readonly settings: Settings,
    private readonly keys: LicenseDataKeysService,
    private readonly randomness: Randomness,
  ) {}

  /** Names license, product and device inside, so that what one site was given is no use on another. */
  async encrypt(owner: LicenseDataSubject): Promise<string> {
    const cipher = this.settings.LICENSE_DATA_CIPHER;
    const key = await this.keys.writing();
    if (cipher === 'legacy') {
      return encryptLegacy(writeLicenseData(owner, 'client'), key, this.randomness.bytes(LEGACY_IV_BYTES));
    }
    const iv = this.randomness.bytes(laravelIvBytes(cipher));
    return encryptPayload(writeLicenseData(owner, 'customer_id'), cipher, key, iv);
  }

  /**
   * Reads what was sealed with any cipher and any key that is configured, in white space or as the JSON object
   * `{"license_file": "…"}`. Null for everything else; it never tells why, nor throws because of the text.
   */
  async decrypt(text: string): Promise<LicenseData | null> {
    const keys = await this.keys.reading();
    if (text.length > MAX_LICENSE_DATA_LENGTH) {
      return null;
    }
    try {
      const plain = decrypted(unwrap(text), keys);
      return plain ? readLicenseData(plain) : null;
    } catch {
      // What was wrong is of use to nobody but who made it up.
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
