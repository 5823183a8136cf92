import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { License } from '../../../core/licenses';
import { LicenseLifecycleService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { ContinuationsService } from './continuations.service';
import { type HoldEffect, type HoldReason, OrderLicense } from './order-license.entity';
import { OrderLine } from './order-line.entity';

type Suspension = 'disabledAt' | 'revokedAt';

/** A license that a line gave, or a line that continues one. */
export type Held = OrderLicense | OrderLine;

/** Reasons that count for a license only while no other order pays for it. */
const OF_UNPAID: readonly string[] = ['past_due', 'cancellation', 'removal', 'quantity'] satisfies HoldReason[];

/**
 * Suspends or revokes the licenses of an order for as long as it has a reason. It ends what it began itself: a suspension by
 * somebody else stays. The caller has locked the order and its licenses.
 */
@Injectable()
export class OrderHoldsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly lifecycle: LicenseLifecycleService,
    private readonly continuations: ContinuationsService,
  ) {}

  async hold(held: readonly Held[], reason: HoldReason, effect: HoldEffect): Promise<void> {
    for (const given of held.filter(({ holds }) => holds[reason] !== effect)) {
      await this.apply(given, { ...given.holds, [reason]: effect });
    }
  }

  async release(held: readonly Held[], reason: HoldReason): Promise<void> {
    for (const given of held.filter(({ holds }) => holds[reason] !== undefined)) {
      const { [reason]: _released, ...holds } = given.holds;
      await this.apply(given, holds);
    }
  }

  /** Lets the reasons of the orders that gave these licenses follow the payments that continue them. */
  async review(licenseIds: readonly number[]): Promise<void> {
    const given = await this.work.manager.find(OrderLicense, {
      where: { licenseId: In([...licenseIds]) },
      relations: { license: true },
    });
    for (const one of given.filter(({ holds }) => Object.keys(holds).length > 0)) {
      await this.apply(one, one.holds);
    }
  }

  /** A line that is held is a payment that does not count. */
  private async apply(given: Held, holds: OrderLicense['holds']): Promise<void> {
    if (given instanceof OrderLine) {
      await this.work.manager.update(OrderLine, given.id, { holds });
      Object.assign(given, { holds });
      return;
    }
    const isPaidFor = await this.continuations.isPaidFor(given.licenseId);
    const effects = Object.entries(holds).flatMap(([reason, effect]) =>
      isPaidFor && OF_UNPAID.includes(reason) ? [] : effect,
    );
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
