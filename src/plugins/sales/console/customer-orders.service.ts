import { Injectable } from '@nestjs/common';
import type { Customer } from '../../../customers/customers/customer.entity';
import { currentCaller, isPermitted } from '../../../identity/permissions/caller';
import { OrdersService, type OrderTotals } from '../orders/orders.service';

/** Changes of so many orders, the newest, are in the timeline. */
const TIMELINE_ORDERS = 1_000;

/** The orders of a customer, as far as the viewer may see them. */
@Injectable()
export class CustomerOrdersService {
  constructor(private readonly orders: OrdersService) {}

  async totals({ id }: Customer): Promise<readonly OrderTotals[]> {
    return this.isVisible ? this.orders.totals(id) : [];
  }

  /** Uids of those whose changes the timeline shows. */
  async inTimeline({ id }: Customer): Promise<readonly string[]> {
    return this.isVisible ? this.orders.newestOf(id, TIMELINE_ORDERS) : [];
  }

  private get isVisible(): boolean {
    return isPermitted(currentCaller(), 'orders:read');
  }
}
