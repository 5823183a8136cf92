import { Module } from '@nestjs/common';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ArchivesModule } from '../../platform/archives/archives.module';
import { defineJob } from '../../platform/jobs/define-job';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { PolicyChangesModule } from '../policy-changes/policy-changes.module';
import { ApplyScheduledChangeService } from './apply-scheduled-change.service';
import { LicenseChangesController } from './license-changes.controller';
import { RunScheduledChangesService } from './run-scheduled-changes.service';
import { ScheduleChangesService } from './schedule-changes.service';
import { ScheduledChangesController } from './scheduled-changes.controller';

/** Changes of licenses at once or at a date: import it to inject `ScheduleChangesService`. */
@Module({
  imports: [ArchivesModule, LicenseAdministrationModule, PoliciesModule, PolicyChangesModule],
  controllers: [LicenseChangesController, ScheduledChangesController],
  providers: [
    ApplyScheduledChangeService,
    RunScheduledChangesService,
    ScheduleChangesService,
    defineJob({
      name: 'scheduled-changes',
      cron: '* * * * *',
      atStart: true,
      service: RunScheduledChangesService,
      run: (changes) => changes.run(),
    }),
  ],
  exports: [ScheduleChangesService],
})
export class ScheduledChangesModule {}
