import { Injectable } from '@nestjs/common';
import { Randomness } from '../common/randomness';
import { Settings } from '../config/settings';
import type { DataKey } from './data-key';
import { jsonFields } from './json-fields';
import { laravelIvBytes, openPayload, sealPayload } from './laravel-payload';
import { isLegacy, LEGACY_IV_BYTES, openLegacy, sealLegacy } from './legacy-format';
import { type LicenseData, readLicenseData, type SealedFor, writeLicenseData } from './license-data';
import { LicenseDataKeys } from './license-data-keys';

/** Far longer than any that we write. */
export const MAX_LICENSE_DATA_LENGTH = 16_384;

/** The encrypted, authenticated texts that programs keep after an activation and show at later calls. */
@Injectable()
export class LicenseDataService {
  constructor(
    private readonly settings: Settings,
    private readonly keys: LicenseDataKeys,
    private readonly randomness: Randomness,
  ) {}

  /** Names license, product and device inside, so that what one site was given is no use on another. */
  async seal(owner: SealedFor): Promise<string> {
    const cipher = this.settings.LICENSE_DATA_CIPHER;
    const key = await this.keys.writing();
    if (cipher === 'legacy') {
      return sealLegacy(writeLicenseData(owner, 'client'), key, this.randomness.bytes(LEGACY_IV_BYTES));
    }
    const iv = this.randomness.bytes(laravelIvBytes(cipher));
    return sealPayload(writeLicenseData(owner, 'customer_id'), cipher, key, iv);
  }

  /**
   * Reads what was sealed with any cipher and any key that is configured, in white space or as the JSON object
   * `{"license_file": "…"}`. Null for everything else; it never tells why, nor throws because of the text.
   */
  async open(text: string): Promise<LicenseData | null> {
    const keys = await this.keys.reading();
    if (text.length > MAX_LICENSE_DATA_LENGTH) {
      return null;
    }
    try {
      const plain = unsealed(unwrapped(text), keys);
      return plain ? readLicenseData(plain) : null;
    } catch {
      // What was wrong is of use to nobody but who made it up.
      return null;
    }
  }
}

function unsealed(text: string, keys: readonly DataKey[]): Buffer | undefined {
  return isLegacy(text) ? openLegacy(text, keys) : openPayload(text, keys);
}

function unwrapped(text: string): string {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) {
    return trimmed;
  }
  const file = jsonFields(trimmed).get('license_file');
  return typeof file === 'string' ? file.trim() : '';
}
