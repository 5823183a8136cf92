import { Module } from '@nestjs/common';
import { MetricsModule } from '../../platform/monitoring/metrics.module';
import { SeatsModule } from '../activations/seats.module';
import { ActivationEligibilityService } from './activation-eligibility.service';
import { ActivationThrottleService } from './activation-throttle.service';
import { BlacklistsService } from './blacklists.service';
import { CheckLicenseService } from './check-license.service';
import { LicenseContextLoader } from './license-context.loader';
import { definePartitions } from '../../platform/partitions/partitioned-table';
import { RefusedActivationsService } from './refused-activations.service';
import { VerificationStatsService } from './verification-stats.service';
import { VERIFICATION_LOG } from './verification-log';
import { VerificationLogService } from './verification-log.service';
import { VerificationRecordsService } from './verification-records.service';

@Module({
  imports: [MetricsModule, SeatsModule],
  providers: [
    ActivationEligibilityService,
    ActivationThrottleService,
    BlacklistsService,
    CheckLicenseService,
    LicenseContextLoader,
    VerificationLogService,
    RefusedActivationsService,
    VerificationStatsService,
    VerificationRecordsService,
    ...definePartitions(VERIFICATION_LOG),
  ],
  exports: [
    ActivationEligibilityService,
    ActivationThrottleService,
    CheckLicenseService,
    LicenseContextLoader,
    VerificationLogService,
    VerificationStatsService,
    VerificationRecordsService,
  ],
})
export class VerificationsModule {}
