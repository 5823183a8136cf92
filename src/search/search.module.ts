import { Module } from '@nestjs/common';
import { ProductSearchSource } from '../catalog/products/product-search-source';
import { ProductsModule } from '../catalog/products/products.module';
import type { SearchSource } from '../common/search/search-source';
import { CustomerSearchSource } from '../customers/customers/customer-search-source';
import { CustomersModule } from '../customers/customers/customers.module';
import { GroupSearchSource } from '../customers/groups/group-search-source';
import { GroupsModule } from '../customers/groups/groups.module';
import { LeadSearchSource } from '../customers/leads/lead-search-source';
import { LeadsModule } from '../customers/leads/leads.module';
import { ActivationsModule } from '../licensing/activations/activations.module';
import { DeviceSearchSource } from '../licensing/activations/device-search-source';
import { LicenseSearchSource } from '../licensing/licenses/license-search-source';
import { LicenseAdministrationModule } from '../licensing/licenses/license-administration.module';
import { ResourceSearchSource } from '../licensing/resources/resource-search-source';
import { ResourcesModule } from '../licensing/resources/resources.module';
import { OrderSearchSource } from '../sales/orders/order-search-source';
import { OrdersModule } from '../sales/orders/orders.module';
import { TrialSearchSource } from '../verification/trials/trial-search-source';
import { TrialsModule } from '../verification/trials/trials.module';
import { SearchController } from './search.controller';
import { SEARCH_SOURCES, SearchService } from './search.service';

/** A noun becomes searchable when its source is listed here. */
@Module({
  imports: [
    CustomersModule,
    LicenseAdministrationModule,
    ActivationsModule,
    ResourcesModule,
    LeadsModule,
    ProductsModule,
    GroupsModule,
    TrialsModule,
    OrdersModule,
  ],
  controllers: [SearchController],
  providers: [
    SearchService,
    {
      provide: SEARCH_SOURCES,
      useFactory: (...sources: SearchSource[]) => sources,
      inject: [
        CustomerSearchSource,
        LicenseSearchSource,
        DeviceSearchSource,
        ResourceSearchSource,
        LeadSearchSource,
        ProductSearchSource,
        GroupSearchSource,
        TrialSearchSource,
        OrderSearchSource,
      ],
    },
  ],
  exports: [SearchService],
})
export class SearchModule {}
