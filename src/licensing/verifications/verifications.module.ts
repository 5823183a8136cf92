import { Module } from '@nestjs/common';
import { SeatsModule } from '../activations/seats.module';
import { KeyLookupsService } from '../licenses/key-lookups.service';
import { AssignUsersModule } from '../users/assign-users.module';
import { GroupLimitsModule } from '../groups/group-limits.module';
import { StartTermService } from '../licenses/start-term.service';
import { ActivationEligibilityService } from './activation-eligibility.service';
import { ActivationThrottleService } from './activation-throttle.service';
import { AssessLicenseService } from './assess-license.service';
import { BlacklistsService } from './blacklists.service';
import { CheckLicenseService } from './check-license.service';
import { LicenseContextLoader } from './license-context.loader';
import { LicenseVerdictsService } from './license-verdicts.service';
import { defineJob } from '../../platform/jobs/define-job';
import { definePartitions } from '../../platform/logs/partitioned-table';
import { RefusalSurgeService } from './refusal-surge.service';
import { RefusedActivationsService } from './refused-activations.service';
import { TransfersService } from './transfers.service';
import { VerdictLogService } from './verdict-log.service';
import { VerdictSeriesService } from './verdict-series.service';
import { VerificationCountsService } from './verification-counts.service';
import { VerificationStatsService } from './verification-stats.service';
import { VERIFICATION_LOG } from './verification-log';
import { VerificationLogModule } from './verification-log.module';
import { VerificationRecordsService } from './verification-records.service';

@Module({
  imports: [AssignUsersModule, GroupLimitsModule, SeatsModule, VerificationLogModule],
  providers: [
    ActivationEligibilityService,
    ActivationThrottleService,
    AssessLicenseService,
    BlacklistsService,
    CheckLicenseService,
    LicenseContextLoader,
    RefusalSurgeService,
    LicenseVerdictsService,
    RefusedActivationsService,
    KeyLookupsService,
    StartTermService,
    TransfersService,
    VerdictLogService,
    VerdictSeriesService,
    VerificationCountsService,
    VerificationStatsService,
    VerificationRecordsService,
    defineJob({
      name: 'merge-verification-counts',
      cron: '27 * * * *',
      service: VerificationCountsService,
      run: (counts) => counts.merge(),
    }),
    ...definePartitions(VERIFICATION_LOG),
  ],
  exports: [
    ActivationEligibilityService,
    ActivationThrottleService,
    AssessLicenseService,
    CheckLicenseService,
    LicenseContextLoader,
    RefusalSurgeService,
    LicenseVerdictsService,
    KeyLookupsService,
    TransfersService,
    VerdictLogService,
    VerdictSeriesService,
    VerificationLogModule,
    VerificationStatsService,
    VerificationRecordsService,
  ],
})
export class VerificationsModule {}
