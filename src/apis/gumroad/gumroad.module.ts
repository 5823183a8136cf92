import { Module } from '@nestjs/common';
import { ShadowingModule } from '../../plugins/migration/shadowing/shadowing.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { ShopsModule } from '../../sales/shops/shops.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { CountedLicensesService } from './app/counted-licenses.service';
import { UsesService } from './app/uses.service';
import { GumroadLicensesController } from './http/licenses.controller';
import { GumroadShadowing } from './migration/gumroad.shadowing';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule, ShopsModule, ShadowingModule],
  controllers: [GumroadLicensesController],
  providers: [CountedLicensesService, UsesService, GumroadShadowing],
})
export class GumroadModule {}
