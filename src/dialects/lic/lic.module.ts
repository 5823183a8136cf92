import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../activations/activations.module';
import { AuthModule } from '../../auth/auth.module';
import { LicensesModule } from '../../licenses/licenses.module';
import { VerificationsModule } from '../../verifications/verifications.module';
import { LicAuthController } from './auth.controller';
import { LicenseRows } from './license-rows';
import { LicLicenseVerbsController } from './license-verbs.controller';
import { LicLicensesController } from './licenses.controller';
import { LicRecordsController } from './records.controller';
import { LicVerifyController } from './verify.controller';

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
