import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../../core/verification/calls/client-calls.module';
import { ProductsModule } from '../../../core/catalog/products/products.module';
import { ProgramModulesModule } from '../../../core/catalog/program-modules/program-modules.module';
import { CustomersModule } from '../../../core/customers/customers/customers.module';
import { defineJob } from '../../../core/platform/jobs/define-job';
import { LicenseAdministrationModule } from '../../../core/licensing/licenses/license-administration.module';
import { PluginModulesService } from './plugin-modules.service';
import { ClaimLicenseService } from './claim-license.service';
import { HeartbeatsService } from './heartbeats.service';
import { SystemsService } from './systems.service';

@Module({
  imports: [ClientCallsModule, CustomersModule, LicenseAdministrationModule, ProductsModule, ProgramModulesModule],
  providers: [
    ClaimLicenseService,
    HeartbeatsService,
    PluginModulesService,
    SystemsService,
    defineJob({
      name: 'heartbeat-sweep',
      cron: '41 3 * * *',
      service: HeartbeatsService,
      run: (heartbeats) => heartbeats.sweep(),
    }),
  ],
  exports: [ClaimLicenseService, HeartbeatsService, PluginModulesService, SystemsService],
})
export class SystemsModule {}
