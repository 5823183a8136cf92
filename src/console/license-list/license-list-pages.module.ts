import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { LicensesModule } from '../../licensing/licenses/licenses.module';
import { LicenseListController } from './license-list.controller';

/** The list of licenses, and what is done to many of them. */
@Module({
  imports: [LicensesModule, PoliciesModule, ProductsModule],
  controllers: [LicenseListController],
})
export class LicenseListPagesModule {}
