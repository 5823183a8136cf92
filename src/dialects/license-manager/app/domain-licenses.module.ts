import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../../licensing/activations/activations.module';
import { DomainClientsModule } from '../../../licensing/domain-clients/domain-clients.module';
import { LicenseDataModule } from './license-data/license-data.module';
import { ProductsModule } from '../../../catalog/products/products.module';
import { VersionsModule } from '../../../catalog/versions/versions.module';
import { SigningModule } from '../../../catalog/update-signing/signing.module';
import { DomainLicensesService } from './domain-licenses.service';
import { DomainClientSettingsService } from './domain-client-settings.service';
import { DomainUpdatesService } from './domain-updates.service';
import { ReactivateClientService } from './reactivate-client.service';

@Module({
  imports: [ActivationsModule, DomainClientsModule, LicenseDataModule, ProductsModule, VersionsModule, SigningModule],
  providers: [DomainLicensesService, DomainClientSettingsService, DomainUpdatesService, ReactivateClientService],
  exports: [DomainLicensesService, DomainUpdatesService, ReactivateClientService],
})
export class DomainLicensesModule {}
