import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { AuthModule } from '../../identity/log-in/auth.module';
import { UsersModule } from '../../identity/users/users.module';
import { LicensesModule } from '../../licensing/licenses/licenses.module';
import { VerificationsModule } from '../../licensing/verifications/verifications.module';
import { LicAuthController } from './http/auth.controller';
import { LicLicenseActionsController } from './http/license-actions.controller';
import { LicLicensesController } from './http/licenses.controller';
import { LicRecordsController } from './http/records.controller';
import { LicVerifyController } from './http/verify.controller';

@Module({
  imports: [ActivationsModule, AuthModule, LicensesModule, UsersModule, VerificationsModule],
  controllers: [
    LicVerifyController,
    LicAuthController,
    LicLicensesController,
    LicLicenseActionsController,
    LicRecordsController,
  ],
})
export class LicModule {}
