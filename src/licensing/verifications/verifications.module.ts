import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { SeatsModule } from '../activations/seats.module';
import { ActivationEligibilityService } from './activation-eligibility.service';
import { ActivationThrottleService } from './activation-throttle.service';
import { AssessLicenseService } from './assess-license.service';
import { BlacklistsService } from './blacklists.service';
import { CheckLicenseService } from './check-license.service';
import { LicenseContextLoader } from './license-context.loader';
import { LogPartitionsService } from './log-partitions.service';
import { RefusedActivationsService } from './refused-activations.service';
import { VerificationStatsService } from './verification-stats.service';
import { VerificationLogModule } from './verification-log.module';
import { VerificationRecordsService } from './verification-records.service';

@Module({
  imports: [SeatsModule, VerificationLogModule],
  providers: [
    ActivationEligibilityService,
    ActivationThrottleService,
    AssessLicenseService,
    BlacklistsService,
    CheckLicenseService,
    LicenseContextLoader,
    RefusedActivationsService,
    VerificationStatsService,
    VerificationRecordsService,
    LogPartitionsService,
    defineJob({
      name: 'log-partitions',
      cron: '11 3 * * *',
      atStart: true,
      service: LogPartitionsService,
      run: (partitions) => partitions.makeAhead(),
    }),
  ],
  exports: [
    ActivationEligibilityService,
    AssessLicenseService,
    CheckLicenseService,
    VerificationLogModule,
    VerificationStatsService,
    VerificationRecordsService,
  ],
})
export class VerificationsModule {}
