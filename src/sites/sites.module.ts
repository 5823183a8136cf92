import { Module } from '@nestjs/common';
import { ActivationsModule } from '../activations/activations.module';
import { LicenseDataModule } from '../license-data/license-data.module';
import { ProductsModule } from '../products/products.module';
import { SigningModule } from '../signing/signing.module';
import { SiteLicenses } from './site-licenses.service';
import { SiteNames } from './site-names.service';
import { SiteSettings } from './site-settings';
import { SiteUpdates } from './site-updates.service';
import { WakeSite } from './wake-site.service';

@Module({
  imports: [ActivationsModule, LicenseDataModule, ProductsModule, SigningModule],
  providers: [SiteLicenses, SiteNames, SiteSettings, SiteUpdates, WakeSite],
  exports: [SiteLicenses, SiteUpdates, WakeSite],
})
export class SitesModule {}
