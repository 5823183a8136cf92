import { Module } from '@nestjs/common';
import { LicenseAdministrationModule } from '../../../core/licensing';
import { defineJob, JobsModule, MetricsModule, ArchivesModule } from '../../../core/platform';
import { OrdersModule } from '../orders/orders.module';
import { ApplyFactsService } from './apply-facts.service';
import { CheckoutsService } from './checkouts.service';
import { ContinuationChoicesService } from './continuation-choices.service';
import { ContinueSalesService } from './continue-sales.service';
import { EraseBuyersService } from './erase-buyers.service';
import { FindPurchaseService } from './find-purchase.service';
import { ImportedSubscriptionsService } from './imported-subscriptions.service';
import { LicensePaymentsController } from './license-payments.controller';
import { LicensePaymentsService } from './license-payments.service';
import { LicenseSalesService } from './license-sales.service';
import { ProcessShopEventsService, SHOP_EVENTS_JOB } from './process-shop-events.service';
import { PurchaseLinksController } from './purchase-links.controller';
import { PurchaseLinksService } from './purchase-links.service';
import { PurchaseOffersService } from './purchase-offers.service';
import { SaleItemsService } from './sale-items.service';
import { ShopEventMailSource } from './shop-event-mail-source';
import { ShopEventsController, ShopReplaysController } from './shop-events.controller';
import { ShopEventsService } from './shop-events.service';
import { ShopMappingsController } from './shop-mappings.controller';
import { ShopMappingsService } from './shop-mappings.service';
import { ShopSalesService } from './shop-sales.service';
import { ShopSummariesService } from './shop-summaries.service';
import { ShopsController } from './shops.controller';
import { ShopsService } from './shops.service';

@Module({
  imports: [ArchivesModule, JobsModule, LicenseAdministrationModule, MetricsModule, OrdersModule],
  controllers: [
    ShopsController,
    ShopMappingsController,
    ShopEventsController,
    ShopReplaysController,
    PurchaseLinksController,
    LicensePaymentsController,
  ],
  providers: [
    ApplyFactsService,
    CheckoutsService,
    ContinuationChoicesService,
    ContinueSalesService,
    EraseBuyersService,
    FindPurchaseService,
    ImportedSubscriptionsService,
    LicensePaymentsService,
    LicenseSalesService,
    ProcessShopEventsService,
    PurchaseLinksService,
    PurchaseOffersService,
    SaleItemsService,
    ShopEventMailSource,
    ShopEventsService,
    ShopMappingsService,
    ShopSalesService,
    ShopSummariesService,
    ShopsService,
    defineJob({
      name: SHOP_EVENTS_JOB,
      // For tries that are due again, and events whose node was killed.
      cron: '* * * * *',
      atStart: true,
      service: ProcessShopEventsService,
      run: (events, payload) => events.processDue(payload),
    }),
  ],
  exports: [
    ContinuationChoicesService,
    LicensePaymentsService,
    ShopEventsService,
    ShopMappingsService,
    ShopSummariesService,
    ShopsService,
  ],
})
export class ShopsModule {}
