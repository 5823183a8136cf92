import { Injectable } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { type Metadata, mergedMetadata } from '../../common/validation/metadata';
import { ExtendLicenseService } from '../../licensing/licenses/extend-license.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { OrderHoldsService } from './order-holds.service';
import type { HoldEffect } from './order-license.entity';
import { OrderLine } from './order-line.entity';
import { givenBy, linesPayload, orderPayload, uidsOf } from './order-records';
import { appliedAt, isOutdated, linesPaidBack, stateOf, sumOf } from './order-state';
import type { OrderEvent } from './order.events';
import { Order } from './order.entity';
import { OrdersService, type WholeOrder } from './orders.service';

/** The shop's time of an event, if it has one: an event that is older than one already applied changes nothing. */
export interface ShopEvent {
  readonly at?: Date;
}

export interface Refund {
  /** Uids of the lines that are paid back; all by default. */
  readonly lines?: readonly string[];
  /** Instead of lines, all that was paid back so far: ends as many lines as it pays back. */
  readonly amount?: number;
  /** The effect on the licenses; they are revoked by default. */
  readonly effect?: HoldEffect;
}

/** A change of an order: its columns, and the lines whose licenses it is about. */
interface OrderChange {
  readonly event: OrderEvent;
  readonly change: Partial<Order>;
  readonly lines?: WholeOrder['lines'];
}

/**
 * Payments and what follows them. Each operation locks the order, can be repeated without effect, and joins the transaction
 * of its caller.
 */
@Injectable()
export class OrderLifecycleService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrdersService,
    private readonly holds: OrderHoldsService,
    private readonly extension: ExtendLicenseService,
    private readonly clock: Clock,
  ) {}

  /** Fields of the metadata that change; null removes one. */
  changeMetadata(uid: string, metadata: Metadata): Promise<WholeOrder> {
    return this.update(uid, (order) => ({
      event: 'order.updated',
      change: { metadata: mergedMetadata(order.metadata, metadata) },
    }));
  }

  /**
   * A further period is paid: licenses end with it, which their policy's grace follows. Also ends what a missed payment or a
   * cancellation did. Lines that were paid back are unchanged.
   */
  renew(uid: string, periodEnd: Date, { at }: ShopEvent = {}): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      const lines = order.lines.filter(({ refundedAt }) => refundedAt === null);
      for (const { licenseId } of givenBy(lines)) {
        await this.extension.extendTo(licenseId, periodEnd);
      }
      const isLater = order.periodEnd === null || order.periodEnd < periodEnd;
      const isOutdatedHere = isOutdated(order, 'subscription', at);
      await (isOutdatedHere ? undefined : this.resume(order));
      return {
        event: 'order.renewed',
        lines,
        change: {
          ...(isLater && { periodEnd }),
          ...(!isOutdatedHere && { ...RESUMED, cancelledAt: null, ...appliedAt(order, 'subscription', at) }),
        },
      };
    });
  }

  /**
   * A payment failed.
   * @param suspendAfterDays the licenses are suspended then; null leaves them usable until they end
   */
  markPastDue(uid: string, suspendAfterDays: number | null, { at }: ShopEvent = {}): Promise<WholeOrder> {
    return this.update(uid, (order) => {
      if (isOutdated(order, 'subscription', at)) {
        return null;
      }
      const pastDueAt = order.pastDueAt ?? at ?? this.clock.now();
      const suspendAt = suspendAfterDays === null ? null : new Date(pastDueAt.getTime() + suspendAfterDays * DAY);
      const change = {
        ...(order.pastDueAt === null && { pastDueAt, suspendAt }),
        ...appliedAt(order, 'subscription', at),
      };
      return { event: 'order.past_due', change, lines: order.lines };
    });
  }

  /** Suspends the licenses of an order that is past due and whose time is over. */
  suspendPastDue(uid: string): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      if (order.suspendAt === null || order.suspendAt > this.clock.now()) {
        return null;
      }
      await this.holds.hold(givenBy(order.lines), 'past_due', 'suspend');
      return { event: 'order.suspended', change: { suspendAt: null }, lines: order.lines };
    });
  }

  /** The missed payment was made. */
  recover(uid: string, { at }: ShopEvent = {}): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      if (isOutdated(order, 'subscription', at)) {
        return null;
      }
      await this.holds.release(givenBy(order.lines), 'past_due');
      const change = { ...RESUMED, ...appliedAt(order, 'subscription', at) };
      return { event: 'order.recovered', change, lines: order.lines };
    });
  }

  /**
   * At the end of the period, licenses end by themselves; `now` suspends them. Without a period, there is no end to wait for.
   */
  cancel(uid: string, when: 'at_period_end' | 'now', { at }: ShopEvent = {}): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      if (isOutdated(order, 'subscription', at)) {
        return null;
      }
      const isNow = when === 'now' || order.periodEnd === null;
      await (isNow ? this.holds.hold(givenBy(order.lines), 'cancellation', 'suspend') : undefined);
      const change = {
        ...{ cancelledAt: order.cancelledAt ?? at ?? this.clock.now(), suspendAt: null },
        ...appliedAt(order, 'subscription', at),
      };
      return { event: 'order.cancelled', change, lines: order.lines };
    });
  }

  /** Ends lines that are paid back, and their licenses. A line that is paid back stays so. */
  refund(uid: string, { lines: named, amount, effect = 'revoke' }: Refund = {}): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      const open = order.lines.filter(({ refundedAt }) => refundedAt === null);
      const ended =
        amount === undefined
          ? open.filter((line) => named?.includes(line.uid) ?? true)
          : linesPaidBack(order.lines, amount);
      refuseUnknown(order, named);
      await this.endLines(ended);
      await this.holds.hold(givenBy(ended), 'refund', effect);
      const paidBack = amount ?? sumOf(order.lines.filter(({ refundedAt }) => refundedAt !== null));
      const isWhole = order.lines.every(({ refundedAt }) => refundedAt !== null);
      const change = { refunded: Math.max(order.refunded, paidBack), ...(isWhole && { suspendAt: null }) };
      return { event: isWhole ? 'order.refunded' : 'order.partly_refunded', change, lines: ended };
    });
  }

  /** The buyer disputes the payment. A dispute that is lost is a refund. */
  openDispute(uid: string, effect: HoldEffect, { at }: ShopEvent = {}): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      if (isOutdated(order, 'dispute', at)) {
        return null;
      }
      await this.holds.hold(givenBy(order.lines), 'dispute', effect);
      const change = { disputedAt: order.disputedAt ?? at ?? this.clock.now(), ...appliedAt(order, 'dispute', at) };
      return { event: 'order.disputed', change, lines: order.lines };
    });
  }

  /** Ends what the dispute did, and nothing else. */
  winDispute(uid: string, { at }: ShopEvent = {}): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      if (isOutdated(order, 'dispute', at)) {
        return null;
      }
      await this.holds.release(givenBy(order.lines), 'dispute');
      const change = { disputedAt: null, ...appliedAt(order, 'dispute', at) };
      return { event: 'order.dispute_won', change, lines: order.lines };
    });
  }

  /** Changes an order under its lock and records the event; null changes nothing. */
  update(
    uid: string,
    change: (order: WholeOrder) => Promise<OrderChange | null> | OrderChange | null,
  ): Promise<WholeOrder> {
    return this.work.runSerialized(`order ${uid}`, async () => {
      const order = await this.orders.getLocked(uid);
      const update = await change(order);
      await (update ? this.save(order, update) : undefined);
      return update ? this.orders.get(uid) : order;
    });
  }

  private async save(order: WholeOrder, { event, change, lines }: OrderChange): Promise<void> {
    const { appliedEvents = order.appliedEvents, ...columns } = change;
    const state = stateOf({ ...order, ...columns }, order.lines);
    const shown = lines && LINE_EVENTS.includes(event) ? { lines: linesPayload(lines) } : undefined;
    const licenses = lines && uidsOf(givenBy(lines).map(({ license }) => license));
    // Not recorded, so that an event of the shop without an effect is none of ours.
    await this.work.manager.update(Order, order.id, { appliedEvents });
    await this.work.update<Order>(
      event,
      Object.assign(order, { appliedEvents }),
      { ...columns, state, updatedAt: this.clock.now() },
      { ...orderPayload(order, state), ...(licenses && { licenses }), ...shown },
      shown && { before: { lines: [] }, after: shown },
    );
  }

  private async resume(order: WholeOrder): Promise<void> {
    await this.holds.release(givenBy(order.lines), 'past_due');
    await this.holds.release(givenBy(order.lines), 'cancellation');
  }

  private async endLines(lines: readonly OrderLine[]): Promise<void> {
    const refundedAt = this.clock.now();
    for (const line of lines) {
      Object.assign(line, { refundedAt });
      await this.work.manager.update(OrderLine, line.id, { refundedAt });
    }
  }
}

const RESUMED = { pastDueAt: null, suspendAt: null } as const;

/** Events that show the lines that changed. */
const LINE_EVENTS: readonly OrderEvent[] = [
  'order.plan_changed',
  'order.quantity_changed',
  'order.partly_refunded',
  'order.refunded',
];

function refuseUnknown({ lines }: WholeOrder, named: readonly string[] = []): void {
  const unknown = named.findIndex((one) => !lines.some(({ uid }) => uid === one));
  if (unknown >= 0) {
    throw problem('ORDER_LINE_UNKNOWN', { field: `lines.${unknown}` });
  }
}
