import { Module } from '@nestjs/common';
import { LicenseSearchSource } from './license-search-source';
import { CustomersModule } from '../../customers/customers/customers.module';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { GroupsModule } from '../../customers/groups/groups.module';
import { AssignUsersModule } from '../users/assign-users.module';
import { GroupLimitsModule } from '../groups/group-limits.module';
import { BulkChangesService } from './bulk-changes.service';
import { BulkLicensesService } from './bulk-licenses.service';
import { ChangeLicenseService } from './change-license.service';
import { CustomerStatsService } from './customer-stats.service';
import { ExtendLicenseService } from './extend-license.service';
import { ImportLicensesService } from './import-licenses.service';
import { ImportedLicensesService } from './imported-licenses.service';
import { IssueLicensesService } from './issue-licenses.service';
import { LicenseColumnsService } from './license-columns.service';
import { LicenseKeysService } from './license-keys.service';
import { LicenseListService } from './license-list.service';
import { LicenseProductsService } from './license-products.service';
import { LicenseStatsService } from './license-stats.service';
import { LicenseStatusCountsService } from './license-status-counts.service';
import { defineJob } from '../../platform/jobs/define-job';
import { NOTICE_SETTINGS } from './license-notices.settings';
import { LicenseNoticesService } from './license-notices.service';
import { LicenseLifecycleService } from './license-lifecycle.service';
import { LicenseImportController } from './license-import.controller';
import { LicenseVerbsController } from './license-verbs.controller';
import { LicensesController } from './licenses.controller';
import { ProductLicenseCountsService } from './product-license-counts.service';
import { RotateKeyService } from './rotate-key.service';
import { LicensesService } from './licenses.service';

@Module({
  imports: [
    AssignUsersModule,
    CustomersModule,
    GroupLimitsModule,
    GroupsModule,
    PoliciesModule,
    ProductsModule,
    SigningKeysModule,
  ],
  controllers: [LicenseImportController, LicensesController, LicenseVerbsController],
  providers: [
    LicenseSearchSource,
    BulkChangesService,
    BulkLicensesService,
    ChangeLicenseService,
    CustomerStatsService,
    ExtendLicenseService,
    ImportedLicensesService,
    ImportLicensesService,
    IssueLicensesService,
    LicenseColumnsService,
    LicenseKeysService,
    LicenseListService,
    LicenseProductsService,
    LicenseStatsService,
    LicensesService,
    LicenseStatusCountsService,
    LicenseLifecycleService,
    LicenseNoticesService,
    ProductLicenseCountsService,
    RotateKeyService,
    { provide: 'settings:license-notices', useValue: NOTICE_SETTINGS },
    defineJob({
      name: 'expired-licenses',
      cron: '* * * * *',
      service: LicenseNoticesService,
      run: (notices) => notices.recordExpired(),
    }),
    defineJob({
      name: 'expiring-licenses',
      cron: '23 * * * *',
      service: LicenseNoticesService,
      run: (notices) => notices.recordExpiring(),
    }),
    defineJob({
      name: 'expired-updates-and-support',
      cron: '33 * * * *',
      service: LicenseNoticesService,
      run: (notices) => notices.recordEndOfUpdatesAndSupport(),
    }),
  ],
  exports: [
    LicenseSearchSource,
    BulkChangesService,
    BulkLicensesService,
    ChangeLicenseService,
    CustomerStatsService,
    ExtendLicenseService,
    ImportLicensesService,
    IssueLicensesService,
    LicenseKeysService,
    LicenseListService,
    LicenseStatsService,
    LicensesService,
    LicenseStatusCountsService,
    LicenseLifecycleService,
    RotateKeyService,
    ProductLicenseCountsService,
  ],
})
export class LicensesModule {}
