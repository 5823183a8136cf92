import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { LicensesModule } from '../../licensing/licenses/licenses.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { BulkSelectionService } from './bulk-selection.service';
import { BulkController } from './bulk.controller';
import { CustomerSuggestionsController } from './customer-suggestions.controller';
import { FindCustomerService } from './find-customer.service';
import { LicenseListController } from './license-list.controller';

/** The list of licenses, and what is done to many of them. */
@Module({
  imports: [CustomersModule, LicensesModule, PoliciesModule, ProductsModule],
  controllers: [LicenseListController, CustomerSuggestionsController, BulkController],
  providers: [BulkSelectionService, FindCustomerService],
})
export class LicenseListPagesModule {}
