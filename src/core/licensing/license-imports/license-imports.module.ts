import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { GroupsModule } from '../../customers/groups/groups.module';
import { VerificationModule } from '../../verification/verification.module';
import { BackgroundJobsModule } from '../../platform/background-jobs/background-jobs.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { ImportLicensesService } from './import-licenses.service';
import { ImportedLicensesService } from './imported-licenses.service';
import { LicenseImportController } from './license-import.controller';
import { LicenseImportJobsService } from './license-import-jobs.service';
import { RunLicenseImportJob } from './run-license-import.job';

@Module({
  imports: [
    BackgroundJobsModule,
    CustomersModule,
    GroupsModule,
    LicenseAdministrationModule,
    PoliciesModule,
    ProductsModule,
    VerificationModule,
  ],
  controllers: [LicenseImportController],
  providers: [ImportedLicensesService, ImportLicensesService, LicenseImportJobsService, RunLicenseImportJob],
  exports: [LicenseImportJobsService],
})
export class LicenseImportsModule {}
