import { Module } from '@nestjs/common';
import { LicenseImportsModule } from '../../licensing/imports/license-imports.module';
import { BulkLicensesModule } from '../../licensing/bulk/bulk-licenses.module';
import { DefinitionsModule } from '../../catalog/definitions/definitions.module';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { IdempotencyModule } from '../../platform/idempotency/idempotency.module';
import { SendOnceService } from '../kit/send-once.service';
import { ImportFlowModule } from '../import/import-flow.module';
import { BulkSelectionService } from './bulk-selection.service';
import { BulkController } from './bulk.controller';
import { CustomerSuggestionsController } from './customer-suggestions.controller';
import { FindCustomerService } from './find-customer.service';
import { IssueChoicesService } from './issue-choices.service';
import { IssueController } from './issue.controller';
import { IssuedController } from './issued.controller';
import { LicenseImportPageController } from './license-import.controller';
import { PolicyChangesModule } from '../../licensing/policy-changes/policy-changes.module';
import { PolicyChangePageController } from './policy-change.controller';
import { LicenseListController } from './license-list.controller';

/** The list of licenses, and what is done to many of them. */
@Module({
  imports: [
    LicenseImportsModule,
    BulkLicensesModule,
    CustomersModule,
    DefinitionsModule,
    IdempotencyModule,
    ImportFlowModule,
    LicenseAdministrationModule,
    PoliciesModule,
    PolicyChangesModule,
    ProductsModule,
  ],
  controllers: [
    LicenseListController,
    CustomerSuggestionsController,
    BulkController,
    IssueController,
    IssuedController,
    LicenseImportPageController,
    PolicyChangePageController,
  ],
  providers: [BulkSelectionService, FindCustomerService, IssueChoicesService, SendOnceService],
})
export class LicenseListPagesModule {}
