import { Injectable } from '@nestjs/common';
import { problem } from '../../../core/common';
import { GrantsService } from '../../../core/licenses';
import { ChangeLicenseService, ChangePolicyService, COPIED_LIMITS } from '../../../core/licensing';
import { UnitOfWork } from '../../../core/platform';
import { upgradeTo } from './continuation-plans.service';
import { OrderHoldsService } from './order-holds.service';
import { OrderLicense } from './order-license.entity';
import { OrderLifecycleService } from './order-lifecycle.service';
import { OrderLine } from './order-line.entity';
import { grantsOf } from './order-line-grants';
import {
  type NewLine,
  OrderLinesService,
  type Plan,
  refuseTooManyLicenses,
  type SoldPlan,
} from './order-lines.service';
import { soldBy } from './order-records';
import { sumOf } from './order-state';
import type { WholeOrder } from './orders.service';

type SoldLine = WholeOrder['lines'][number];

export interface PlanChange extends SoldPlan {
  /** Entitlements besides those of the policy; by default, they are unchanged. */
  readonly entitlements?: OrderLine['entitlements'];
}

export interface Quantity {
  /** Number of licenses. */
  readonly quantity?: number;
  /** Number that there was meanwhile, if it is larger. */
  readonly peak?: number;
  /** Seats of each license; null for those of the policy. */
  readonly seats?: number | null;
}

/** A line that the order has no more. */
export interface LineRemoval {
  readonly at: Date;
  /** The licenses end then; null leaves their end as it is. */
  readonly periodEnd: Date | null;
  /** Suspends the licenses already now. */
  readonly isNow: boolean;
}

/** Changes what a subscription is for. Operations can be repeated without effect. */
@Injectable()
export class OrderPlansService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderLifecycleService,
    private readonly lines: OrderLinesService,
    private readonly holds: OrderHoldsService,
    private readonly grants: GrantsService,
    private readonly licenses: ChangeLicenseService,
    private readonly policies: ChangePolicyService,
  ) {}

  /** Adds a line with its licenses, and returns its uid. A price in another currency is left out. */
  async addLine(uid: string, line: NewLine): Promise<string> {
    let added = '';
    await this.orders.update(uid, async (order) => {
      refuseTooManyLicenses(
        [...order.lines, line].map(({ quantity = 1 }) => quantity),
        'quantity',
      );
      const plan = await this.lines.planOf(line, '');
      const currency = order.currency ?? line.currency ?? null;
      const price = line.currency === currency ? line.price : null;
      const [row] = await this.lines.add(order, [{ line: { ...line, price }, plan }]);
      if (!row) {
        throw new Error('The line was not added');
      }
      added = row.uid;
      const sold = Object.assign(row, { licenses: await this.licensesOf(row) });
      order.lines.push(sold);
      const change = { total: totalOf(order), ...(price !== null && { currency }) };
      return { event: 'order.quantity_changed', change, lines: [sold] };
    });
    return added;
  }

  /** Moves the licenses of a line to another policy. They keep their keys, devices and end; seats that were bought stay. */
  changePlan(uid: string, lineUid: string, { entitlements, ...sold }: PlanChange): Promise<WholeOrder> {
    return this.orders.update(uid, async (order) => {
      const line = lineOf(order, lineUid);
      const plan = await this.lines.planOf(sold, '');
      const isOther = plan.product.id !== line.productId || plan.policy.id !== line.policyId;
      if (isOther) {
        await this.move(line, plan);
      }
      const isGranted = entitlements !== undefined && (await this.grant(line, entitlements));
      return { event: 'order.plan_changed', change: {}, lines: isOther || isGranted ? [line] : [] };
    });
  }

  /**
   * More licenses are issued, after those that an earlier change ended are given back; of fewer, those that were never used
   * end first, then the newest.
   */
  changeQuantity(uid: string, lineUid: string, to: Quantity): Promise<WholeOrder> {
    return this.orders.update(uid, async (order) => {
      const line = lineOf(order, lineUid);
      const { quantity = line.quantity, seats = line.seats, peak = quantity } = to;
      const isOther = quantity !== line.quantity || seats !== line.seats;
      const others = order.lines.filter((one) => one !== line).map((one) => one.quantity);
      refuseTooManyLicenses([...others, Math.max(quantity, peak)], 'quantity');
      if (seats !== line.seats) {
        await this.changeSeats(line, seats);
      }
      await this.save(line, { quantity, seats });
      if (line.continues === null) {
        await this.giveLicenses(order, line, Math.max(quantity, peak));
      }
      return { event: 'order.quantity_changed', change: {}, lines: isOther ? [line] : [] };
    });
  }

  /**
   * Removes a line, or takes it back with null. Licenses whose end is that of the line's period follow it; one that somebody
   * has moved stays.
   */
  changeRemoval(uid: string, lineUid: string, removal: LineRemoval | null): Promise<WholeOrder> {
    return this.orders.update(uid, async (order) => {
      const line = lineOf(order, lineUid);
      if (!removal && line.removedAt === null) {
        return null;
      }
      const before = line.removedAt ? line.periodEnd : order.periodEnd;
      const { at = null, periodEnd, isNow } = removal ?? { periodEnd: order.periodEnd, isNow: false };
      await this.moveEnd(line, before, periodEnd);
      if (isNow) {
        await this.holds.hold(soldBy([line]), 'removal', 'suspend');
      } else {
        await this.holds.release(soldBy([line]), 'removal');
      }
      const isOther = line.removedAt?.getTime() !== at?.getTime();
      await this.save(line, { removedAt: at, periodEnd: removal ? periodEnd : null });
      return { event: 'order.quantity_changed', change: {}, lines: isOther ? [line] : [] };
    });
  }

  /** The shop's id of a line, and the price that it had first. One in another currency is left out. */
  changeFacts(uid: string, lineUid: string, { externalId = null, ...first }: NewLine): Promise<WholeOrder> {
    return this.orders.update(uid, async (order) => {
      const line = lineOf(order, lineUid);
      const price = first.currency === order.currency ? (first.price ?? null) : line.price;
      if (line.externalId === externalId && line.price === price) {
        return null;
      }
      await this.save(line, { externalId, price });
      return { event: 'order.updated', change: { total: totalOf(order) } };
    });
  }

  private async move(line: SoldLine, { product, policy }: Plan): Promise<void> {
    const limits = COPIED_LIMITS.filter((limit) => limit !== 'maxActivations' || line.seats === null);
    for (const { licenseId, license } of line.licenses) {
      if (license && license.productId !== product.id) {
        await this.licenses.change(licenseId, { product: product.reference });
      }
      await this.policies.change(licenseId, { policy: policy.uid, limits, expiry: 'keep', isDryRun: false });
    }
    const { continues } = line;
    const columns = {
      productId: product.id,
      policyId: policy.id,
      ...(continues && { continues: { ...continues, product: product.reference, ...upgradeTo(policy) } }),
    };
    await this.work.manager.update(OrderLine, line.id, columns);
    Object.assign(line, { product, policy, ...columns });
  }

  /** Replaces the entitlements that the line gave before. What people granted stays. */
  private async grant(line: SoldLine, entitlements: OrderLine['entitlements']): Promise<boolean> {
    const before = Object.entries(line.entitlements);
    if (JSON.stringify(sorted(before)) === JSON.stringify(sorted(Object.entries(entitlements)))) {
      return false;
    }
    const grants = await this.grants.ofLicenses(line.licenses.map(({ licenseId }) => licenseId));
    for (const { licenseId } of line.licenses) {
      const own = Object.entries(grants.get(licenseId)?.entitlements ?? {});
      const kept = own.filter(
        ([code, { value }]) => !before.some(([other, given]) => other === code && given === value),
      );
      const granted = { ...Object.fromEntries(kept), ...grantsOf(entitlements) };
      await this.licenses.change(licenseId, { grants: { entitlements: granted } });
    }
    await this.save(line, { entitlements });
    return true;
  }

  private async changeSeats(line: SoldLine, seats: number | null): Promise<void> {
    const maxActivations = seats ?? line.policy?.maxActivations ?? null;
    for (const { licenseId } of line.licenses) {
      await this.licenses.change(licenseId, { maxActivations });
    }
  }

  private async moveEnd(line: SoldLine, before: Date | null, until: Date | null): Promise<void> {
    if (before === null || until === null || before.getTime() === until.getTime()) {
      return;
    }
    for (const { licenseId, license } of line.licenses) {
      if (license?.expiresAt?.getTime() === before.getTime()) {
        await this.licenses.change(licenseId, { term: { until } });
      }
    }
  }

  private async save(line: SoldLine, columns: Partial<Omit<OrderLine, 'order' | 'product' | 'policy' | 'licenses'>>) {
    await this.work.manager.update(OrderLine, line.id, columns);
    Object.assign(line, columns);
  }

  private licensesOf({ id: lineId }: OrderLine): Promise<OrderLicense[]> {
    const where = { lineId };
    return this.work.manager.find(OrderLicense, { where, relations: { license: true }, order: { licenseId: 'ASC' } });
  }

  private async giveLicenses(order: WholeOrder, line: SoldLine, peak: number): Promise<void> {
    const missing = peak - line.licenses.length;
    if (missing > 0 && line.refundedAt === null) {
      await this.lines.issue(order, line, missing);
      line.licenses = await this.licensesOf(line);
    }
    const inOrder = [...line.licenses].sort(byUse);
    await this.holds.hold(inOrder.slice(line.quantity), 'quantity', 'suspend');
    await this.holds.release(inOrder.slice(0, line.quantity), 'quantity');
  }
}

/** Null without prices. */
function totalOf({ lines }: WholeOrder): number | null {
  return lines.some(({ price }) => price !== null) ? sumOf(lines) : null;
}

function sorted<T>(entries: readonly (readonly [string, T])[]): (readonly [string, T])[] {
  return [...entries].sort(([one], [other]) => (one < other ? -1 : 1));
}

/** Used licenses first, then the oldest. Those that ended come last. */
function byUse(one: OrderLicense, other: OrderLicense): number {
  const rank = ({ holds, license }: OrderLicense): number => (holds.quantity ? 2 : license?.firstActivatedAt ? 0 : 1);
  return rank(one) - rank(other) || one.licenseId - other.licenseId;
}

function lineOf({ lines }: WholeOrder, uid: string): SoldLine {
  const line = lines.find((one) => one.uid === uid);
  if (!line) {
    throw problem('ORDER_LINE_UNKNOWN', { field: 'line' });
  }
  return line;
}
