import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { NotificationsService } from '../../platform/database/notifications.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ApiKey } from './api-key.entity';
import { ApiKeyCache } from './api-key-cache';
import { ApiKeyUsesService } from './api-key-uses.service';
import { hashKey } from './key-value';

/** Recognizes API keys by their values. */
@Injectable()
export class AuthenticateApiKeyService {
  private readonly cache = new ApiKeyCache();

  constructor(
    private readonly work: UnitOfWork,
    private readonly uses: ApiKeyUsesService,
    private readonly clock: Clock,
    notifications: NotificationsService,
  ) {
    notifications.onChange('api_keys', () => this.cache.clear());
  }

  /**
   * Returns the key with this value if it may be used from this address, and that needs no query; otherwise, `authenticate`
   * decides. Keys are cached for ten seconds, or until any key changes on any node.
   */
  known(value: string, address: string | null): ApiKey | undefined {
    const now = this.clock.now();
    const hash = hashKey(value);
    const apiKey = this.cache.find(hash, now);
    if (!apiKey || apiKey.refusalOf(hash, address, now)) {
      return undefined;
    }
    this.uses.note(apiKey, address, now);
    return apiKey;
  }

  /** Returns the key with this value if it may be used from this address, or null. Used by every API, outside transactions. */
  async authenticate(value: string, address: string | null): Promise<ApiKey | null> {
    const now = this.clock.now();
    const hash = hashKey(value);
    const apiKey = this.cache.find(hash, now) ?? (await this.read(hash, now));
    const refusal = apiKey?.refusalOf(hash, address, now);
    if (apiKey && refusal) {
      this.uses.noteRefusal(apiKey, refusal, address, now);
      return null;
    }
    if (apiKey) {
      this.uses.note(apiKey, address, now);
    }
    return apiKey;
  }

  private read(hash: string, now: Date): Promise<ApiKey | null> {
    return this.cache.read(hash, now, () => this.find(hash));
  }

  /** The key with this value or, if there is none, the one that had it before its last rotation. */
  private async find(hash: string): Promise<ApiKey | null> {
    const found = await this.work.manager.findBy(ApiKey, [{ hash }, { previousHash: hash }]);
    return found.find((apiKey) => apiKey.hash === hash) ?? found[0] ?? null;
  }
}
