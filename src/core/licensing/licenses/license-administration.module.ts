import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { ArchivesModule } from '../../platform/archives/archives.module';
import { ArchivedLicensesService } from './archived-licenses.service';
import { ChangeLicenseService } from './change-license.service';
import { ExtendLicenseService } from './extend-license.service';
import { LicenseLifecycleService } from './license-lifecycle.service';
import { LicenseListService } from './license-list.service';
import { LicenseReportService } from './license-report.service';
import { LicenseSearchSource } from './license-search-source';
import { LicenseVerbsController } from './license-verbs.controller';
import { LicensesController } from './licenses.controller';
import { LicensesService } from './licenses.service';
import { ReplaceKeyService } from './replace-key.service';
import { RotateKeyService } from './rotate-key.service';

const SERVICES = [
  ArchivedLicensesService,
  ChangeLicenseService,
  ExtendLicenseService,
  LicenseLifecycleService,
  LicenseListService,
  LicenseReportService,
  LicenseSearchSource,
  LicensesService,
  ReplaceKeyService,
  RotateKeyService,
];

/** Changes of licenses: import it to inject `LicensesService` and the services beside it. */
@Module({
  imports: [ArchivesModule, ClientCallsModule, CustomersModule, PoliciesModule],
  controllers: [LicensesController, LicenseVerbsController],
  providers: SERVICES,
  exports: SERVICES,
})
export class LicenseAdministrationModule {}
