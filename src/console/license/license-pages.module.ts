import { Module } from '@nestjs/common';
import { VerificationsModule } from '../../licensing/verifications/verifications.module';
import { DefinitionsModule } from '../../catalog/definitions/definitions.module';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { GroupsModule } from '../../customers/groups/groups.module';
import { AuditModule } from '../../events/records/audit.module';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { LicenseFilesModule } from '../../licensing/license-files/license-files.module';
import { LicenseSessionsModule } from '../../verification/sessions/license-sessions.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { PolicyChangesModule } from '../../licensing/policy-changes/policy-changes.module';
import { LicenseUsersModule } from '../../licensing/users/license-users.module';
import { LicenseActionController } from './license-action.controller';
import { LicenseChangeController } from './license-change.controller';
import { LicenseConfirmationController } from './license-confirmation.controller';
import { LicenseDevicesController } from './license-devices.controller';
import { LicenseExtendController } from './license-extend.controller';
import { LicenseFilesController } from './license-files.controller';
import { LicenseGrantController } from './license-grant.controller';
import { LicenseGrantsService } from './license-grants.service';
import { LicenseMoveController } from './license-move.controller';
import { LicenseOverrideController } from './license-override.controller';
import { LicensePageController } from './license-page.controller';
import { LicensePageService } from './license-page.service';
import { LicensePolicyController } from './license-policy.controller';
import { LicenseSessionPagesController } from './license-sessions.controller';
import { LicenseUsersPageController } from './license-users.controller';

/** The page of a license and what is done to it. */
@Module({
  imports: [
    VerificationsModule,
    ActivationsModule,
    AuditModule,
    CustomersModule,
    DefinitionsModule,
    GroupsModule,
    LicenseFilesModule,
    LicenseSessionsModule,
    LicenseAdministrationModule,
    LicenseUsersModule,
    PoliciesModule,
    PolicyChangesModule,
  ],
  controllers: [
    LicensePageController,
    LicenseActionController,
    LicenseChangeController,
    LicenseConfirmationController,
    LicenseDevicesController,
    LicenseExtendController,
    LicenseFilesController,
    LicenseGrantController,
    LicenseMoveController,
    LicenseOverrideController,
    LicensePolicyController,
    LicenseSessionPagesController,
    LicenseUsersPageController,
  ],
  providers: [LicenseGrantsService, LicensePageService],
})
export class LicensePagesModule {}
