import { Module } from '@nestjs/common';
import { ArchivesModule } from '../../platform/archives/archives.module';
import { GroupsModule } from '../groups/groups.module';
import { CustomerSearchSource } from './customer-search-source';
import { CustomerSearchService } from './customer-search.service';
import { CustomersController } from './customers.controller';
import { CustomersService } from './customers.service';
import { DeleteCustomersService } from './delete-customers.service';
import { FindOrCreateCustomersService } from './find-or-create-customers.service';
import { ImportCustomersService } from './import-customers.service';
import { ImportedCustomersService } from './imported-customers.service';

/** Customers: import it to inject their services. */
@Module({
  imports: [ArchivesModule, GroupsModule],
  controllers: [CustomersController],
  providers: [
    CustomerSearchService,
    CustomerSearchSource,
    CustomersService,
    DeleteCustomersService,
    FindOrCreateCustomersService,
    ImportCustomersService,
    ImportedCustomersService,
  ],
  exports: [
    CustomerSearchService,
    CustomerSearchSource,
    CustomersService,
    DeleteCustomersService,
    FindOrCreateCustomersService,
    ImportCustomersService,
    ImportedCustomersService,
  ],
})
export class CustomersModule {}
