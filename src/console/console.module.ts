import { Module } from '@nestjs/common';
import { AppBundlesModule } from '../catalog/app-bundles/app-bundles.module';
import { PoliciesModule } from '../catalog/policies/policies.module';
import { ProductsModule } from '../catalog/products/products.module';
import { SigningModule } from '../catalog/update-signing/signing.module';
import { VersionsModule } from '../catalog/versions/versions.module';
import { CustomersModule } from '../customers/customers/customers.module';
import { GroupsModule } from '../customers/groups/groups.module';
import { LeadsModule } from '../customers/leads/leads.module';
import { AttentionCountsModule } from '../events/webhooks/attention-counts.module';
import { WebhooksModule } from '../events/webhooks/webhooks.module';
import { ApiKeysModule } from '../identity/api-keys/api-keys.module';
import { SecondFactorsModule } from '../identity/second-factors/second-factors.module';
import { UsersModule } from '../identity/users/users.module';
import { AnomaliesModule } from '../licensing/anomalies/anomalies.module';
import { ExplanationsModule } from '../licensing/explanations/explanations.module';
import { KeyPoolsModule } from '../licensing/key-pools/key-pools.module';
import { LicenseFilesModule } from '../licensing/license-files/license-files.module';
import { PolicyChangesModule } from '../licensing/policy-changes/policy-changes.module';
import { ResourcesModule } from '../licensing/resources/resources.module';
import { LicenseUsersModule } from '../licensing/users/license-users.module';
import { VerificationsModule } from '../licensing/verifications/verifications.module';
import { FilesModule } from '../platform/files/files.module';
import { IdempotencyModule } from '../platform/idempotency/idempotency.module';
import { JobsModule } from '../platform/jobs/jobs.module';
import { MetricsModule } from '../platform/monitoring/metrics.module';
import { MonitoringModule } from '../platform/monitoring/monitoring.module';
import { SigningKeysModule } from '../platform/signing-keys/signing-keys.module';
import { SearchModule } from '../search/search.module';
import { AccountController } from './account/account.controller';
import { SecondFactorController } from './account/second-factor.controller';
import { ConsoleAssetsController } from './assets.controller';
import { AuditLogService } from './audit/audit-log.service';
import { AuditController } from './audit/audit.controller';
import { AppBundleFormsController } from './catalog/app-bundles/app-bundle-forms.controller';
import { AppBundlePagesController } from './catalog/app-bundles/app-bundle-pages.controller';
import { EntitlementFormsController, MeterFormsController } from './catalog/definitions/definition-forms.controller';
import { KeyPoolPagesController } from './catalog/key-pools/key-pool-pages.controller';
import { ProductFactsService } from './catalog/products/product-facts.service';
import { ProductFormsController } from './catalog/products/product-forms.controller';
import { ProductPagesController } from './catalog/products/product-pages.controller';
import { ResourceFormsController } from './catalog/resources/resource-forms.controller';
import { ResourceImportPagesController, ResourcePagesController } from './catalog/resources/resource-pages.controller';
import { UpdateKeysController } from './catalog/update-keys/update-keys.controller';
import { VersionFilePagesController } from './catalog/versions/version-files.controller';
import { VersionFormsController } from './catalog/versions/version-forms.controller';
import { VersionPagesController } from './catalog/versions/version-pages.controller';
import { CustomerActionsController } from './customers/customer-actions.controller';
import { CustomerFormController } from './customers/customer-form.controller';
import { CustomerImportController } from './customers/customer-import.controller';
import { CustomerListController } from './customers/customer-list.controller';
import { CustomerPageService } from './customers/customer-page.service';
import { DeviceListController } from './devices/device-list.controller';
import { ExplainController } from './explain/explain.controller';
import { HomeController } from './home.controller';
import { ImportFilesService } from './import/import-files.service';
import { ImportFlowService } from './import/import-flow.service';
import { ApiKeyFormsController } from './integrations/api-keys/api-key-forms.controller';
import { ApiKeyPagesController } from './integrations/api-keys/api-key-pages.controller';
import { DialectOverviewsService } from './integrations/dialects/dialect-overviews.service';
import { DialectPagesController } from './integrations/dialects/dialect-pages.controller';
import { TryRequestService } from './integrations/dialects/try-request.service';
import { SigningKeyPagesController } from './integrations/signing-keys/signing-key-pages.controller';
import { WebhookFormsController } from './integrations/webhooks/webhook-forms.controller';
import { WebhookPagesController } from './integrations/webhooks/webhook-pages.controller';
import { SendOnceService } from './kit/send-once.service';
import { LanguageController } from './language.controller';
import { LeadFormController } from './leads/lead-form.controller';
import { LeadImportPageController } from './leads/lead-import.controller';
import { LeadListController } from './leads/lead-list.controller';
import { BulkController } from './license-list/bulk.controller';
import { CustomerSuggestionsController } from './license-list/customer-suggestions.controller';
import { FindCustomerService } from './license-list/find-customer.service';
import { IssueChoicesService } from './license-list/issue-choices.service';
import { IssueController } from './license-list/issue.controller';
import { IssuedController } from './license-list/issued.controller';
import { LicenseImportPageController } from './license-list/license-import.controller';
import { LicenseListController } from './license-list/license-list.controller';
import { PolicyChangePageController } from './license-list/policy-change.controller';
import { LicenseDevicesController } from './license/license-devices.controller';
import { LicenseFilesController } from './license/license-files.controller';
import { LicenseFormsController } from './license/license-forms.controller';
import { LicensePageController } from './license/license-page.controller';
import { LicensePageService } from './license/license-page.service';
import { LicensePolicyController } from './license/license-policy.controller';
import { LicenseSessionPagesController } from './license/license-sessions.controller';
import { LicenseUsersPageController } from './license/license-users.controller';
import { LicenseVerbsController } from './license/license-verbs.controller';
import { OverviewController } from './overview/overview.controller';
import { OverviewService, NeedsActionService } from './overview/overview.service';
import { PeopleListController } from './people/people-list.controller';
import { PersonActionsController } from './people/person-actions.controller';
import { PersonController } from './people/person.controller';
import { PolicyPagesController } from './policies/policies.controller';
import { FindAnythingService } from './search/find-anything.service';
import { SearchPageController } from './search/search.controller';
import { SettingPagesController } from './settings/settings.controller';
import { SignInController } from './sign-in/sign-in.controller';
import { SystemReportService } from './system/system-report.service';
import { SystemController } from './system/system.controller';
import { BulkLicensesModule } from '../licensing/bulk/bulk-licenses.module';
import { ActivationsModule } from '../licensing/activations/activations.module';
import { LicenseAdministrationModule } from '../licensing/licenses/license-administration.module';
import { LicenseImportsModule } from '../licensing/imports/license-imports.module';
import { LicenseSessionsModule } from '../verification/sessions/license-sessions.module';
import { StatisticsModule } from '../licensing/statistics/statistics.module';
import { AlertsModule } from '../platform/alerts/alerts.module';
import { AuditModule } from '../events/records/audit.module';
import { AuthModule } from '../identity/log-in/auth.module';
import { DefinitionsModule } from '../catalog/definitions/definitions.module';
import { MergingModule } from '../customers/merging/merging.module';
import { PartitionsModule } from '../platform/logs/partitions.module';
import { LicenseGrantsService } from './license/license-grants';

/** Modules whose services the pages call. */
const MODULES = [
  ActivationsModule,
  AlertsModule,
  AnomaliesModule,
  ApiKeysModule,
  AppBundlesModule,
  AttentionCountsModule,
  AuditModule,
  AuthModule,
  BulkLicensesModule,
  CustomersModule,
  DefinitionsModule,
  ExplanationsModule,
  FilesModule,
  GroupsModule,
  IdempotencyModule,
  JobsModule,
  KeyPoolsModule,
  LeadsModule,
  LicenseAdministrationModule,
  LicenseFilesModule,
  LicenseImportsModule,
  LicenseSessionsModule,
  LicenseUsersModule,
  MergingModule,
  MetricsModule,
  MonitoringModule,
  PartitionsModule,
  PoliciesModule,
  PolicyChangesModule,
  ProductsModule,
  ResourcesModule,
  SearchModule,
  SecondFactorsModule,
  SigningKeysModule,
  SigningModule,
  StatisticsModule,
  UsersModule,
  VerificationsModule,
  VersionsModule,
  WebhooksModule,
];

/** The pages of each section, in the order of the sidebar. */
const PAGES = [
  ...[OverviewController],
  ...[
    LicenseListController,
    CustomerSuggestionsController,
    BulkController,
    IssueController,
    IssuedController,
    LicenseImportPageController,
    PolicyChangePageController,
  ],
  ...[
    LicensePageController,
    LicenseFormsController,
    LicenseVerbsController,
    LicenseDevicesController,
    LicenseFilesController,
    LicensePolicyController,
    LicenseSessionPagesController,
    LicenseUsersPageController,
  ],
  ...[CustomerListController, CustomerImportController, CustomerFormController, CustomerActionsController],
  ...[DeviceListController],
  ...[PolicyPagesController],
  ...[ExplainController],
  ...[
    ProductFormsController,
    UpdateKeysController,
    ProductPagesController,
    EntitlementFormsController,
    MeterFormsController,
    KeyPoolPagesController,
    VersionFormsController,
    VersionPagesController,
    VersionFilePagesController,
    AppBundlePagesController,
    AppBundleFormsController,
    ResourcePagesController,
    ResourceImportPagesController,
    ResourceFormsController,
  ],
  ...[LeadListController, LeadFormController, LeadImportPageController],
  ...[
    ApiKeyFormsController,
    ApiKeyPagesController,
    DialectPagesController,
    SigningKeyPagesController,
    WebhookFormsController,
    WebhookPagesController,
  ],
  ...[AuditController],
  ...[PeopleListController, PersonController, PersonActionsController],
  ...[SettingPagesController],
  ...[SystemController],
  ...[AccountController, SecondFactorController],
  ...[SignInController],
  ...[SearchPageController],
  ...[ConsoleAssetsController, HomeController, LanguageController],
];

const PAGE_SERVICES = [
  NeedsActionService,
  OverviewService,
  FindCustomerService,
  IssueChoicesService,
  SendOnceService,
  LicenseGrantsService,
  LicensePageService,
  CustomerPageService,
  ProductFactsService,
  DialectOverviewsService,
  TryRequestService,
  AuditLogService,
  SystemReportService,
  FindAnythingService,
  ImportFilesService,
  ImportFlowService,
];

/** The pages for people, rendered by the server. */
@Module({ imports: MODULES, controllers: PAGES, providers: PAGE_SERVICES })
export class ConsoleModule {}
