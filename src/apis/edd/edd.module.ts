import { Module } from '@nestjs/common';
import { ArtifactsModule } from '../../core/catalog/artifacts/artifacts.module';
import { ProductsModule } from '../../core/catalog/products/products.module';
import { VersionsModule } from '../../core/catalog/versions/versions.module';
import { LicenseAdministrationModule } from '../../core/licensing/licenses/license-administration.module';
import { ClientCallsModule } from '../../core/verification/calls/client-calls.module';
import { UpdatesModule } from '../../core/verification/updates/updates.module';
import { EddLicensesService } from './app/edd-licenses.service';
import { EddProductsService } from './app/edd-products.service';
import { EddUpdatesService } from './app/edd-updates.service';
import { EddLicensesController } from './http/licenses.controller';
import { EddPackagesController } from './http/packages.controller';
import { EddVersionsController } from './http/versions.controller';

@Module({
  imports: [
    ArtifactsModule,
    ClientCallsModule,
    LicenseAdministrationModule,
    ProductsModule,
    UpdatesModule,
    VersionsModule,
  ],
  controllers: [EddLicensesController, EddVersionsController, EddPackagesController],
  providers: [EddLicensesService, EddProductsService, EddUpdatesService],
  exports: [EddProductsService],
})
export class EddModule {}
