import { Module } from '@nestjs/common';
import { CustomerSearchSource } from './customer-search-source';
import { CustomerSearchService } from './customer-search.service';
import { CustomersController } from './customers.controller';
import { CustomersService } from './customers.service';

@Module({
  controllers: [CustomersController],
  providers: [CustomerSearchSource, CustomerSearchService, CustomersService],
  exports: [CustomerSearchSource, CustomerSearchService, CustomersService],
})
export class CustomersModule {}
