import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { refuseTakenKey } from '../../licenses/licenses/archived-keys';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { LicenseKeysService } from '../../licenses/licenses/license-keys.service';
import { changeQueueKey } from '../../licenses/licenses/typed-key';
import type { License } from '../../licenses/licenses/license.entity';
import { type LicenseId, LicensesService } from './licenses.service';
import { RetiredKey } from '../../licenses/licenses/retired-key.entity';
import { DAY } from '../../common/calendar';

export interface RotatedKey {
  /** Uid of the license. */
  readonly licenseUid: string;
  readonly key: string;
  readonly retired: RetiredKey;
}

/** Terms on which a key is replaced. */
export interface RotationTerms {
  /** Days for which the previous key works. */
  readonly overlapDays: number;
  /** Counts toward what the policy lets customers do. */
  readonly byCustomer?: true;
}

/** Replaces license keys. */
@Injectable()
export class RotateKeyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicensesService,
    private readonly keys: LicenseKeysService,
  ) {}

  /**
   * Programs may use the previous key until the overlap ends.
   * @param key a custom key; by default, one is generated in the policy's format
   */
  async rotate(id: LicenseId, overlapDays: number, key?: string): Promise<RotatedKey> {
    const rotated = await this.rotateIf(id, () => ({ overlapDays }), key);
    if (!rotated) {
      throw new Error('The previous key was not stored');
    }
    return rotated;
  }

  /**
   * Like `rotate`, on terms that are read under the lock of the license. Null if there are none: then nothing changes.
   * @param termsFor reads the terms
   */
  rotateIf(
    id: LicenseId,
    termsFor: (license: License, now: Date) => Promise<RotationTerms | null> | RotationTerms | null,
    key?: string,
  ): Promise<RotatedKey | null> {
    const rotating = this.work.runSerialized(changeQueueKey(id), async (manager) => {
      let retired: RetiredKey | undefined;
      const { license } = await this.licenses.update(id, async (current, now) => {
        if (key === current.key) {
          throw problem('LICENSE_KEY_TAKEN', { field: 'key' });
        }
        const terms = await termsFor(current, now);
        if (!terms) {
          return null;
        }
        const validUntil = new Date(now.getTime() + terms.overlapDays * DAY);
        const { byCustomer = null } = terms;
        const previous = { licenseId: current.id, key: current.key, byCustomer, retiredAt: now, validUntil };
        retired = await manager.save(manager.create(RetiredKey, previous));
        return { event: 'license.key_rotated', change: { key: key ?? (await this.freshKey(current)) } };
      });
      return retired ? { licenseUid: license.uid, key: license.key, retired } : null;
    });
    return refuseTakenKey(rotating, 'key');
  }

  private freshKey({ product, policy, expiresAt }: License): Promise<string> {
    if (!product || !policy) {
      throw new Error('The product and the policy of this license were not loaded');
    }
    return this.keys.generateFree({ product, policy, expiresAt });
  }
}
