import { Module } from '@nestjs/common';
import { LicenseAdministrationModule, StatisticsModule, VerificationsModule } from '../../core/licensing';
import { ClientCallsModule } from '../../core/verification';
import { UsersModule } from '../../core/identity';
import { AuthModule } from '../../core/identity/internal';
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
