import { Module } from '@nestjs/common';
import { CustomersModule } from '../customers/customers.module';
import { PoliciesModule } from '../policies/policies.module';
import { ProductsModule } from '../products/products.module';
import { IssueLicensesService } from './issue-licenses.service';
import { LicensesController } from './licenses.controller';
import { LicensesService } from './licenses.service';

@Module({
  imports: [CustomersModule, PoliciesModule, ProductsModule],
  controllers: [LicensesController],
  providers: [IssueLicensesService, LicensesService],
  exports: [IssueLicensesService, LicensesService],
})
export class LicensesModule {}
