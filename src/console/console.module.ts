import { AccountPagesModule } from './account/account-pages.module';
import { AuditPagesModule } from './audit/audit-pages.module';
import { ComponentsController } from './gallery/components.controller';
import { ConsoleAssetsController } from './assets.controller';
import { CustomersPagesModule } from './customers/customers-pages.module';
import { ExplainPagesModule } from './explain/explain-pages.module';
import { HomeController } from './home.controller';
import { LanguageController } from './language.controller';
import { LeadFormController } from './leads/lead-form.controller';
import { LeadImportPageController } from './leads/lead-import.controller';
import { LeadListController } from './leads/lead-list.controller';
import { LeadsModule } from '../customers/leads/leads.module';
import { Module } from '@nestjs/common';
import { PeoplePagesModule } from './people/people-pages.module';
import { PolicyPagesModule } from './policies/policy-pages.module';
import { SettingPagesModule } from './settings/setting-pages.module';
import { SignInPagesModule } from './sign-in/sign-in-pages.module';

/** The pages for people, rendered by the server. */
@Module({
  imports: [
    AccountPagesModule,
    AuditPagesModule,
    CustomersPagesModule,
    ExplainPagesModule,
    LeadsModule,
    PeoplePagesModule,
    PolicyPagesModule,
    SettingPagesModule,
    SignInPagesModule,
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
