import { Injectable } from '@nestjs/common';
import { LessThanOrEqual, MoreThan } from 'typeorm';
import type { Behavior } from '../../catalog/policies/behavior';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { Transfer } from '../../licenses/licenses/transfer.entity';
import type { LicenseContext } from '../rules/license-context';
import { DAY } from '../../common/calendar';

/** Number of times that a license can still be moved to another device. */
export interface TransferAllowance {
  readonly left: number;
  /** When the next past transfer does not count any more; null if none counts. */
  readonly nextAt: Date | null;
}

type TransferringLicense = Pick<LicenseContext, 'license' | 'behavior' | 'activation'>;

/**
 * Limits how often programs may move a license to another device; one without a seat moves nothing. The caller holds the
 * license's row lock.
 */
@Injectable()
export class TransfersService {
  constructor(private readonly work: UnitOfWork) {}

  async areExhausted(context: TransferringLicense, now: Date): Promise<boolean> {
    const { license, behavior } = context;
    if (behavior.maxTransfers === null || !movesSeat(context)) {
      return false;
    }
    const recent = { licenseId: license.id, at: MoreThan(periodStart(behavior, now)) };
    return (await this.work.manager.countBy(Transfer, recent)) >= behavior.maxTransfers;
  }

  /** Null if the policy has no limit. */
  async allowance(licenseId: number, behavior: Behavior, now: Date): Promise<TransferAllowance | null> {
    if (behavior.maxTransfers === null) {
      return null;
    }
    const recent = await this.work.manager.find(Transfer, {
      where: { licenseId, at: MoreThan(periodStart(behavior, now)) },
      order: { at: 'ASC' },
    });
    const [first] = recent;
    return {
      left: Math.max(0, behavior.maxTransfers - recent.length),
      nextAt: first ? new Date(first.at.getTime() + behavior.transferPeriodDays * DAY) : null,
    };
  }

  /** Also deletes the transfers that no longer count, so that there are few. */
  async count(context: TransferringLicense, now: Date): Promise<void> {
    const { license, behavior } = context;
    if (behavior.maxTransfers !== null && movesSeat(context)) {
      const past = { licenseId: license.id, at: LessThanOrEqual(periodStart(behavior, now)) };
      await this.work.manager.delete(Transfer, past);
      await this.work.manager.insert(Transfer, { licenseId: license.id, at: now });
    }
  }
}

function movesSeat({ activation }: TransferringLicense): boolean {
  return activation?.takesSeat !== false;
}

function periodStart({ transferPeriodDays }: Pick<Behavior, 'transferPeriodDays'>, now: Date): Date {
  return new Date(now.getTime() - transferPeriodDays * DAY);
}
