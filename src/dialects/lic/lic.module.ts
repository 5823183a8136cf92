import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { AuthModule } from '../../identity/sessions/auth.module';
import { LicensesModule } from '../../licensing/licenses/licenses.module';
import { VerificationsModule } from '../../licensing/verifications/verifications.module';
import { LicAuthController } from './http/auth.controller';
import { LicenseRows } from './http/license-rows';
import { LicLicenseVerbsController } from './http/license-verbs.controller';
import { LicLicensesController } from './http/licenses.controller';
import { LicRecordsController } from './http/records.controller';
import { LicVerifyController } from './http/verify.controller';

@Module({
  imports: [ActivationsModule, AuthModule, LicensesModule, VerificationsModule],
  controllers: [
    LicVerifyController,
    LicAuthController,
    LicLicensesController,
    LicLicenseVerbsController,
    LicRecordsController,
  ],
  providers: [LicenseRows],
})
export class LicModule {}
