import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../activations/activations.module';
import { FilesModule } from '../../files/files.module';
import { LicensesModule } from '../../licenses/licenses.module';
import { ProductsModule } from '../../products/products.module';
import { SitesModule } from '../../sites/sites.module';
import { LmActivatedProductsController } from './activated-products.controller';
import { LmActivationsController } from './activations.controller';
import { LmBlockedLicensesController } from './blocked-licenses.controller';
import { LmConnectionController } from './connection.controller';
import { LmExternalLicensesController } from './external-licenses.controller';
import { LmExternalUpdatesController } from './external-updates.controller';
import { LmLegacyExternalController } from './legacy-external.controller';
import { LmLegacyLicensesController } from './legacy-licenses.controller';
import { LmLegacyProductsController } from './legacy-products.controller';
import { LmProductLicensesController } from './product-licenses.controller';
import { LmProductsController } from './products.controller';
import { VersionDownloads } from './version-downloads';
import { VersionForms } from './version-forms';
import { LmVersionsController } from './versions.controller';

@Module({
  imports: [ActivationsModule, FilesModule, LicensesModule, ProductsModule, SitesModule],
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
  providers: [VersionDownloads, VersionForms],
})
export class LicenseManagerModule {}
