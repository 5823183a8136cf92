import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../core/common';
import { mergedIfRoom } from '../../../core/common/internal';
import { ChangeLicenseService, ExtendLicenseService } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { ContinuationsService } from './continuations.service';
import { OrderHoldsService } from './order-holds.service';
import type { HoldEffect } from './order-license.entity';
import { OrderLifecycleService } from './order-lifecycle.service';
import { OrderLine } from './order-line.entity';
import { givenBy, soldBy } from './order-records';
import { isPaidBack, linesPaidBack, type ShopRefund, sumOf } from './order-state';
import { type Order, RECEIPT_URL } from './order.entity';
import { OrdersService, type WholeOrder } from './orders.service';

type SoldLine = WholeOrder['lines'][number];

/** An order as its shop tells it, all events considered. */
export interface ShopState {
  readonly externalId: string | null;
  readonly subscriptionId: string | null;
  readonly periodEnd: Date | null;
  /** Length of the newest period in ISO 8601. */
  readonly interval: string | null;
  readonly pastDueAt: Date | null;
  readonly cancelled: { readonly at: Date; readonly isEnded: boolean } | null;
  readonly disputedAt: Date | null;
  readonly refunds: ShopRefunds;
  /** Address of the newest receipt. */
  readonly receipt: string | null;
}

/** Facts of an order that have no effect on its licenses. */
const DESCRIPTION = ['externalId', 'subscriptionId', 'interval'] as const satisfies (keyof ShopState & keyof Order)[];

export interface ShopRefunds {
  /** Ascending. */
  readonly refunds: readonly ShopRefund[];
  /** Whether the newest period of several was paid back: its licenses end, and the lines stay. */
  readonly isPeriodPaidBack: boolean;
  /** All that was paid back. */
  readonly amount: number;
}

export interface ShopRules {
  readonly refund: HoldEffect;
  readonly dispute: HoldEffect;
  /** Null leaves the licenses usable until they end. */
  readonly pastDueDays: number | null;
}

/**
 * Brings an order from one state of its shop to another. Only differences are applied: what people did in between stays. The
 * states are made of all events in the shop's order of time, so that the order of arrival makes no difference.
 */
@Injectable()
export class FollowShopService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderLifecycleService,
    private readonly reading: OrdersService,
    private readonly holds: OrderHoldsService,
    private readonly continuations: ContinuationsService,
    private readonly extension: ExtendLicenseService,
    private readonly licenses: ChangeLicenseService,
    private readonly clock: Clock,
  ) {}

  /** Uids of the lines that refunds of the shop have ended. */
  async endedLines(uid: string, { refunds: { refunds } }: Pick<ShopState, 'refunds'>): Promise<ReadonlySet<string>> {
    const { lines } = refunds.length > 0 ? await this.reading.get(uid) : { lines: [] };
    const ended = linesPaidBack(refunds, lines).filter(({ refundedAt }) => refundedAt !== null);
    return new Set(ended.map((line) => line.uid));
  }

  /** @param ended lines that its refunds had ended before */
  async follow(
    uid: string,
    before: ShopState,
    after: ShopState,
    rules: ShopRules,
    ended: ReadonlySet<string> = new Set(),
  ): Promise<void> {
    if (DESCRIPTION.some((name) => before[name] !== after[name]) || before.receipt !== after.receipt) {
      await this.describe(uid, before, after);
    }
    if (timeOf(before.periodEnd) !== timeOf(after.periodEnd)) {
      await this.extend(uid, after);
    }
    if (timeOf(before.pastDueAt) !== timeOf(after.pastDueAt)) {
      await this.setPastDue(uid, after, rules);
    }
    if (timeOf(before.cancelled?.at) !== timeOf(after.cancelled?.at) || isEnded(before) !== isEnded(after)) {
      await this.setCancelled(uid, after);
    }
    if (timeOf(before.disputedAt) !== timeOf(after.disputedAt)) {
      await this.setDisputed(uid, after, rules);
    }
    const { refunds, isPeriodPaidBack } = after.refunds;
    if (refunds.length > 0 || isPeriodPaidBack || JSON.stringify(before.refunds) !== JSON.stringify(after.refunds)) {
      await this.setRefunds(uid, after, rules, ended);
    }
    await this.holdNewLicenses(uid, after, rules);
  }

  /** Ids, the interval and the receipt that further events told. */
  private async describe(uid: string, before: ShopState, state: ShopState): Promise<void> {
    const receipt = state.receipt === before.receipt ? null : state.receipt;
    await this.orders.update(uid, (order) => {
      const told = DESCRIPTION.filter((name) => state[name] !== null && state[name] !== order[name]);
      const metadata = receipt === null ? order.metadata : mergedIfRoom(order.metadata, { [RECEIPT_URL]: receipt });
      const change = {
        ...Object.fromEntries(told.map((name) => [name, state[name]])),
        ...(metadata !== order.metadata && { metadata }),
      };
      return { event: 'order.updated', change };
    });
  }

  /**
   * Licenses that were paid back too: they are revoked or suspended, and a refund may have arrived early. The first period of
   * a sale that was placed without one is the term of its licenses.
   */
  private async extend(uid: string, { periodEnd, interval }: ShopState): Promise<void> {
    await this.orders.update(uid, async (order) => {
      if (periodEnd === null || (order.periodEnd !== null && order.periodEnd >= periodEnd)) {
        return null;
      }
      const lines = order.lines.filter(({ removedAt }) => removedAt === null);
      for (const { licenseId, license } of givenBy(lines)) {
        if (await this.continuations.moveBase(licenseId, periodEnd)) {
          continue;
        }
        if (order.periodEnd === null && license?.expiresAt === null) {
          await this.licenses.change(licenseId, { term: { until: periodEnd } });
        } else {
          await this.extension.extendTo(licenseId, periodEnd);
        }
      }
      return { event: 'order.renewed', change: { periodEnd, interval }, lines };
    });
  }

  private async setPastDue(uid: string, { pastDueAt }: ShopState, { pastDueDays }: ShopRules): Promise<void> {
    await this.orders.update(uid, async (order) => {
      if (pastDueAt) {
        const isOver = isPaidBack(order.lines);
        const suspendAt = isOver ? null : suspensionOf(pastDueAt, pastDueDays);
        const change = { pastDueAt, suspendAt };
        // The shop's news of an earlier attempt came later: its customer knows already that the payment failed.
        return order.pastDueAt === null
          ? { event: 'order.past_due', change, lines: order.lines }
          : { event: 'order.updated', change };
      }
      await this.holds.release(soldBy(order.lines), 'past_due');
      return { event: 'order.recovered', change: { pastDueAt: null, suspendAt: null }, lines: order.lines };
    });
  }

  private async setCancelled(uid: string, { cancelled }: ShopState): Promise<void> {
    await this.orders.update(uid, async (order) => {
      const licenses = soldBy(order.lines);
      const isNow = cancelled !== null && (cancelled.isEnded || order.periodEnd === null);
      if (isNow) {
        await this.holds.hold(licenses, 'cancellation', 'suspend');
      } else {
        await this.holds.release(licenses, 'cancellation');
      }
      const change = { cancelledAt: cancelled?.at ?? null, endedAt: cancelled?.isEnded ? cancelled.at : null };
      return { event: cancelled ? 'order.cancelled' : 'order.updated', change, lines: order.lines };
    });
  }

  private async setDisputed(uid: string, { disputedAt }: ShopState, { dispute }: ShopRules): Promise<void> {
    await this.orders.update(uid, async (order) => {
      const licenses = soldBy(order.lines);
      if (disputedAt) {
        await this.holds.hold(licenses, 'dispute', dispute);
      } else {
        await this.holds.release(licenses, 'dispute');
      }
      const event = disputedAt ? 'order.disputed' : 'order.dispute_won';
      return { event, change: { disputedAt }, lines: order.lines };
    });
  }

  /** A refund that arrives late may end other lines than those that ended already, which then come back. */
  private async setRefunds(
    uid: string,
    { pastDueAt, refunds: { refunds, isPeriodPaidBack, amount } }: ShopState,
    { refund, pastDueDays }: ShopRules,
    endedBefore: ReadonlySet<string>,
  ): Promise<void> {
    await this.orders.update(uid, async (order) => {
      const byShop = order.lines.filter((line) => endedBefore.has(line.uid));
      const byOthers = order.lines.filter((line) => line.refundedAt !== null && !byShop.includes(line));
      const ended = linesPaidBack(refunds, order.lines, byOthers);
      const further = ended.filter((line) => line.refundedAt === null);
      await this.setRefundedAt(further, this.clock.now());
      await this.setRefundedAt(
        byShop.filter((line) => !ended.includes(line)),
        null,
      );
      const open = order.lines.filter((line) => line.refundedAt === null);
      const held = isPeriodPaidBack ? open.filter((line) => soldBy([line]).some(({ holds }) => !holds.refund)) : [];
      await this.holds.hold(soldBy([...further, ...held]), 'refund', refund);
      if (!isPeriodPaidBack) {
        await this.holds.release(soldBy(open), 'refund');
      }
      const isWhole = isPaidBack(order.lines);
      const change = {
        refunded: Math.max(order.refunded, amount, sumOf(order.lines.filter((line) => line.refundedAt !== null))),
        ...(isWhole && { suspendAt: null }),
        ...(!isWhole && order.state === 'refunded' && { suspendAt: suspensionOf(pastDueAt, pastDueDays) }),
      };
      const event = isWhole ? 'order.refunded' : 'order.partly_refunded';
      return { event, change, lines: [...further, ...held] };
    });
  }

  /** Licenses of a larger quantity, whose change may arrive after the event that suspends those of the order. */
  private async holdNewLicenses(uid: string, after: ShopState, rules: ShopRules): Promise<void> {
    const { disputedAt, cancelled } = after;
    if (disputedAt === null && cancelled === null) {
      return;
    }
    await this.orders.update(uid, async (order) => {
      const licenses = soldBy(order.lines);
      if (order.disputedAt && disputedAt) {
        await this.holds.hold(licenses, 'dispute', rules.dispute);
      }
      if (order.cancelledAt && cancelled?.isEnded) {
        await this.holds.hold(licenses, 'cancellation', 'suspend');
      }
      return null;
    });
  }

  private async setRefundedAt(lines: readonly SoldLine[], refundedAt: Date | null): Promise<void> {
    for (const line of lines) {
      Object.assign(line, { refundedAt });
      await this.work.manager.update(OrderLine, line.id, { refundedAt });
    }
  }
}

function suspensionOf(pastDueAt: Date | null, days: number | null): Date | null {
  return pastDueAt === null || days === null ? null : new Date(pastDueAt.getTime() + days * DAY);
}

function timeOf(date: Date | null | undefined): number | undefined {
  return date?.getTime();
}

function isEnded({ cancelled }: ShopState): boolean {
  return cancelled?.isEnded === true;
}
