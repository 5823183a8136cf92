import { AccountPagesModule } from './account/account-pages.module';
import { ComponentsController } from './gallery/components.controller';
import { ConsoleAssetsController } from './assets.controller';
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

/** The pages for people, rendered by the server. */
@Module({
  imports: [AccountPagesModule, ExplainPagesModule, LeadsModule, PeoplePagesModule, PolicyPagesModule],
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
