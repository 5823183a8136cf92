import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../../licensing/activations/activations.module';
import { LicenseDataModule } from './license-data/license-data.module';
import { ProductsModule } from '../../../catalog/products/products.module';
import { VersionsModule } from '../../../catalog/versions/versions.module';
import { SigningModule } from '../../../catalog/update-signing/signing.module';
import { DomainLicensesService } from './domain-licenses.service';
import { DomainClientsService } from './domain-clients.service';
import { DomainClientSettingsService } from './domain-client-settings.service';
import { DomainUpdatesService } from './domain-updates.service';
import { ReactivateClientService } from './reactivate-client.service';

@Module({
  imports: [ActivationsModule, LicenseDataModule, ProductsModule, VersionsModule, SigningModule],
  providers: [
    DomainLicensesService,
    DomainClientsService,
    DomainClientSettingsService,
    DomainUpdatesService,
    ReactivateClientService,
  ],
  exports: [DomainLicensesService, DomainUpdatesService, ReactivateClientService],
})
export class DomainClientsModule {}
