import { Module } from '@nestjs/common';
import { ActivationsModule, LicenseAdministrationModule } from '../../core/licensing';
import { FilesModule } from '../../core/platform';
import { ProductsModule, VersionsModule } from '../../core/catalog';
import { LicenseDataModule } from './app/license-data/license-data.module';
import { DomainLicensesModule } from './app/domain-licenses.module';
import { LicenseManagerWebhookFormat } from './app/license-manager-webhook-format';
import { LmActivatedProductsController } from './http/activated-products.controller';
import { LmActivationsController } from './http/activations.controller';
import { LmBlockedLicensesController } from './http/blocked-licenses.controller';
import { LmConnectionController } from './http/connection.controller';
import { LmExternalLicensesController } from './http/external-licenses.controller';
import { LmExternalUpdatesController } from './http/external-updates.controller';
import { LmLegacyExternalController } from './http/legacy-external.controller';
import { LmLegacyLicensesController } from './http/legacy-licenses.controller';
import { LmLegacyProductsController } from './http/legacy-products.controller';
import { LmProductLicensesController } from './http/product-licenses.controller';
import { LmProductsController } from './http/products.controller';
import { VersionFileSender } from './http/version-file-sender';
import { VersionFormReader } from './http/version-form-reader';
import { LmVersionsController } from './http/versions.controller';

@Module({
  imports: [
    ActivationsModule,
    FilesModule,
    LicenseAdministrationModule,
    ProductsModule,
    VersionsModule,
    DomainLicensesModule,
    LicenseDataModule,
  ],
  controllers: [
    LmConnectionController,
    LmExternalLicensesController,
    LmExternalUpdatesController,
    LmLegacyExternalController,
    LmActivatedProductsController,
    LmActivationsController,
    LmBlockedLicensesController,
    LmLegacyLicensesController,
    LmLegacyProductsController,
    LmProductLicensesController,
    LmProductsController,
    LmVersionsController,
  ],
  providers: [LicenseManagerWebhookFormat, VersionFileSender, VersionFormReader],
})
export class LicenseManagerModule {}
