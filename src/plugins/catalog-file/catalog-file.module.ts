import { Module } from '@nestjs/common';
import { DefinitionsModule, PoliciesModule, ProductsModule } from '../../core/catalog';
import { WebhooksModule } from '../../core/events';
import { UsersModule } from '../../core/identity';
import { StatisticsModule } from '../../core/licensing';
import { MailsModule } from '../../core/mail';
import { CatalogFileController } from './catalog-file.controller';
import { CATALOG_SECTIONS, CatalogFileService } from './catalog-file.service';
import { CatalogReachService } from './catalog-reach.service';
import type { CatalogSection } from './catalog-section';
import { CreditsSection, EntitlementsSection, MetersSection } from './definitions-section';
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
  CreditsSection,
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
