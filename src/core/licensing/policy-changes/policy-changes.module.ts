import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { defineJob } from '../../platform/jobs/define-job';
import { JobsModule } from '../../platform/jobs/jobs.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { BulkPolicyChangesService, CHANGE_POLICIES } from './bulk-policy-changes.service';
import { ChangePolicyService } from './change-policy.service';
import { LicenseSelectionService } from './license-selection.service';
import { PolicyChangesController } from './policy-changes.controller';
import { PreviewPolicyChangeService } from './preview-policy-change.service';
import { RunPolicyChangesService } from './run-policy-changes.service';

/** Moves licenses to another policy: import it to inject these services. */
@Module({
  imports: [JobsModule, LicenseAdministrationModule, PoliciesModule],
  controllers: [PolicyChangesController],
  providers: [
    BulkPolicyChangesService,
    ChangePolicyService,
    LicenseSelectionService,
    PreviewPolicyChangeService,
    RunPolicyChangesService,
    defineJob({
      name: CHANGE_POLICIES,
      cron: '* * * * *',
      atStart: true,
      service: RunPolicyChangesService,
      run: (changes, payload) => changes.run(payload),
    }),
  ],
  exports: [BulkPolicyChangesService, ChangePolicyService, LicenseSelectionService],
})
export class PolicyChangesModule {}
