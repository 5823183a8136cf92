import { Module } from '@nestjs/common';
import { LeadsModule } from '../customers/leads/leads.module';
import { AccountPagesModule } from './account/account-pages.module';
import { ConsoleAssetsController } from './assets.controller';
import { ComponentsController } from './gallery/components.controller';
import { HomeController } from './home.controller';
import { LeadFormController } from './leads/lead-form.controller';
import { LeadImportPageController } from './leads/lead-import.controller';
import { LeadListController } from './leads/lead-list.controller';
import { PeoplePagesModule } from './people/people-pages.module';

/** The pages for people, rendered by the server. */
@Module({
  imports: [AccountPagesModule, LeadsModule, PeoplePagesModule],
  controllers: [
    ConsoleAssetsController,
    ComponentsController,
    HomeController,
    LeadListController,
    LeadFormController,
    LeadImportPageController,
  ],
})
export class ConsoleModule {}
