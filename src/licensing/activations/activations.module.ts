import { Module } from '@nestjs/common';
import { DeviceSearchSource } from './device-search-source';
import { LicensesModule } from '../licenses/licenses.module';
import { AssignUsersModule } from '../users/assign-users.module';
import { VerificationsModule } from '../verifications/verifications.module';
import { ActivateLicenseService } from './activate-license.service';
import { ActivationBatchesService } from './activation-batches.service';
import { ActivationsController } from './activations.controller';
import { ActivationsService } from './activations.service';
import { ClientCallsController } from './client-calls.controller';
import { DeactivateActivationService } from './deactivate-activation.service';
import { LicenseStatusService } from './license-status.service';
import { OverdueCheckInsService } from './overdue-check-ins.service';
import { ReactivateActivationService } from './reactivate-activation.service';
import { SeatsModule } from './seats.module';
import { SignedAnswersModule } from '../signed-answers/signed-answers.module';
import { defineJob } from '../../platform/jobs/define-job';

@Module({
  imports: [AssignUsersModule, LicensesModule, SeatsModule, SignedAnswersModule, VerificationsModule],
  controllers: [ActivationsController, ClientCallsController],
  providers: [
    DeviceSearchSource,
    ActivateLicenseService,
    ActivationBatchesService,
    ActivationsService,
    DeactivateActivationService,
    LicenseStatusService,
    OverdueCheckInsService,
    ReactivateActivationService,
    defineJob({
      name: 'overdue-check-ins',
      cron: '43 * * * *',
      service: OverdueCheckInsService,
      run: (checkIns) => checkIns.record(),
    }),
  ],
  exports: [
    DeviceSearchSource,
    ActivateLicenseService,
    ActivationsService,
    DeactivateActivationService,
    LicenseStatusService,
    ReactivateActivationService,
    VerificationsModule,
  ],
})
export class ActivationsModule {}
