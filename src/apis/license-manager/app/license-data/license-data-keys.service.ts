import { Injectable } from '@nestjs/common';
import { SecretsService, Settings } from '../../../../core/platform';
import { DataKey } from './data-key';

/** Encryption and decryption keys of license data, derived once. */
@Injectable()
export class LicenseDataKeysService {
  private readonly derived = new Map<string, DataKey>();

  constructor(
    private readonly settings: Settings,
    private readonly secrets: SecretsService,
  ) {}

  async encryptionKey(): Promise<DataKey> {
    return this.derive(await this.secrets.get('LICENSE_DATA_KEY'));
  }

  /** The current key, the generated one (so that setting LICENSE_DATA_KEY invalidates nothing), and the old ones. */
  async decryptionKeys(): Promise<DataKey[]> {
    const [current, generated] = await Promise.all([
      this.secrets.get('LICENSE_DATA_KEY'),
      this.secrets.getGenerated('LICENSE_DATA_KEY'),
    ]);
    return Array.from(new Set([current, generated, ...this.settings.LICENSE_DATA_OLD_KEYS]), (text) =>
      this.derive(text),
    );
  }

  private derive(text: string): DataKey {
    const key = this.derived.get(text) ?? new DataKey(text);
    this.derived.set(text, key);
    return key;
  }
}
