import { Module } from '@nestjs/common';
import { LicenseAdministrationModule } from '../../core/licensing';
import { ClientCallsModule } from '../../core/verification';
import { InstancesService } from './app/instances.service';
import { LemonSqueezyLicensesController } from './http/licenses.controller';

@Module({
  imports: [ClientCallsModule, LicenseAdministrationModule],
  controllers: [LemonSqueezyLicensesController],
  providers: [InstancesService],
})
export class LemonSqueezyModule {}
