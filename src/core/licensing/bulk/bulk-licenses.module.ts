import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { BackgroundJobsModule } from '../../platform/background-jobs/background-jobs.module';
import { ApiKeysModule } from '../../identity/api-keys/api-keys.module';
import { DataExportsModule } from '../../platform/exports/data-exports.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { PolicyChangesModule } from '../policy-changes/policy-changes.module';
import { BulkLicensesController } from './bulk-licenses.controller';
import { BulkLicensesJob } from './bulk-licenses.job';
import { BulkLicensesJobsService } from './bulk-licenses-jobs.service';
import { BulkLicensesService } from './bulk-licenses.service';
import { ExportLicensesService } from './export-licenses.service';
import { LicensesExport } from './licenses-export';

/** Actions on many licenses: import it to inject their services. */
@Module({
  imports: [
    ApiKeysModule,
    BackgroundJobsModule,
    CustomersModule,
    DataExportsModule,
    LicenseAdministrationModule,
    PoliciesModule,
    PolicyChangesModule,
  ],
  controllers: [BulkLicensesController],
  providers: [BulkLicensesJob, BulkLicensesJobsService, BulkLicensesService, ExportLicensesService, LicensesExport],
  exports: [BulkLicensesJobsService, BulkLicensesService],
})
export class BulkLicensesModule {}
