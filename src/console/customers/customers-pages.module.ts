import { Module } from '@nestjs/common';
import { CustomersModule } from '../../customers/customers/customers.module';
import { MergingModule } from '../../customers/merging/merging.module';
import { GroupsModule } from '../../customers/groups/groups.module';
import { AuditModule } from '../../events/records/audit.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { ImportFlowModule } from '../import/import-flow.module';
import { CustomerActionsController } from './customer-actions.controller';
import { CustomerFormController } from './customer-form.controller';
import { CustomerImportController } from './customer-import.controller';
import { CustomerListController } from './customer-list.controller';
import { CustomerPageService } from './customer-page.service';

@Module({
  imports: [AuditModule, CustomersModule, MergingModule, GroupsModule, ImportFlowModule, LicenseAdministrationModule],
  controllers: [CustomerListController, CustomerImportController, CustomerFormController, CustomerActionsController],
  providers: [CustomerPageService],
})
export class CustomersPagesModule {}
