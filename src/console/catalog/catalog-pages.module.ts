import { Module } from '@nestjs/common';
import { StatisticsModule } from '../../licensing/statistics/statistics.module';
import { AppBundlesModule } from '../../catalog/app-bundles/app-bundles.module';
import { DefinitionsModule } from '../../catalog/definitions/definitions.module';
import { PoliciesModule } from '../../catalog/policies/policies.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { SigningModule } from '../../catalog/update-signing/signing.module';
import { VersionsModule } from '../../catalog/versions/versions.module';
import { KeyPoolsModule } from '../../licensing/key-pools/key-pools.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { ResourcesModule } from '../../licensing/resources/resources.module';
import { ImportFlowModule } from '../import/import-flow.module';
import { AppBundlePageController } from './app-bundles/app-bundle-page.controller';
import { AppBundlePagesController } from './app-bundles/app-bundle-pages.controller';
import { EntitlementPagesController } from './declarations/entitlements-pages.controller';
import { MeterPagesController } from './declarations/meters-pages.controller';
import { KeyPoolPagesController } from './key-pools/key-pool-pages.controller';
import { ProductFactsService } from './products/product-facts.service';
import { ProductListController } from './products/product-list.controller';
import { ProductStatusController } from './products/product-status.controller';
import { ProductController } from './products/product.controller';
import { ResourceImportPagesController } from './resources/resource-import-pages.controller';
import { ResourcePageController } from './resources/resource-page.controller';
import { ResourcePagesController } from './resources/resource-pages.controller';
import { UpdateKeysController } from './update-keys/update-keys.controller';
import { VersionFilePagesController } from './versions/version-file-pages.controller';
import { VersionListController } from './versions/version-list.controller';
import { VersionStateController } from './versions/version-state.controller';
import { VersionController } from './versions/version.controller';

/** The pages of products, their versions and keys, of app bundles and of resources. */
@Module({
  imports: [
    StatisticsModule,
    AppBundlesModule,
    DefinitionsModule,
    ImportFlowModule,
    KeyPoolsModule,
    LicenseAdministrationModule,
    DefinitionsModule,
    PoliciesModule,
    ProductsModule,
    ResourcesModule,
    SigningModule,
    VersionsModule,
  ],
  controllers: [
    ProductListController,
    UpdateKeysController,
    ProductController,
    ProductStatusController,
    EntitlementPagesController,
    MeterPagesController,
    KeyPoolPagesController,
    VersionListController,
    VersionController,
    VersionStateController,
    VersionFilePagesController,
    AppBundlePagesController,
    AppBundlePageController,
    ResourcePagesController,
    ResourceImportPagesController,
    ResourcePageController,
  ],
  providers: [ProductFactsService],
})
export class CatalogPagesModule {}
