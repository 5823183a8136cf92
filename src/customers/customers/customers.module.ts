import { Module } from '@nestjs/common';
import { GroupsModule } from '../groups/groups.module';
import { CustomerSearchSource } from './customer-search-source';
import { CustomerSearchService } from './customer-search.service';
import { CustomersController } from './customers.controller';
import { CustomersService } from './customers.service';
import { ImportCustomersService } from './import-customers.service';

@Module({
  imports: [GroupsModule],
  controllers: [CustomersController],
  providers: [CustomerSearchService, CustomerSearchSource, CustomersService, ImportCustomersService],
  exports: [CustomerSearchService, CustomerSearchSource, CustomersService, ImportCustomersService],
})
export class CustomersModule {}
