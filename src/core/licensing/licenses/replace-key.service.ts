import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { License } from '../../licenses/licenses/license.entity';
import { RetiredKey } from '../../licenses/licenses/retired-key.entity';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { type RotatedKey, RotateKeyService } from './rotate-key.service';

const PERIOD = 365 * DAY;

/** Number of times that the customer can still replace the key of a license. */
export interface KeyReplacements {
  readonly left: number;
  /** When the next one is possible, if none is left. */
  readonly nextAt: Date | null;
}

/** Replaces the keys of licenses for their customers, as often as the policy allows. */
@Injectable()
export class ReplaceKeyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly rotation: RotateKeyService,
  ) {}

  /** @param license with its policy */
  async leftOf({ id: licenseId, behavior }: License, now = this.clock.now()): Promise<KeyReplacements> {
    const { portalKeyReplacements: limit } = behavior;
    const recent = await this.work.manager.find(RetiredKey, {
      where: { licenseId, byCustomer: true, retiredAt: MoreThan(new Date(now.getTime() - PERIOD)) },
      order: { retiredAt: 'ASC', id: 'ASC' },
    });
    // The policy may have allowed more of them.
    const decisive = recent[recent.length - limit];
    return limit > recent.length
      ? { left: limit - recent.length, nextAt: null }
      : { left: 0, nextAt: decisive ? new Date(decisive.retiredAt.getTime() + PERIOD) : null };
  }

  /**
   * Null if the license has another key by now, which then stays: of two replacements at once, one is made.
   * Null too if none is left.
   * @param shownKey the key that the customer has seen
   */
  replace(uid: string, shownKey: string): Promise<RotatedKey | null> {
    return this.rotation.rotateIf(uid, async (license, now) => {
      const isOther = license.key !== shownKey;
      return isOther || (await this.leftOf(license, now)).left === 0
        ? null
        : { overlapDays: license.behavior.replacedKeyDays, byCustomer: true };
    });
  }
}
