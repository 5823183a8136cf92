import { Injectable } from '@nestjs/common';
import type { PageRequest } from '../../../../core/common';
import type { Customer } from '../../../../core/customers';
import { currentCaller, isPermitted } from '../../../../core/identity';
import { withQuery } from '../../../../pages/components/filters';
import { CustomerOrders, type CustomerOrdersPage, type CustomerSales } from '../../../../pages/kit/customer-orders';
import { OrdersService } from '../../orders/orders.service';
import { orderTable, salesOf } from './customer-orders.view';
import { EXPORT_PATH } from './order-paths';

/** Changes of so many orders, the newest, are in the timeline. */
const TIMELINE_ORDERS = 1_000;

@Injectable()
export class CustomerOrdersService extends CustomerOrders {
  constructor(private readonly orders: OrdersService) {
    super();
  }

  async sales({ id }: Customer): Promise<CustomerSales | null> {
    return this.isVisible ? salesOf(await this.orders.totals(id)) : null;
  }

  async list({ uid: customer }: Customer, request: PageRequest): Promise<CustomerOrdersPage> {
    const page = await this.orders.list(request, { customer });
    return { ...page, exportPath: withQuery(EXPORT_PATH, { customer }), table: orderTable(page.rows) };
  }

  async inTimeline({ id }: Customer): Promise<readonly string[]> {
    return this.isVisible ? this.orders.newestOf(id, TIMELINE_ORDERS) : [];
  }

  private get isVisible(): boolean {
    return isPermitted(currentCaller(), 'orders:read');
  }
}
