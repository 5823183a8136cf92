import { Get } from '@nestjs/common';
import { Authorized } from '../../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { type ExceededLicense, ExceededLimitsService } from '../../orders/exceeded-limits.service';
import { OrdersService, type WholeOrder } from '../../orders/orders.service';
import { RecordHistoryService } from '../../../../pages/audit/record-history.service';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { orderPage } from './order.view';

/** Changes that the page lists: the newest. */
const LISTED = 20;
/** Continued licenses whose use is compared with their limits. */
const CHECKED = 20;

@ConsoleController('console/orders')
export class OrderPageController {
  constructor(
    private readonly orders: OrdersService,
    private readonly limits: ExceededLimitsService,
    private readonly history: RecordHistoryService,
  ) {}

  @Get(':id')
  @Authorized('orders:read')
  async showOrder(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const order = await this.orders.get(id);
    const canReadLicenses = isPermitted(caller, Permission.LicensesRead);
    return orderPage({
      order,
      exceeded: canReadLicenses ? await this.exceededOf(order) : [],
      history: await this.history.newestOf({ type: 'orders', id }, LISTED),
      canReadLicenses,
      canWrite: isPermitted(caller, 'orders:write'),
    });
  }

  /** A license that the order gave ends with it; one that it continues stays in use. */
  private exceededOf({ lines }: WholeOrder): Promise<ExceededLicense[]> {
    const continued = new Set(lines.flatMap(({ licenseId }) => licenseId ?? []));
    return this.limits.of([...continued].slice(0, CHECKED));
  }
}
