import { Module } from '@nestjs/common';
import { ClientCallsModule } from '../../../core/verification';
import { ProductsModule, ProgramModulesModule } from '../../../core/catalog';
import { CustomersModule } from '../../../core/customers';
import { defineJob } from '../../../core/platform';
import { LicenseAdministrationModule } from '../../../core/licensing';
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
