import { Module } from '@nestjs/common';
import { CustomerSearchService } from './customer-search.service';
import { CustomersController } from './customers.controller';
import { CustomersService } from './customers.service';

@Module({
  controllers: [CustomersController],
  providers: [CustomerSearchService, CustomersService],
  exports: [CustomerSearchService, CustomersService],
})
export class CustomersModule {}
