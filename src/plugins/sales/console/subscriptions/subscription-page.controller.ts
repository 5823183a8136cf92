import { Get } from '@nestjs/common';
import { Authorized } from '../../../../core/common';
import { type Caller, CurrentCaller, isPermitted, Permission } from '../../../../core/identity';
import { RecordHistoryService } from '../../../../pages/audit/record-history.service';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import type { Page } from '../../../../pages/kit/page';
import { Id } from '../../../../pages/kit/parameters';
import { SubscriptionsService } from '../../orders/subscriptions.service';
import { subscriptionPage } from './subscription.view';
import { SUBSCRIPTIONS_PATH } from './subscription-paths';

/** Changes that the page lists: the newest. */
const LISTED = 50;

@ConsoleController(SUBSCRIPTIONS_PATH)
export class SubscriptionPageController {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    private readonly history: RecordHistoryService,
  ) {}

  @Get(':id')
  @Authorized('orders:read')
  async showSubscription(@CurrentCaller() caller: Caller, @Id() id: string): Promise<Page> {
    const order = await this.subscriptions.get(id);
    const { rows } = await this.subscriptions.log(id, { limit: LISTED });
    return subscriptionPage({
      order,
      log: { rows, ...(await this.history.about(rows)) },
      canReadLicenses: isPermitted(caller, Permission.LicensesRead),
    });
  }
}
