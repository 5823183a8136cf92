import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { GroupsModule } from '../../customers/groups/groups.module';
import { VerificationModule } from '../../verification/verification.module';
import { ImportLicensesService } from './import-licenses.service';
import { ImportedLicensesService } from './imported-licenses.service';
import { LicenseImportController } from './license-import.controller';

@Module({
  imports: [CustomersModule, GroupsModule, PoliciesModule, ProductsModule, VerificationModule],
  controllers: [LicenseImportController],
  providers: [ImportedLicensesService, ImportLicensesService],
  exports: [ImportLicensesService],
})
export class LicenseImportsModule {}
