import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../../core/catalog';
import { CustomersModule } from '../../../core/customers';
import { LicensesModule } from '../../../core/licenses';
import { LicenseAdministrationModule, ScheduledChangesModule } from '../../../core/licensing';
import { LicenseUsersModule, PolicyChangesModule } from '../../../core/licensing/internal';
import { defineJob } from '../../../core/platform';
import { ClientCallsModule, MeterUsageModule } from '../../../core/verification';
import { ContinuationPlansService } from './continuation-plans.service';
import { ContinuationsService } from './continuations.service';
import { ExceededLimitsService } from './exceeded-limits.service';
import { FollowShopService } from './follow-shop.service';
import { OrderHoldsService } from './order-holds.service';
import { OrderLifecycleService } from './order-lifecycle.service';
import { OrderLinesService } from './order-lines.service';
import { OrderMailSource } from './order-mail-source';
import { OrderPlansService } from './order-plans.service';
import { OrderSearchSource } from './order-search-source';
import { OrdersController } from './orders.controller';
import { OrdersService } from './orders.service';
import { OverdueOrdersService } from './overdue-orders.service';
import { PlaceOrderService } from './place-order.service';
import { MakePlannedUpgradesService } from './make-planned-upgrades.service';
import { PlannedUpgradesService } from './planned-upgrades.service';
import { SubscriptionsController } from './subscriptions.controller';
import { TopUpsService } from './top-ups.service';
import { SubscriptionsService } from './subscriptions.service';

@Module({
  imports: [
    ClientCallsModule,
    CustomersModule,
    LicenseAdministrationModule,
    LicensesModule,
    LicenseUsersModule,
    MeterUsageModule,
    PoliciesModule,
    PolicyChangesModule,
    ScheduledChangesModule,
  ],
  controllers: [OrdersController, SubscriptionsController],
  providers: [
    ContinuationPlansService,
    ContinuationsService,
    ExceededLimitsService,
    FollowShopService,
    OrderHoldsService,
    OrderLifecycleService,
    OrderLinesService,
    OrderMailSource,
    OrderPlansService,
    OrderSearchSource,
    OrdersService,
    OverdueOrdersService,
    MakePlannedUpgradesService,
    PlaceOrderService,
    PlannedUpgradesService,
    SubscriptionsService,
    TopUpsService,
    defineJob({
      name: 'planned-upgrades',
      cron: '* * * * *',
      atStart: true,
      service: MakePlannedUpgradesService,
      run: (upgrades) => upgrades.run(),
    }),
    defineJob({
      name: 'suspend-overdue-orders',
      cron: '* * * * *',
      service: OverdueOrdersService,
      run: (orders) => orders.suspendDue(),
    }),
  ],
  exports: [
    ContinuationPlansService,
    ExceededLimitsService,
    FollowShopService,
    OrderLifecycleService,
    OrderLinesService,
    OrderPlansService,
    OrderSearchSource,
    OrdersService,
    PlaceOrderService,
    SubscriptionsService,
  ],
})
export class OrdersModule {}
