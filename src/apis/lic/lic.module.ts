import { Module } from '@nestjs/common';
import { StatisticsModule } from '../../licensing/statistics/statistics.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { AuthModule } from '../../identity/log-in/auth.module';
import { UsersModule } from '../../identity/users/users.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { VerificationsModule } from '../../licensing/verifications/verifications.module';
import { LicAuthController } from './http/auth.controller';
import { LicLicenseActionsController } from './http/license-actions.controller';
import { LicLicensesController } from './http/licenses.controller';
import { LicRecordsController } from './http/records.controller';
import { LicVerifyController } from './http/verify.controller';

@Module({
  imports: [
    StatisticsModule,
    ClientCallsModule,
    AuthModule,
    UsersModule,
    LicenseAdministrationModule,
    VerificationsModule,
  ],
  controllers: [
    LicVerifyController,
    LicAuthController,
    LicLicensesController,
    LicLicenseActionsController,
    LicRecordsController,
  ],
})
export class LicModule {}
