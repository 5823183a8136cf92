import { Module } from '@nestjs/common';
import { LicensesModule } from '../licenses/licenses.module';
import { ActiveSessionsModule } from '../license-sessions/active-sessions.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { ActivateLicenseService } from './activate-license.service';
import { ActivationsController } from './activations.controller';
import { ActivationsService } from './activations.service';
import { BlacklistsService } from './blacklists.service';
import { CheckLicenseService } from './check-license.service';
import { ClientCallsController } from './client-calls.controller';
import { DeactivateActivationService } from './deactivate-activation.service';
import { ActivationThrottleService } from './activation-throttle.service';
import { ActivationEligibilityService } from './activation-eligibility.service';
import { LicenseDevicesService } from './license-devices.service';
import { LicenseContextLoader } from './license-context.loader';
import { LicenseStatusService } from './license-status.service';
import { ReactivateActivationService } from './reactivate-activation.service';
import { RegisterDeviceService } from './register-device.service';
import { SeatsService } from './seats.service';

@Module({
  imports: [LicensesModule, ActiveSessionsModule, VerificationsModule],
  controllers: [ActivationsController, ClientCallsController],
  providers: [
    ActivateLicenseService,
    ActivationsService,
    BlacklistsService,
    CheckLicenseService,
    DeactivateActivationService,
    ActivationThrottleService,
    ActivationEligibilityService,
    LicenseDevicesService,
    LicenseContextLoader,
    LicenseStatusService,
    ReactivateActivationService,
    RegisterDeviceService,
    SeatsService,
  ],
  exports: [
    ActivateLicenseService,
    ActivationsService,
    CheckLicenseService,
    DeactivateActivationService,
    ActivationEligibilityService,
    LicenseDevicesService,
    LicenseContextLoader,
    LicenseStatusService,
    ReactivateActivationService,
    RegisterDeviceService,
  ],
})
export class ActivationsModule {}
