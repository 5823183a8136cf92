import { Module } from '@nestjs/common';
import { GroupsModule } from '../../customers/groups/groups.module';
import { AuditModule } from '../../events/audit.module';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { LicenseSessionsModule } from '../../licensing/license-sessions/license-sessions.module';
import { LicensesModule } from '../../licensing/licenses/licenses.module';
import { LicenseUsersModule } from '../../licensing/users/license-users.module';
import { LicensePageController } from './license-page.controller';
import { LicensePageService } from './license-page.service';

/** The page of a license and what is done to it. */
@Module({
  imports: [ActivationsModule, AuditModule, GroupsModule, LicenseSessionsModule, LicensesModule, LicenseUsersModule],
  controllers: [LicensePageController],
  providers: [LicensePageService],
})
export class LicensePagesModule {}
