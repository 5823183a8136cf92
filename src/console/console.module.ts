import { AccountPagesModule } from './account/account-pages.module';
import { AttentionCountsModule } from '../events/webhooks/attention-counts.module';
import { AuditPagesModule } from './audit/audit-pages.module';
import { CatalogPagesModule } from './catalog/catalog-pages.module';
import { ComponentsController } from './gallery/components.controller';
import { ConsoleAssetsController } from './assets.controller';
import { CustomersPagesModule } from './customers/customers-pages.module';
import { DevicePagesModule } from './devices/device-pages.module';
import { ExplainPagesModule } from './explain/explain-pages.module';
import { HomeController } from './home.controller';
import { IntegrationsPagesModule } from './integrations/integrations-pages.module';
import { LanguageController } from './language.controller';
import { LeadFormController } from './leads/lead-form.controller';
import { ImportFlowModule } from './import/import-flow.module';
import { LeadImportPageController } from './leads/lead-import.controller';
import { LeadListController } from './leads/lead-list.controller';
import { LeadsModule } from '../customers/leads/leads.module';
import { LicenseListPagesModule } from './license-list/license-list-pages.module';
import { LicensePagesModule } from './license/license-pages.module';
import { Module } from '@nestjs/common';
import { OverviewPagesModule } from './overview/overview-pages.module';
import { PeoplePagesModule } from './people/people-pages.module';
import { PolicyPagesModule } from './policies/policy-pages.module';
import { SearchPagesModule } from './search/search-pages.module';
import { SettingPagesModule } from './settings/setting-pages.module';
import { SignInPagesModule } from './sign-in/sign-in-pages.module';
import { SystemPagesModule } from './system/system-pages.module';

/** The pages for people, rendered by the server. */
@Module({
  imports: [
    AccountPagesModule,
    AttentionCountsModule,
    AuditPagesModule,
    CatalogPagesModule,
    CustomersPagesModule,
    DevicePagesModule,
    ExplainPagesModule,
    IntegrationsPagesModule,
    LeadsModule,
    ImportFlowModule,
    LicenseListPagesModule,
    LicensePagesModule,
    OverviewPagesModule,
    PeoplePagesModule,
    PolicyPagesModule,
    SearchPagesModule,
    SettingPagesModule,
    SignInPagesModule,
    SystemPagesModule,
  ],
  controllers: [
    ConsoleAssetsController,
    ComponentsController,
    HomeController,
    LanguageController,
    LeadListController,
    LeadFormController,
    LeadImportPageController,
  ],
})
export class ConsoleModule {}
