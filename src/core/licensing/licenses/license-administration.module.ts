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
import { RotateKeyService } from './rotate-key.service';
import { defineJob } from '../../platform/jobs/define-job';
import { ChangePolicyService } from '../policy-changes/change-policy.service';
import { LicenseSelectionService } from '../policy-changes/license-selection.service';
import { PreviewPolicyChangeService } from '../policy-changes/preview-policy-change.service';
import { ApplyScheduledChangeService } from '../scheduled-changes/apply-scheduled-change.service';
import { RunScheduledChangesService } from '../scheduled-changes/run-scheduled-changes.service';
import { ScheduleChangesService } from '../scheduled-changes/schedule-changes.service';
import { ScheduledChangesController } from '../scheduled-changes/scheduled-changes.controller';

const SERVICES = [
  ApplyScheduledChangeService,
  ArchivedLicensesService,
  ChangeLicenseService,
  ChangePolicyService,
  ExtendLicenseService,
  LicenseLifecycleService,
  LicenseListService,
  LicenseReportService,
  LicenseSearchSource,
  LicenseSelectionService,
  LicensesService,
  PreviewPolicyChangeService,
  RotateKeyService,
  ScheduleChangesService,
];

/** Changes of licenses: import it to inject `LicensesService` and the services beside it. */
@Module({
  imports: [ArchivesModule, ClientCallsModule, CustomersModule, PoliciesModule],
  controllers: [LicensesController, LicenseVerbsController, ScheduledChangesController],
  providers: [
    ...SERVICES,
    RunScheduledChangesService,
    defineJob({
      name: 'scheduled-changes',
      cron: '* * * * *',
      atStart: true,
      service: RunScheduledChangesService,
      run: (changes) => changes.run(),
    }),
  ],
  exports: SERVICES,
})
export class LicenseAdministrationModule {}
