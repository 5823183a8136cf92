import { Module } from '@nestjs/common';
import { LeadsModule } from '../customers/leads/leads.module';
import { AuthModule } from '../identity/sessions/auth.module';
import { AccountController } from './account/account.controller';
import { ConsoleAssetsController } from './assets.controller';
import { ComponentsController } from './gallery/components.controller';
import { HomeController } from './home.controller';
import { IntegrationsPagesModule } from './integrations/integrations-pages.module';
import { LeadFormController } from './leads/lead-form.controller';
import { LeadImportPageController } from './leads/lead-import.controller';
import { LeadListController } from './leads/lead-list.controller';
import { SignInController } from './sign-in/sign-in.controller';

/** The pages for people, rendered by the server. */
@Module({
  imports: [AuthModule, IntegrationsPagesModule, LeadsModule],
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
