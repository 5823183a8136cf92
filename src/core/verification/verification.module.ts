import { Module } from '@nestjs/common';
import { defineJob } from '../platform/jobs/define-job';
import { MetricsModule } from '../platform/monitoring/metrics.module';
import { definePartitions } from '../platform/logs/partitioned-table';
import { CommonSettings } from '../platform/settings/known-settings';
import { ActivationThrottleService } from './assessment/activation-throttle.service';
import { AssessLicenseService } from './assessment/assess-license.service';
import { BLACKLIST_SETTINGS } from './assessment/blacklist.settings';
import { BlacklistsService } from './assessment/blacklists.service';
import { LicenseContextLoader } from './assessment/license-context.loader';
import { CallObserversService } from './extension/call-observers.service';
import { LicenseRulesService } from './extension/license-rules.service';
import { LimitNoticesService } from './log/limit-notices.service';
import { RefusedActivationsService } from './log/refused-activations.service';
import { LicenseSizesService } from './assessment/license-sizes.service';
import { TransfersService } from './assessment/transfers.service';
import { VERIFICATION_LOG } from './log/verification-log';
import { ReportedRefusalsService } from './log/reported-refusals.service';
import { VerificationCountsService } from './log/verification-counts.service';
import { RefusedSessionsService } from './log/refused-sessions.service';
import { VerificationLogService } from './log/verification-log.service';
import { ActiveSessionsService } from './seats/active-sessions.service';
import { AssignUsersService } from './seats/assign-users.service';
import { DeviceComponentsService } from './seats/device-components.service';
import { EvictSeatsService } from './seats/evict-seats.service';
import { SeatChangesService } from './seats/seat-changes.service';
import { SeatsService } from './seats/seats.service';

/** The verdict, its log and the seats: the common parts of all calls. */
@Module({
  imports: [MetricsModule],
  providers: [
    ActivationThrottleService,
    ActiveSessionsService,
    AssessLicenseService,
    AssignUsersService,
    BlacklistsService,
    CallObserversService,
    DeviceComponentsService,
    EvictSeatsService,
    LicenseContextLoader,
    LicenseRulesService,
    LimitNoticesService,
    RefusedActivationsService,
    ReportedRefusalsService,
    SeatChangesService,
    SeatsService,
    LicenseSizesService,
    TransfersService,
    VerificationCountsService,
    RefusedSessionsService,
    VerificationLogService,
    { provide: CommonSettings, useValue: new CommonSettings(Object.values(BLACKLIST_SETTINGS)) },
    defineJob({
      name: 'merge-verification-counts',
      cron: '27 * * * *',
      service: VerificationCountsService,
      run: (counts) => counts.merge(),
    }),
    defineJob({
      name: 'sweep-limit-notices',
      cron: '43 * * * *',
      service: LimitNoticesService,
      run: (notices) => notices.sweep(),
    }),
    defineJob({
      name: 'sweep-reported-refusals',
      cron: '47 4 * * *',
      service: ReportedRefusalsService,
      run: (refusals) => refusals.sweep(),
    }),
    ...definePartitions(VERIFICATION_LOG),
  ],
  exports: [
    ActivationThrottleService,
    ActiveSessionsService,
    AssessLicenseService,
    AssignUsersService,
    DeviceComponentsService,
    LicenseContextLoader,
    LicenseRulesService,
    SeatChangesService,
    SeatsService,
    LicenseSizesService,
    TransfersService,
    ReportedRefusalsService,
    RefusedSessionsService,
    VerificationLogService,
  ],
})
export class VerificationModule {}
