import { Get } from '@nestjs/common';
import { Authorized } from '../../common/access/authorized.decorator';
import { AuditSearchService } from '../../events/records/audit-search.service';
import { type Caller, CurrentCaller, isPermitted } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import { OrdersService } from '../../sales/orders/orders.service';
import { AuditLogService } from '../audit/audit-log.service';
import { ConsoleController } from '../../pages/frame/console-controller.decorator';
import type { Page } from '../../pages/kit/page';
import { Id } from '../../pages/kit/parameters';
import { type OrderHistory, orderPage } from './order.view';

/** Changes that the page lists: the newest. */
const LISTED = 20;

@ConsoleController('console/orders')
export class OrderPageController {
  constructor(
    private readonly orders: OrdersService,
    private readonly audit: AuditSearchService,
    private readonly logs: AuditLogService,
  ) {}

  @Get(':id')
  @Authorized('orders:read')
  async showOrder(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    return orderPage({
      order: await this.orders.get(id),
      history: isPermitted(caller, Permission.AuditRead) ? await this.historyOf(id) : undefined,
      canReadLicenses: isPermitted(caller, Permission.LicensesRead),
      canWrite: isPermitted(caller, 'orders:write'),
    });
  }

  private async historyOf(id: string): Promise<OrderHistory> {
    const target = { type: 'orders', id };
    const { rows } = await this.audit.list({ view: 'everything', target }, { limit: LISTED });
    return { rows, ...(await this.logs.about(rows)) };
  }
}
