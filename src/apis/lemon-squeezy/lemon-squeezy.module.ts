import { Module } from '@nestjs/common';
import { ShadowingModule } from '../../plugins/migration/shadowing/shadowing.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { ShopsModule } from '../../sales/shops/shops.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { InstancesService } from './app/instances.service';
import { LemonSqueezyLicensesController } from './http/licenses.controller';
import { LemonSqueezyShadowing } from './migration/lemon-squeezy.shadowing';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule, ShopsModule, ShadowingModule],
  controllers: [LemonSqueezyLicensesController],
  providers: [InstancesService, LemonSqueezyShadowing],
})
export class LemonSqueezyModule {}
