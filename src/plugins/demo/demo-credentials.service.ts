import { Injectable, Logger } from '@nestjs/common';
import { ApiKey, ApiKeysService } from '../../core/identity';
import { hashKey } from '../../core/identity/internal';
import { advisoryLock, UnitOfWork } from '../../core/platform';
import { InvalidSettings } from '../../core/platform/internal';
import { ChangeLicenseService } from '../../core/licensing';
import { LICENSES, TEST_API_KEY } from './sample-data';

interface DemoLicense {
  readonly uid: string;
  readonly key: string;
  readonly isRevoked: boolean;
}

/** Licenses with a sample key that the server issued itself, by the audit log. Other licenses with such a key are unaffected. */
const IS_DEMO = `license.key = ANY ($1) AND EXISTS (
  SELECT 1 FROM audit_entries entry
  WHERE entry.target_type = 'licenses' AND entry.target_id = license.uid::text
    AND entry.action = 'license.issued' AND entry.actor_type = 'system')`;

const DEMO_KEYS = LICENSES.map(({ key }) => key);

export const DEMO_LOCK = 'keyward: the demo';

/** The demo's publicly documented API key and licenses. */
@Injectable()
export class DemoCredentialsService {
  private readonly logger = new Logger('Demo');

  constructor(
    private readonly work: UnitOfWork,
    private readonly apiKeys: ApiKeysService,
    private readonly changing: ChangeLicenseService,
  ) {}

  find(): Promise<ApiKey | null> {
    return this.work.manager.findOneBy(ApiKey, { hash: hashKey(TEST_API_KEY) });
  }

  /** The public credentials would give access to all other licenses. */
  async refuseOtherLicenses(): Promise<void> {
    const others = await this.work.manager.query<unknown[]>(
      `SELECT 1 FROM licenses license WHERE NOT (${IS_DEMO}) LIMIT 1`,
      [DEMO_KEYS],
    );
    if (others.length > 0) {
      throw new InvalidSettings(
        'Settings: DEMO must be off on this database, because it contains other licenses and the demo credentials are ' +
          'public: start without DEMO, or with another DATA_DIR or DATABASE_URL.',
      );
    }
  }

  /** Revokes them if the demo was turned off. */
  async close(): Promise<void> {
    if (!(await this.find())) {
      return;
    }
    const revoked = await this.work.run(async (manager) => {
      await advisoryLock(manager, DEMO_LOCK);
      const apiKey = await this.find();
      return apiKey ? this.revoke(apiKey) : 0;
    });
    if (revoked > 0) {
      this.logger.warn('DEMO was turned off: its public API key and licenses have been revoked');
    }
  }

  /** Returns the number of revoked credentials. */
  private async revoke(apiKey: ApiKey): Promise<number> {
    const licenses = (await this.licenses()).filter(({ isRevoked }) => !isRevoked);
    for (const { uid } of licenses) {
      await this.changing.change(uid, { state: 'revoked' });
    }
    if (apiKey.revokedAt) {
      return licenses.length;
    }
    await this.apiKeys.revoke(apiKey.uid);
    return licenses.length + 1;
  }

  /** Restores the sample state after the demo was off. */
  async restore(apiKey: ApiKey): Promise<void> {
    const states = new Map(LICENSES.map(({ key, state }) => [key, state ?? 'active']));
    for (const { uid, key } of await this.licenses()) {
      await this.changing.change(uid, { state: states.get(key) });
    }
    await this.apiKeys.restore(apiKey.uid);
  }

  private licenses(): Promise<DemoLicense[]> {
    return this.work.manager.query(
      `SELECT uid, key, revoked_at IS NOT NULL AS "isRevoked" FROM licenses license WHERE ${IS_DEMO} ORDER BY id`,
      [DEMO_KEYS],
    );
  }
}
