import { Module } from '@nestjs/common';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { ShopsModule } from '../../sales/shops/shops.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { InstancesService } from './app/instances.service';
import { LemonSqueezyLicensesController } from './http/licenses.controller';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule, ShopsModule],
  controllers: [LemonSqueezyLicensesController],
  providers: [InstancesService],
})
export class LemonSqueezyModule {}
