import { Module } from '@nestjs/common';
import { ActivationsModule } from '../activations/activations.module';
import { GroupLimitsModule } from '../groups/group-limits.module';
import { LicensesModule } from '../licenses/licenses.module';
import { AssignUsersModule } from './assign-users.module';
import { LicenseUsersController } from './license-users.controller';
import { LicenseUsersService } from './license-users.service';

@Module({
  imports: [ActivationsModule, AssignUsersModule, GroupLimitsModule, LicensesModule],
  controllers: [LicenseUsersController],
  providers: [LicenseUsersService],
  exports: [LicenseUsersService],
})
export class LicenseUsersModule {}
