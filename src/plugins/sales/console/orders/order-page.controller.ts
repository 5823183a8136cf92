import { Get } from '@nestjs/common';
import { Authorized } from '../../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { OrdersService } from '../../orders/orders.service';
import { RecordHistoryService } from '../../../../pages/audit/record-history.service';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { orderPage } from './order.view';

/** Changes that the page lists: the newest. */
const LISTED = 20;

@ConsoleController('console/orders')
export class OrderPageController {
  constructor(
    private readonly orders: OrdersService,
    private readonly history: RecordHistoryService,
  ) {}

  @Get(':id')
  @Authorized('orders:read')
  async showOrder(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    return orderPage({
      order: await this.orders.get(id),
      history: await this.history.newestOf({ type: 'orders', id }, LISTED),
      canReadLicenses: isPermitted(caller, Permission.LicensesRead),
      canWrite: isPermitted(caller, 'orders:write'),
    });
  }
}
