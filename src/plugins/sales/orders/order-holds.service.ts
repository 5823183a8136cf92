import { Injectable } from '@nestjs/common';
import type { License } from '../../../core/licenses';
import { LicenseLifecycleService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { type HoldEffect, type HoldReason, OrderLicense } from './order-license.entity';

type Suspension = 'disabledAt' | 'revokedAt';

/**
 * Suspends or revokes the licenses of an order for as long as it has a reason. It ends what it began itself: a suspension by
 * somebody else stays. The caller has locked the order and its licenses.
 */
@Injectable()
export class OrderHoldsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lifecycle: LicenseLifecycleService,
  ) {}

  async hold(licenses: readonly OrderLicense[], reason: HoldReason, effect: HoldEffect): Promise<void> {
    for (const given of licenses.filter(({ holds }) => holds[reason] !== effect)) {
      await this.apply(given, { ...given.holds, [reason]: effect });
    }
  }

  async release(licenses: readonly OrderLicense[], reason: HoldReason): Promise<void> {
    for (const given of licenses.filter(({ holds }) => holds[reason] !== undefined)) {
      const { [reason]: _released, ...holds } = given.holds;
      await this.apply(given, holds);
    }
  }

  private async apply(given: OrderLicense, holds: OrderLicense['holds']): Promise<void> {
    const effects = Object.values(holds);
    const columns = {
      holds,
      revokedAt: await this.set(given, 'revokedAt', effects.includes('revoke')),
      disabledAt: await this.set(given, 'disabledAt', effects.includes('suspend')),
    };
    await this.work.manager.update(OrderLicense, { licenseId: given.licenseId }, columns);
    Object.assign(given, columns);
  }

  /** Returns since when the order has suspended the license; null if it has not. */
  private async set(given: OrderLicense, column: Suspension, isHeld: boolean): Promise<Date | null> {
    const { licenseId, license, [column]: since } = given;
    if (isHeld && since === null && license?.[column] === null) {
      const { license: held } =
        column === 'revokedAt' ? await this.lifecycle.revoke(licenseId) : await this.lifecycle.disable(licenseId);
      return this.changed(license, held)[column];
    }
    if (!isHeld && since !== null) {
      const { license: lifted } = await this.lifecycle.lift(licenseId, column, since);
      this.changed(license, lifted);
      return null;
    }
    return since;
  }

  private changed(license: License | undefined, { disabledAt, revokedAt }: License): Pick<License, Suspension> {
    return Object.assign(license ?? {}, { disabledAt, revokedAt });
  }
}
