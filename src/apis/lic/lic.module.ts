import { Module } from '@nestjs/common';
import { StatisticsModule } from '../../core/licensing/statistics/statistics.module';
import { ClientCallsModule } from '../../core/verification/calls/client-calls.module';
import { AuthModule } from '../../core/identity/log-in/auth.module';
import { UsersModule } from '../../core/identity/users/users.module';
import { LicenseAdministrationModule } from '../../core/licensing/licenses/license-administration.module';
import { VerificationsModule } from '../../core/licensing/verifications/verifications.module';
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
