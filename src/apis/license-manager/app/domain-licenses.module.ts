import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../../core/verification';
import { ActivationEligibilityService } from './activation-eligibility.service';
import { DomainClientsService } from './domain-clients/domain-clients.service';
import { LicenseDataModule } from './license-data/license-data.module';
import { ProductsModule, VersionsModule } from '../../../core/catalog';
import { SigningModule } from '../../../core/catalog/internal';
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
  exports: [
    ActivationEligibilityService,
    DomainLicensesService,
    DomainUpdatesService,
    PurchaseCodesService,
    ReactivateClientService,
  ],
})
export class DomainLicensesModule {}
