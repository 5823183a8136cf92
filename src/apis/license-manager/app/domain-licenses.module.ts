import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../../core/verification/calls/client-calls.module';
import { DomainClientsModule } from '../../../core/verification/domain-clients/domain-clients.module';
import { LicenseDataModule } from './license-data/license-data.module';
import { ProductsModule } from '../../../core/catalog/products/products.module';
import { VersionsModule } from '../../../core/catalog/versions/versions.module';
import { SigningModule } from '../../../core/catalog/update-signing/signing.module';
import { DomainLicensesService } from './domain-licenses.service';
import { DomainClientSettingsService } from './domain-client-settings.service';
import { DomainUpdatesService } from './domain-updates.service';
import { PurchaseCodesService } from './purchase-codes.service';
import { ReactivateClientService } from './reactivate-client.service';

@Module({
  imports: [ClientCallsModule, DomainClientsModule, LicenseDataModule, ProductsModule, SigningModule, VersionsModule],
  providers: [
    DomainLicensesService,
    DomainClientSettingsService,
    DomainUpdatesService,
    PurchaseCodesService,
    ReactivateClientService,
  ],
  exports: [DomainLicensesService, DomainUpdatesService, PurchaseCodesService, ReactivateClientService],
})
export class DomainLicensesModule {}
