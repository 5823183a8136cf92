import { SigningKeysModule } from '../../core/platform';
import { Module } from '@nestjs/common';
import { ActivationsModule, LicenseAdministrationModule } from '../../core/licensing';
import { ClientCallsModule } from '../../core/verification';
import { AnswerSignaturesService } from './app/answer-signatures.service';
import { BearerLicensesService } from './app/bearer-licenses.service';
import { DescribedLicensesService } from './app/described-licenses.service';
import { LicenseEntitlementsService } from './app/license-entitlements.service';
import { LicenseMachinesService } from './app/license-machines.service';
import { ValidationsService } from './app/validations.service';
import { KeygenLicensesController } from './http/licenses.controller';
import { KeygenMachinesController } from './http/machines.controller';

@Module({
  imports: [ActivationsModule, ClientCallsModule, LicenseAdministrationModule, SigningKeysModule],
  controllers: [KeygenLicensesController, KeygenMachinesController],
  providers: [
    AnswerSignaturesService,
    BearerLicensesService,
    DescribedLicensesService,
    LicenseEntitlementsService,
    LicenseMachinesService,
    ValidationsService,
  ],
})
export class KeygenModule {}
