import { Injectable } from '@nestjs/common';
import { SecretsService } from '../../../../platform/secrets/secrets.service';
import { Settings } from '../../../../platform/config/settings';
import { DataKey } from './data-key';

/** The keys that license data is written and read with, derived once. */
@Injectable()
export class LicenseDataKeysService {
  private readonly derived = new Map<string, DataKey>();

  constructor(
    private readonly settings: Settings,
    private readonly secrets: SecretsService,
  ) {}

  async writing(): Promise<DataKey> {
    return this.derive(await this.secrets.get('LICENSE_DATA_KEY'));
  }

  /** The key in use, the one that the server made itself (so that setting another loses nothing), and the old ones. */
  async reading(): Promise<DataKey[]> {
    const [inUse, made] = await Promise.all([
      this.secrets.get('LICENSE_DATA_KEY'),
      this.secrets.getGenerated('LICENSE_DATA_KEY'),
    ]);
    return Array.from(new Set([inUse, made, ...this.settings.LICENSE_DATA_OLD_KEYS]), (text) => this.derive(text));
  }

  private derive(text: string): DataKey {
    const key = this.derived.get(text) ?? new DataKey(text);
    this.derived.set(text, key);
    return key;
  }
}
