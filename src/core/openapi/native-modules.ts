import { LicensesModule } from '../licenses/licenses.module';
import { LicenseImportsModule } from '../licensing/license-imports/license-imports.module';
import { LicenseNoticesModule } from '../licensing/notices/license-notices.module';
import { ClientCallsModule } from '../verification/calls/client-calls.module';
import { LicenseFileCallsModule } from '../verification/license-files/license-file-calls.module';
import { ActivationsModule } from '../licensing/activations/activations.module';
import { AlertsModule } from '../platform/alerts/alerts.module';
import { BackgroundMigrationsModule } from '../platform/background-migrations/background-migrations.module';
import { BackupsModule } from '../platform/backups/backups.module';
import { AnomaliesModule } from '../licensing/anomalies/anomalies.module';
import { LeaksModule } from '../licensing/leaks/leaks.module';
import { ApiKeysModule } from '../identity/api-keys/api-keys.module';
import { ArtifactsModule } from '../catalog/artifacts/artifacts.module';
import { AppBundlesModule } from '../catalog/app-bundles/app-bundles.module';
import { BackgroundJobRoutesModule } from '../licensing/background-jobs/background-job-routes.module';
import { BulkLicensesModule } from '../licensing/bulk/bulk-licenses.module';
import { AuditModule } from '../events/records/audit.module';
import { SecondFactorsModule } from '../identity/second-factors/second-factors.module';
import { AuthModule } from '../identity/log-in/auth.module';
import { InvitationsModule } from '../identity/invitations/invitations.module';
import { OpenIdModule } from '../identity/openid/openid.module';
import { CountriesModule } from '../platform/countries/countries.module';
import { CustomersModule } from '../customers/customers/customers.module';
import { CustomerUsersModule } from '../customers/customer-users/customer-users.module';
import { ExplanationsModule } from '../licensing/explanations/explanations.module';
import { MergingModule } from '../customers/merging/merging.module';
import { GroupsModule } from '../customers/groups/groups.module';
import { IdempotencyModule } from '../platform/idempotency/idempotency.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import type { Type } from '@nestjs/common';
import { isFromOutside, plugins, runningPlugins } from '../common/plugins/plugins';
import { LicenseFilesModule } from '../licensing/license-files/license-files.module';
import { KeyPoolsModule } from '../licensing/key-pools/key-pools.module';
import { LicenseUsersModule } from '../licensing/license-users/license-users.module';
import { RequestsModule } from '../licensing/requests/requests.module';
import { LicenseAdministrationModule } from '../licensing/licenses/license-administration.module';
import { StatisticsModule } from '../licensing/statistics/statistics.module';
import { MailsModule } from '../mail/mails.module';
import { MeterUsageModule } from '../verification/meters/meter-usage.module';
import { RateLimitsModule } from '../verification/rate-limits/rate-limits.module';
import { MonitoringModule } from '../platform/monitoring/monitoring.module';
import { PartitionsModule } from '../platform/logs/partitions.module';
import { PoliciesModule } from '../catalog/policies/policies.module';
import { DefinitionsModule } from '../catalog/definitions/definitions.module';
import { ProgramModulesModule } from '../catalog/program-modules/program-modules.module';
import { ProductDirectoryModule } from '../catalog/products/product-directory.module';
import { ProductsModule } from '../catalog/products/products.module';
import { VersionsModule } from '../catalog/versions/versions.module';
import { VersionRolloutsModule } from '../licensing/rollouts/version-rollouts.module';
import { LicenseSessionsModule } from '../verification/sessions/license-sessions.module';
import { MaintenanceModule } from '../platform/maintenance/maintenance.module';
import { SecurityTxtModule } from '../platform/security-txt/security-txt.module';
import { SettingsModule } from '../platform/settings/settings.module';
import { SigningKeysModule } from '../platform/signing-keys/signing-keys.module';
import { SigningModule } from '../catalog/update-signing/signing.module';
import { WebhooksModule } from '../events/webhooks/webhooks.module';
import { PolicyChangesModule } from '../licensing/policy-changes/policy-changes.module';
import { ScheduledChangesModule } from '../licensing/scheduled-changes/scheduled-changes.module';
import { TrialConversionsModule } from '../licensing/licenses/trial-conversions.module';
import { TrialsModule } from '../verification/trials/trials.module';
import { UpdateFeedsModule } from '../verification/update-feeds/update-feeds.module';
import { UpdatesModule } from '../verification/updates/updates.module';
import { UsersModule } from '../identity/users/users.module';

/** Modules whose controllers make up the native API. */
export const NATIVE_MODULES = [
  AuthModule,
  InvitationsModule,
  OpenIdModule,
  SecondFactorsModule,
  UsersModule,
  ApiKeysModule,
  ProductsModule,
  VersionsModule,
  ArtifactsModule,
  ProgramModulesModule,
  VersionRolloutsModule,
  ProductDirectoryModule,
  DefinitionsModule,
  PoliciesModule,
  CustomersModule,
  MergingModule,
  CustomerUsersModule,
  GroupsModule,
  AppBundlesModule,
  SigningKeysModule,
  SigningModule,
  LicensesModule,
  LicenseImportsModule,
  LicenseAdministrationModule,
  ScheduledChangesModule,
  LicenseNoticesModule,
  RequestsModule,
  KeyPoolsModule,
  LicenseSessionsModule,
  LicenseFilesModule,
  LicenseFileCallsModule,
  LicenseUsersModule,
  MeterUsageModule,
  RateLimitsModule,
  ActivationsModule,
  ClientCallsModule,
  ExplanationsModule,
  AnomaliesModule,
  LeaksModule,
  PolicyChangesModule,
  BulkLicensesModule,
  BackgroundJobRoutesModule,
  TrialsModule,
  TrialConversionsModule,
  UpdatesModule,
  UpdateFeedsModule,
  IdempotencyModule,
  JobsModule,
  AuditModule,
  WebhooksModule,
  MailsModule,
  SettingsModule,
  SecurityTxtModule,
  MaintenanceModule,
  CountriesModule,
  PartitionsModule,
  AlertsModule,
  BackupsModule,
  BackgroundMigrationsModule,
  StatisticsModule,
  MonitoringModule,
  ...plugins().flatMap(({ modules = [] }) => modules),
];

/** Those whose plug-ins run. */
export function runningModules(): typeof NATIVE_MODULES {
  const running = runningPlugins();
  const stopped = plugins()
    .filter((plugin) => !running.includes(plugin))
    .flatMap(({ modules = [] }) => modules);
  return NATIVE_MODULES.filter((module) => !stopped.includes(module));
}

/** The modules of plug-ins from outside, whose operations no committed document describes. */
export function outsideModules(): Type<unknown>[] {
  return runningPlugins()
    .filter(({ name }) => isFromOutside(name))
    .flatMap(({ modules = [] }) => modules);
}
