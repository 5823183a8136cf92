import { Module } from '@nestjs/common';
import { LeadsModule } from '../customers/leads/leads.module';
import { AuthModule } from '../identity/sessions/auth.module';
import { AccountController } from './account/account.controller';
import { ConsoleAssetsController } from './assets.controller';
import { AuditPagesModule } from './audit/audit-pages.module';
import { CustomersPagesModule } from './customers/customers-pages.module';
import { ComponentsController } from './gallery/components.controller';
import { HomeController } from './home.controller';
import { LeadFormController } from './leads/lead-form.controller';
import { LeadImportPageController } from './leads/lead-import.controller';
import { LeadListController } from './leads/lead-list.controller';
import { SettingPagesModule } from './settings/setting-pages.module';
import { SignInController } from './sign-in/sign-in.controller';
import { SystemPagesModule } from './system/system-pages.module';

/** The pages for people, rendered by the server. */
@Module({
  imports: [AuditPagesModule, AuthModule, CustomersPagesModule, LeadsModule, SettingPagesModule, SystemPagesModule],
  controllers: [
    SignInController,
    AccountController,
    ConsoleAssetsController,
    ComponentsController,
    HomeController,
    LeadListController,
    LeadFormController,
    LeadImportPageController,
  ],
})
export class ConsoleModule {}
