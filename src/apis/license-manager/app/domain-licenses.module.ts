import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../../core/verification/calls/client-calls.module';
import { ActivationEligibilityService } from './activation-eligibility.service';
import { DomainClientsService } from './domain-clients/domain-clients.service';
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
  imports: [ClientCallsModule, LicenseDataModule, ProductsModule, SigningModule, VersionsModule],
  providers: [
    ActivationEligibilityService,
    DomainClientsService,
    DomainLicensesService,
    DomainClientSettingsService,
    DomainUpdatesService,
    PurchaseCodesService,
    ReactivateClientService,
  ],
  exports: [ActivationEligibilityService, DomainLicensesService, DomainUpdatesService, PurchaseCodesService, ReactivateClientService],
})
export class DomainLicensesModule {}
