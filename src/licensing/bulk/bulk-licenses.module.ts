import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { BackgroundJobsModule } from '../../platform/background-jobs/background-jobs.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { PolicyChangesModule } from '../policy-changes/policy-changes.module';
import { BulkLicensesController } from './bulk-licenses.controller';
import { BulkLicensesJob } from './bulk-licenses.job';
import { BulkLicensesJobsService } from './bulk-licenses-jobs.service';
import { BulkLicensesService } from './bulk-licenses.service';
import { ChangedSinceService } from './changed-since.service';

@Module({
  imports: [BackgroundJobsModule, CustomersModule, LicenseAdministrationModule, PoliciesModule, PolicyChangesModule],
  controllers: [BulkLicensesController],
  providers: [BulkLicensesJob, BulkLicensesJobsService, BulkLicensesService, ChangedSinceService],
  exports: [BulkLicensesJobsService, BulkLicensesService, ChangedSinceService],
})
export class BulkLicensesModule {}
