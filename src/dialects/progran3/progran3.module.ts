import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../activations/activations.module';
import { CustomersModule } from '../../customers/customers.module';
import { LicensesModule } from '../../licenses/licenses.module';
import { SystemsModule } from '../../systems/systems.module';
import { Progran3LicensesController } from './licenses.controller';
import { Progran3OwnLicensesController } from './own-licenses.controller';
import { Progran3SystemsController } from './systems.controller';

@Module({
  imports: [ActivationsModule, CustomersModule, LicensesModule, SystemsModule],
  controllers: [Progran3LicensesController, Progran3OwnLicensesController, Progran3SystemsController],
})
export class Progran3Module {}
