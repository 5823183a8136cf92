import { ActivationsModule } from '../licensing/activations/activations.module';
import { AlertsModule } from '../platform/alerts/alerts.module';
import { AnomaliesModule } from '../licensing/anomalies/anomalies.module';
import { ApiKeysModule } from '../identity/api-keys/api-keys.module';
import { AppBundlesModule } from '../catalog/app-bundles/app-bundles.module';
import { AuditModule } from '../events/records/audit.module';
import { SecondFactorsModule } from '../identity/second-factors/second-factors.module';
import { AuthModule } from '../identity/log-in/auth.module';
import { CountriesModule } from '../platform/countries/countries.module';
import { CustomersModule } from '../customers/customers/customers.module';
import { DemoModule } from '../demo/demo.module';
import { ExplanationsModule } from '../licensing/explanations/explanations.module';
import { GroupsModule } from '../customers/groups/groups.module';
import { IdempotencyModule } from '../platform/idempotency/idempotency.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { LicenseDataModule } from '../dialects/license-manager/app/license-data/license-data.module';
import { BlacklistSettingsModule } from '../licensing/verifications/blacklist-settings.module';
import { LicenseFilesModule } from '../licensing/license-files/license-files.module';
import { LicenseReferencesModule } from '../licensing/licenses/license-references.module';
import { LicenseSubjectModule } from '../licensing/licenses/license-subject.module';
import { KeyPoolsModule } from '../licensing/key-pools/key-pools.module';
import { LicenseUsersModule } from '../licensing/users/license-users.module';
import { LicensesModule } from '../licensing/licenses/licenses.module';
import { LiveStatsModule } from '../licensing/live-stats/live-stats.module';
import { MeterUsageModule } from '../licensing/meters/meter-usage.module';
import { MonitoringModule } from '../platform/monitoring/monitoring.module';
import { PartitionsModule } from '../platform/logs/partitions.module';
import { PoliciesModule } from '../catalog/policies/policies.module';
import { DefinitionsModule } from '../catalog/definitions/definitions.module';
import { GrantsModule } from '../licensing/grants/grants.module';
import { ProductDirectoryModule } from '../catalog/products/product-directory.module';
import { ProductsModule } from '../catalog/products/products.module';
import { VersionsModule } from '../catalog/versions/versions.module';
import { LeadsModule } from '../customers/leads/leads.module';
import { LicenseSessionsModule } from '../licensing/license-sessions/license-sessions.module';
import { ResourcesModule } from '../licensing/resources/resources.module';
import { SearchModule } from '../search/search.module';
import { SettingsModule } from '../platform/settings/settings.module';
import { SigningKeysModule } from '../platform/signing-keys/signing-keys.module';
import { SigningModule } from '../catalog/update-signing/signing.module';
import { WebhooksModule } from '../events/webhooks/webhooks.module';
import { PolicyChangesModule } from '../licensing/policy-changes/policy-changes.module';
import { TrialsModule } from '../licensing/trials/trials.module';
import { UpdatesModule } from '../licensing/updates/updates.module';
import { UsersModule } from '../identity/users/users.module';

/** Modules whose controllers make up the native API. */
export const NATIVE_MODULES = [
  AuthModule,
  SecondFactorsModule,
  UsersModule,
  ApiKeysModule,
  ProductsModule,
  VersionsModule,
  ProductDirectoryModule,
  DefinitionsModule,
  GrantsModule,
  PoliciesModule,
  CustomersModule,
  GroupsModule,
  LeadsModule,
  AppBundlesModule,
  SigningKeysModule,
  SigningModule,
  LicensesModule,
  KeyPoolsModule,
  LicenseReferencesModule,
  LicenseSubjectModule,
  LicenseSessionsModule,
  LicenseFilesModule,
  LicenseUsersModule,
  LicenseDataModule,
  MeterUsageModule,
  ActivationsModule,
  ExplanationsModule,
  AnomaliesModule,
  PolicyChangesModule,
  TrialsModule,
  UpdatesModule,
  ResourcesModule,
  IdempotencyModule,
  JobsModule,
  AuditModule,
  SearchModule,
  WebhooksModule,
  BlacklistSettingsModule,
  SettingsModule,
  CountriesModule,
  PartitionsModule,
  AlertsModule,
  LiveStatsModule,
  MonitoringModule,
  DemoModule,
];
