import { Module } from '@nestjs/common';
import { RunningSessionsModule } from '../sessions/running-sessions.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { ActivateLicense } from './activate-license.service';
import { ActivationsService } from './activations.service';
import { CheckLicense } from './check-license.service';
import { ClientCallsController } from './client-calls.controller';
import { LicenseLookup } from './license-lookup';
import { Seats } from './seats';

@Module({
  imports: [RunningSessionsModule, VerificationsModule],
  controllers: [ClientCallsController],
  providers: [ActivateLicense, ActivationsService, CheckLicense, LicenseLookup, Seats],
  exports: [ActivateLicense, ActivationsService, CheckLicense, LicenseLookup],
})
export class ActivationsModule {}
