import { Module } from '@nestjs/common';
import { LeadsModule } from '../customers/leads/leads.module';
import { AuthModule } from '../identity/sessions/auth.module';
import { AccountController } from './account/account.controller';
import { ConsoleAssetsController } from './assets.controller';
import { ComponentsController } from './gallery/components.controller';
import { ExplainPagesModule } from './explain/explain-pages.module';
import { HomeController } from './home.controller';
import { LeadFormController } from './leads/lead-form.controller';
import { LeadImportPageController } from './leads/lead-import.controller';
import { LeadListController } from './leads/lead-list.controller';
import { LicensePagesModule } from './license/license-pages.module';
import { PolicyPagesModule } from './policies/policy-pages.module';
import { SignInController } from './sign-in/sign-in.controller';

/** The pages for people, rendered by the server. */
@Module({
  imports: [AuthModule, ExplainPagesModule, LeadsModule, LicensePagesModule, PolicyPagesModule],
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
