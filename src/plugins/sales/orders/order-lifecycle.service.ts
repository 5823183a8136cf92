import { Injectable } from '@nestjs/common';
import { Clock, type Metadata, problem } from '../../../core/common';
import { mergedMetadata } from '../../../core/common/internal';
import { UnitOfWork } from '../../../core/platform';
import { ContinuationsService } from './continuations.service';
import { type ExceededLicense, ExceededLimitsService } from './exceeded-limits.service';
import { OrderHoldsService } from './order-holds.service';
import type { HoldEffect } from './order-license.entity';
import { OrderLine } from './order-line.entity';
import { soldBy, linesPayload, orderPayload, uidsOf } from './order-records';
import { isPaidBack, stateOf, sumOf } from './order-state';
import type { OrderEvent } from './order.events';
import { Order } from './order.entity';
import { OrdersService, type WholeOrder } from './orders.service';

export interface Refund {
  /** Uids of the lines that are paid back; all by default. */
  readonly lines?: readonly string[];
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
 * Changes of orders. Each operation locks the order, can be repeated without effect, and joins the transaction of its
 * caller.
 */
@Injectable()
export class OrderLifecycleService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrdersService,
    private readonly holds: OrderHoldsService,
    private readonly continuations: ContinuationsService,
    private readonly limits: ExceededLimitsService,
    private readonly clock: Clock,
  ) {}

  /** Fields of the metadata that change; null removes one. */
  changeMetadata(uid: string, metadata: Metadata): Promise<WholeOrder> {
    return this.update(uid, (order) => ({
      event: 'order.updated',
      change: { metadata: mergedMetadata(order.metadata, metadata) },
    }));
  }

  /** Suspends the licenses of an order that is past due and whose time is over. */
  suspendPastDue(uid: string): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      if (order.suspendAt === null || order.suspendAt > this.clock.now()) {
        return null;
      }
      await this.holds.hold(soldBy(order.lines), 'past_due', 'suspend');
      return { event: 'order.suspended', change: { suspendAt: null }, lines: order.lines };
    });
  }

  /**
   * At the end of the period, licenses end by themselves; `now` suspends them. Without a period, there is no end to wait for.
   */
  cancel(uid: string, when: 'at_period_end' | 'now'): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      const isNow = when === 'now' || order.periodEnd === null;
      if (isNow) {
        await this.holds.hold(soldBy(order.lines), 'cancellation', 'suspend');
      }
      const now = this.clock.now();
      const endedAt = isNow ? (order.endedAt ?? now) : order.endedAt;
      const change = { cancelledAt: order.cancelledAt ?? now, endedAt, suspendAt: null };
      return { event: 'order.cancelled', change, lines: order.lines };
    });
  }

  /** Refunds lines and ends their licenses. A line that is already refunded does not change. */
  refund(uid: string, { lines: named, effect = 'revoke' }: Refund = {}): Promise<WholeOrder> {
    return this.update(uid, async (order) => {
      refuseUnknown(order, named);
      const ended = order.lines.filter(
        ({ uid: line, refundedAt }) => refundedAt === null && (named?.includes(line) ?? true),
      );
      await this.endLines(ended);
      await this.holds.hold(soldBy(ended), 'refund', effect);
      const paidBack = sumOf(order.lines.filter(({ refundedAt }) => refundedAt !== null));
      const isWhole = isPaidBack(order.lines);
      const change = { refunded: Math.max(order.refunded, paidBack), ...(isWhole && { suspendAt: null }) };
      return { event: isWhole ? 'order.refunded' : 'order.partly_refunded', change, lines: ended };
    });
  }

  /** Changes an order under its lock and records the event; null changes nothing. */
  update(
    uid: string,
    change: (order: WholeOrder) => Promise<OrderChange | null> | OrderChange | null,
  ): Promise<WholeOrder> {
    return this.work.runSerialized(`order ${uid}`, async () => {
      const order = await this.orders.getLocked(uid);
      const continued = order.lines.flatMap(({ licenseId }) => licenseId ?? []);
      const { result: update, exceeded } = await this.limits.lowering(continued, () =>
        this.continuations.follow(continued, async () => {
          const result = await change(order);
          if (result) {
            await this.save(order, result);
          }
          return result;
        }),
      );
      await this.holds.review(continued);
      await this.reportExceeded(order, exceeded);
      return update ? this.orders.get(uid) : order;
    });
  }

  /** Customers keep what they use beyond what is still paid for: the vendor decides. */
  private async reportExceeded(order: Order, exceeded: readonly ExceededLicense[]): Promise<void> {
    if (exceeded.length > 0) {
      const data = { ...orderPayload(order, order.state), licenses: exceeded.map(({ license }) => license), exceeded };
      await this.work.record([this.work.changeRecord('order.limits_exceeded', order, {}, { exceeded }, data)]);
    }
  }

  private async save(order: WholeOrder, { event, change, lines }: OrderChange): Promise<void> {
    const state = stateOf({ ...order, ...change }, order.lines);
    const shown = lines && LINE_EVENTS.includes(event) ? { lines: linesPayload(lines) } : undefined;
    const licenses = lines && uidsOf(soldBy(lines).map(({ license }) => license));
    await this.work.update<Order>(
      event,
      order,
      { ...change, state, updatedAt: this.clock.now() },
      { ...orderPayload(order, state), ...(licenses && { licenses }), ...shown },
      shown && { before: { lines: [] }, after: shown },
    );
  }

  private async endLines(lines: readonly OrderLine[]): Promise<void> {
    const refundedAt = this.clock.now();
    for (const line of lines) {
      Object.assign(line, { refundedAt });
      await this.work.manager.update(OrderLine, line.id, { refundedAt });
    }
  }
}

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
