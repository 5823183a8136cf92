import { Module } from '@nestjs/common';
import { ShadowingModule } from '../../moving/shadowing/shadowing.module';
import { LicenseAdministrationModule } from '../../core/licensing/licenses/license-administration.module';
import { ClientCallsModule } from '../../core/verification/calls/client-calls.module';
import { InstancesService } from './app/instances.service';
import { LemonSqueezyLicensesController } from './http/licenses.controller';
import { LemonSqueezyShadowing } from './lemon-squeezy.shadowing';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule, ShadowingModule],
  controllers: [LemonSqueezyLicensesController],
  providers: [InstancesService, LemonSqueezyShadowing],
})
export class LemonSqueezyModule {}
