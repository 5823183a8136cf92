import { Module } from '@nestjs/common';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { ShopsModule } from '../../sales/shops/shops.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { CountedLicensesService } from './app/counted-licenses.service';
import { UsesService } from './app/uses.service';
import { GumroadLicensesController } from './http/licenses.controller';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule, ShopsModule],
  controllers: [GumroadLicensesController],
  providers: [CountedLicensesService, UsesService],
  exports: [UsesService],
})
export class GumroadModule {}
