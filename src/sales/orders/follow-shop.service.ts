import { Injectable } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { ExtendLicenseService } from '../../licensing/licenses/extend-license.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { OrderHoldsService } from './order-holds.service';
import type { HoldEffect } from './order-license.entity';
import { OrderLifecycleService } from './order-lifecycle.service';
import { OrderLine } from './order-line.entity';
import { givenBy } from './order-records';
import { linesPaidBack, sumOf } from './order-state';
import type { WholeOrder } from './orders.service';

type SoldLine = WholeOrder['lines'][number];

/** An order as its shop tells it, all events considered. */
export interface ShopState {
  readonly externalId: string | null;
  readonly subscriptionId: string | null;
  readonly periodEnd: Date | null;
  readonly pastDueAt: Date | null;
  readonly cancelled: { readonly at: Date; readonly isEnded: boolean } | null;
  readonly disputedAt: Date | null;
  /** All that was paid back after each refund, ascending; null for the whole order. */
  readonly refunds: readonly (number | null)[];
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
    private readonly holds: OrderHoldsService,
    private readonly extension: ExtendLicenseService,
    private readonly clock: Clock,
  ) {}

  async follow(uid: string, before: ShopState, after: ShopState, rules: ShopRules): Promise<void> {
    if (before.externalId !== after.externalId || before.subscriptionId !== after.subscriptionId) {
      await this.name(uid, after);
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
    if (JSON.stringify(before.refunds) !== JSON.stringify(after.refunds)) {
      await this.setRefunds(uid, before, after, rules);
    }
    await this.holdNewLicenses(uid, after, rules);
  }

  /** Ids that further events told. */
  private async name(uid: string, { externalId, subscriptionId }: ShopState): Promise<void> {
    await this.orders.update(uid, (order) => {
      const change = {
        ...(externalId !== null && order.externalId !== externalId && { externalId }),
        ...(subscriptionId !== null && order.subscriptionId !== subscriptionId && { subscriptionId }),
      };
      return Object.keys(change).length > 0 ? { event: 'order.updated', change } : null;
    });
  }

  /** Licenses that were paid back too: they are revoked or suspended, and a refund may have arrived early. */
  private async extend(uid: string, { periodEnd }: ShopState): Promise<void> {
    await this.orders.update(uid, async (order) => {
      if (periodEnd === null || (order.periodEnd !== null && order.periodEnd >= periodEnd)) {
        return null;
      }
      for (const { licenseId } of givenBy(order.lines)) {
        await this.extension.extendTo(licenseId, periodEnd);
      }
      return { event: 'order.renewed', change: { periodEnd }, lines: order.lines };
    });
  }

  private async setPastDue(uid: string, { pastDueAt }: ShopState, { pastDueDays }: ShopRules): Promise<void> {
    await this.orders.update(uid, async (order) => {
      if (pastDueAt) {
        const isOver = order.lines.every(({ refundedAt }) => refundedAt !== null);
        const suspendAt = pastDueDays === null || isOver ? null : new Date(pastDueAt.getTime() + pastDueDays * DAY);
        return { event: 'order.past_due', change: { pastDueAt, suspendAt }, lines: order.lines };
      }
      await this.holds.release(givenBy(order.lines), 'past_due');
      return { event: 'order.recovered', change: { pastDueAt: null, suspendAt: null }, lines: order.lines };
    });
  }

  private async setCancelled(uid: string, { cancelled }: ShopState): Promise<void> {
    await this.orders.update(uid, async (order) => {
      const licenses = givenBy(order.lines);
      const isNow = cancelled !== null && (cancelled.isEnded || order.periodEnd === null);
      await (isNow
        ? this.holds.hold(licenses, 'cancellation', 'suspend')
        : this.holds.release(licenses, 'cancellation'));
      const change = { cancelledAt: cancelled?.at ?? null };
      return { event: cancelled ? 'order.cancelled' : 'order.updated', change, lines: order.lines };
    });
  }

  private async setDisputed(uid: string, { disputedAt }: ShopState, { dispute }: ShopRules): Promise<void> {
    await this.orders.update(uid, async (order) => {
      const licenses = givenBy(order.lines);
      await (disputedAt ? this.holds.hold(licenses, 'dispute', dispute) : this.holds.release(licenses, 'dispute'));
      const event = disputedAt ? 'order.disputed' : 'order.dispute_won';
      return { event, change: { disputedAt }, lines: order.lines };
    });
  }

  /** A refund that arrives late may end other lines than those that ended already, which then come back. */
  private async setRefunds(uid: string, before: ShopState, after: ShopState, { refund }: ShopRules): Promise<void> {
    await this.orders.update(uid, async (order) => {
      const byShop = paidBackBy(before.refunds, order.lines, []);
      const byOthers = order.lines.filter((line) => line.refundedAt !== null && !byShop.includes(line));
      const ended = paidBackBy(after.refunds, order.lines, byOthers);
      const returned = byShop.filter((line) => !ended.includes(line) && !byOthers.includes(line));
      const refundedAt = this.clock.now();
      const further = ended.filter((line) => line.refundedAt === null);
      await this.setRefundedAt(further, refundedAt);
      await this.setRefundedAt(returned, null);
      await this.holds.hold(givenBy(further), 'refund', refund);
      await this.holds.release(givenBy(returned), 'refund');
      const isWhole = order.lines.every((line) => line.refundedAt !== null);
      const refunded = after.refunds.includes(null) ? (order.total ?? 0) : Math.max(0, ...amountsIn(after.refunds));
      const change = { refunded: Math.max(order.refunded, refunded), ...(isWhole && { suspendAt: null }) };
      return { event: isWhole ? 'order.refunded' : 'order.partly_refunded', change, lines: further };
    });
  }

  /** Licenses of a larger quantity, whose change may arrive after the event that suspends those of the order. */
  private async holdNewLicenses(uid: string, after: ShopState, rules: ShopRules): Promise<void> {
    const { disputedAt, cancelled } = after;
    if (disputedAt === null && cancelled === null) {
      return;
    }
    await this.orders.update(uid, async (order) => {
      const licenses = givenBy(order.lines);
      await (order.disputedAt && disputedAt ? this.holds.hold(licenses, 'dispute', rules.dispute) : undefined);
      await (order.cancelledAt && cancelled?.isEnded
        ? this.holds.hold(licenses, 'cancellation', 'suspend')
        : undefined);
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

/**
 * The lines that refunds end, one after the other.
 * @param already lines that somebody else has paid back
 */
function paidBackBy(refunds: readonly (number | null)[], lines: SoldLine[], already: readonly SoldLine[]): SoldLine[] {
  const ended = new Set<SoldLine>(already);
  for (const amount of refunds) {
    const now = lines.map((line) => ({ line, price: line.price, refundedAt: ended.has(line) ? EVER : null }));
    linesPaidBack(now, amount ?? Math.max(sumOf(now), 1)).forEach(({ line }) => ended.add(line));
  }
  return [...ended];
}

const EVER = new Date(0);

function amountsIn(refunds: readonly (number | null)[]): number[] {
  return refunds.flatMap((amount) => amount ?? []);
}

function timeOf(date: Date | null | undefined): number | undefined {
  return date?.getTime();
}

function isEnded({ cancelled }: ShopState): boolean {
  return cancelled?.isEnded === true;
}
