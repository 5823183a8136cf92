import { Module } from '@nestjs/common';
import { DefinitionsModule } from '../../core/catalog/definitions/definitions.module';
import { PoliciesModule } from '../../core/catalog/policies/policies.module';
import { ProductsModule } from '../../core/catalog/products/products.module';
import { WebhooksModule } from '../../core/events/webhooks/webhooks.module';
import { UsersModule } from '../../core/identity/users/users.module';
import { StatisticsModule } from '../../core/licensing/statistics/statistics.module';
import { MailsModule } from '../../core/mail/mails.module';
import { CatalogFileController } from './catalog-file.controller';
import { CATALOG_SECTIONS, CatalogFileService } from './catalog-file.service';
import { CatalogReachService } from './catalog-reach.service';
import type { CatalogSection } from './catalog-section';
import { EntitlementsSection, MetersSection } from './definitions-section';
import { MailTemplatesSection } from './mail-templates-section';
import { PoliciesSection } from './policies-section';
import { ProductsSection } from './products-section';
import { RolesSection } from './roles-section';
import { WebhooksSection } from './webhooks-section';

/** In the order in which objects are created. */
const SECTIONS = [
  ProductsSection,
  EntitlementsSection,
  MetersSection,
  PoliciesSection,
  WebhooksSection,
  MailTemplatesSection,
  RolesSection,
];

/** An object becomes a part of the catalog when its section is listed here. */
@Module({
  imports: [
    DefinitionsModule,
    MailsModule,
    PoliciesModule,
    ProductsModule,
    StatisticsModule,
    UsersModule,
    WebhooksModule,
  ],
  controllers: [CatalogFileController],
  providers: [
    ...SECTIONS,
    {
      provide: CATALOG_SECTIONS,
      useFactory: (...sections: CatalogSection[]) => sections,
      inject: SECTIONS,
    },
    CatalogReachService,
    CatalogFileService,
  ],
  exports: [CatalogFileService],
})
export class CatalogFileModule {}
