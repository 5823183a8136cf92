import { Module } from '@nestjs/common';
import { LicensesModule } from '../licenses/licenses.module';
import { RunningSessionsModule } from '../sessions/running-sessions.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { ActivateLicense } from './activate-license.service';
import { ActivationsController } from './activations.controller';
import { ActivationsService } from './activations.service';
import { Blacklists } from './blacklists';
import { CheckLicense } from './check-license.service';
import { ClientCallsController } from './client-calls.controller';
import { EndActivation } from './end-activation.service';
import { FailedAttempts } from './failed-attempts';
import { FutureActivations } from './future-activations.service';
import { LicenseDevices } from './license-devices.service';
import { LicenseLookup } from './license-lookup';
import { LicenseStanding } from './license-standing.service';
import { ReviveActivation } from './revive-activation.service';
import { Seats } from './seats';

@Module({
  imports: [LicensesModule, RunningSessionsModule, VerificationsModule],
  controllers: [ActivationsController, ClientCallsController],
  providers: [
    ActivateLicense,
    ActivationsService,
    Blacklists,
    CheckLicense,
    EndActivation,
    FailedAttempts,
    FutureActivations,
    LicenseDevices,
    LicenseLookup,
    LicenseStanding,
    ReviveActivation,
    Seats,
  ],
  exports: [
    ActivateLicense,
    ActivationsService,
    CheckLicense,
    EndActivation,
    FutureActivations,
    LicenseDevices,
    LicenseLookup,
    LicenseStanding,
    ReviveActivation,
  ],
})
export class ActivationsModule {}
