import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { ChangeLicenseService } from '../../licensing/licenses/change-license.service';
import { COPIED_LIMITS } from '../../licensing/policy-changes/changed-columns';
import { ChangePolicyService } from '../../licensing/policy-changes/change-policy.service';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { OrderHoldsService } from './order-holds.service';
import type { OrderLicense } from './order-license.entity';
import { OrderLifecycleService, type ShopEvent } from './order-lifecycle.service';
import { OrderLine } from './order-line.entity';
import { OrderLinesService, type Plan, refuseTooManyLicenses, type SoldPlan } from './order-lines.service';
import { appliedAt, isOutdated } from './order-state';
import type { WholeOrder } from './orders.service';

type SoldLine = WholeOrder['lines'][number];

export interface Quantity {
  /** Number of licenses. */
  readonly quantity?: number;
  /** Seats of each license; null for those of the policy. */
  readonly seats?: number | null;
}

/** Changes what a subscription is for. Operations can be repeated without effect. */
@Injectable()
export class OrderPlansService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrderLifecycleService,
    private readonly lines: OrderLinesService,
    private readonly holds: OrderHoldsService,
    private readonly licenses: ChangeLicenseService,
    private readonly policies: ChangePolicyService,
  ) {}

  /** Moves the licenses of a line to another policy. They keep their keys, devices and end; seats that were bought stay. */
  changePlan(uid: string, lineUid: string, sold: SoldPlan, { at }: ShopEvent = {}): Promise<WholeOrder> {
    return this.orders.update(uid, async (order) => {
      const line = lineOf(order, lineUid);
      const plan = await this.lines.planOf(sold, '');
      if (isOutdated(order, 'plan', at)) {
        return null;
      }
      const isOther = plan.product.id !== line.productId || plan.policy.id !== line.policyId;
      await (isOther ? this.move(line, plan) : undefined);
      const change = appliedAt(order, 'plan', at);
      return { event: 'order.plan_changed', change, lines: isOther ? [line] : [] };
    });
  }

  /**
   * More licenses are issued, after those that an earlier change ended are given back; of fewer, those that were never used
   * end first, then the newest.
   */
  changeQuantity(uid: string, lineUid: string, to: Quantity, { at }: ShopEvent = {}): Promise<WholeOrder> {
    return this.orders.update(uid, async (order) => {
      const line = lineOf(order, lineUid);
      if (isOutdated(order, 'quantity', at)) {
        return null;
      }
      const { quantity = line.quantity, seats = line.seats } = to;
      const isOther = quantity !== line.quantity || seats !== line.seats;
      const others = order.lines.filter((one) => one !== line).map((one) => one.quantity);
      refuseTooManyLicenses([...others, quantity], 'quantity');
      await (seats === line.seats ? undefined : this.changeSeats(line, seats));
      await this.save(line, { quantity, seats });
      await this.giveLicenses(order, line);
      return {
        event: 'order.quantity_changed',
        change: appliedAt(order, 'quantity', at),
        lines: isOther ? [line] : [],
      };
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
    await this.work.manager.update(OrderLine, line.id, { productId: product.id, policyId: policy.id });
    Object.assign(line, { product, productId: product.id, policy, policyId: policy.id });
  }

  private async changeSeats(line: SoldLine, seats: number | null): Promise<void> {
    const maxActivations = seats ?? line.policy?.maxActivations ?? null;
    for (const { licenseId } of line.licenses) {
      await this.licenses.change(licenseId, { maxActivations });
    }
  }

  private async save(line: SoldLine, columns: Pick<OrderLine, 'quantity' | 'seats'>): Promise<void> {
    await this.work.manager.update(OrderLine, line.id, columns);
    Object.assign(line, columns);
  }

  private async giveLicenses(order: WholeOrder, line: SoldLine): Promise<void> {
    const inOrder = [...line.licenses].sort(byUse);
    const [kept, ended] = [inOrder.slice(0, line.quantity), inOrder.slice(line.quantity)];
    await this.holds.hold(ended, 'quantity', 'suspend');
    await this.holds.release(kept, 'quantity');
    const missing = line.quantity - kept.length;
    if (missing > 0 && line.refundedAt === null) {
      await this.lines.issue(order, line, missing);
    }
  }
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
