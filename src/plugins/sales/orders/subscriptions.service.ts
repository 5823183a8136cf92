import { Injectable } from '@nestjs/common';
import { Clock, isProblem, type OneOrMore, type Page, type PageRequest, problem } from '../../../core/common';
import { AuditEntry, readPage, searchPattern, UnitOfWork } from '../../../core/platform';
import { listOf } from '../../../core/platform/internal';
import type { Order } from './order.entity';
import { type OrderFilter, OrdersService, type WholeOrder } from './orders.service';
import type { SubscriptionState } from './subscription-state';

export interface SubscriptionListFilter extends Pick<OrderFilter, 'shop' | 'customer' | 'q'> {
  readonly state?: OneOrMore<SubscriptionState>;
}

/** Reads subscriptions: the orders that have a subscription of their shop. */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly orders: OrdersService,
    private readonly clock: Clock,
  ) {}

  list(page: PageRequest, { state = [], ...filter }: SubscriptionListFilter = {}): Promise<Page<Order>> {
    return this.orders.list(page, { ...filter, subscriptions: { states: listOf(state), now: this.clock.now() } });
  }

  async get(uid: string): Promise<WholeOrder> {
    const order = await this.orders.get(uid).catch((error: unknown) => {
      throw isProblem(error, 'ORDER_NOT_FOUND') ? problem('SUBSCRIPTION_NOT_FOUND') : error;
    });
    if (order.subscriptionId === null) {
      throw problem('SUBSCRIPTION_NOT_FOUND');
    }
    return order;
  }

  /**
   * Changes, newest first, as far as the audit log keeps them.
   * @param q part of the event, its reason or its reference
   */
  async log(uid: string, page: PageRequest, q?: string): Promise<Page<AuditEntry>> {
    if (!(await this.orders.isSubscription(uid))) {
      throw problem('SUBSCRIPTION_NOT_FOUND');
    }
    const query = this.work.manager
      .createQueryBuilder(AuditEntry, 'entry')
      .where("entry.targetType = 'orders' AND entry.targetId = :uid", { uid });
    if (q !== undefined) {
      query.andWhere('(entry.action ILIKE :q OR entry.reason ILIKE :q OR entry.reference ILIKE :q)', {
        q: searchPattern(q),
      });
    }
    return readPage(query, page);
  }
}
