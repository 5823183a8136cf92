import { Module } from '@nestjs/common';
import { LicenseAdministrationModule, StatisticsModule } from '../../core/licensing';
import { ClientCallsModule } from '../../core/verification';
import { CustomersModule } from '../../core/customers';
import { AdministrativeStatusService } from './app/administrative-status.service';
import { LicenseStatusCountsService } from './app/license-status-counts.service';
import { SystemsModule } from './app/systems.module';
import { Progran3LicensesController } from './http/licenses.controller';
import { Progran3OwnLicensesController } from './http/own-licenses.controller';
import { Progran3ModulesController } from './http/modules.controller';
import { Progran3SystemsController } from './http/systems.controller';

@Module({
  imports: [StatisticsModule, ClientCallsModule, CustomersModule, LicenseAdministrationModule, SystemsModule],
  controllers: [
    Progran3LicensesController,
    Progran3OwnLicensesController,
    Progran3SystemsController,
    Progran3ModulesController,
  ],
  providers: [AdministrativeStatusService, LicenseStatusCountsService],
})
export class Progran3Module {}
