import { Module } from '@nestjs/common';
import { ArtifactsModule, ProductsModule, VersionsModule } from '../../core/catalog';
import { LicenseAdministrationModule } from '../../core/licensing';
import { ClientCallsModule } from '../../core/verification';
import { UpdatesModule } from '../../core/verification/internal';
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
