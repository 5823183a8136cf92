import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { LicenseAdministrationModule } from '../licenses/license-administration.module';
import { LicenseUsersController } from './license-users.controller';
import { LicenseUsersService } from './license-users.service';
import { MoveLicenseUserService } from './move-license-user.service';

/** Users of licenses: the API about them, and their service. */
@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule],
  controllers: [LicenseUsersController],
  providers: [LicenseUsersService, MoveLicenseUserService],
  exports: [LicenseUsersService, MoveLicenseUserService],
})
export class LicenseUsersModule {}
