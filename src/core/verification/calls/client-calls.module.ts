import { Module } from '@nestjs/common';
import { defineJob } from '../../platform/jobs/define-job';
import { MailModule } from '../../platform/mail/mail.module';
import { SignedAnswersModule } from '../signed-answers/signed-answers.module';
import { VerificationModule } from '../verification.module';
import { ActivateLicenseService } from './activate-license.service';
import { ActivationBatchesService } from './activation-batches.service';
import { FindActivationService } from './find-activation.service';
import { CheckLicenseService } from './check-license.service';
import { ClientCallsController } from './client-calls.controller';
import { DeactivateActivationService } from './deactivate-activation.service';
import { LicenseFileStatusService } from './license-file-status.service';
import { OverdueCheckInsService } from './overdue-check-ins.service';
import { ReactivateActivationService } from './reactivate-activation.service';

/** Calls of programs: import it to inject the services that activate, check and deactivate. */
@Module({
  imports: [MailModule, SignedAnswersModule, VerificationModule],
  controllers: [ClientCallsController],
  providers: [
    ActivateLicenseService,
    ActivationBatchesService,
    FindActivationService,
    CheckLicenseService,
    DeactivateActivationService,
    LicenseFileStatusService,
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
    ActivateLicenseService,
    FindActivationService,
    CheckLicenseService,
    DeactivateActivationService,
    ReactivateActivationService,
    VerificationModule,
  ],
})
export class ClientCallsModule {}
