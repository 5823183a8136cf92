import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { LicensesModule } from '../../licensing/licenses/licenses.module';
import { SystemsModule } from './app/systems.module';
import { Progran3LicensesController } from './http/licenses.controller';
import { Progran3OwnLicensesController } from './http/own-licenses.controller';
import { Progran3SystemsController } from './http/systems.controller';

@Module({
  imports: [ActivationsModule, CustomersModule, LicensesModule, SystemsModule],
  controllers: [Progran3LicensesController, Progran3OwnLicensesController, Progran3SystemsController],
})
export class Progran3Module {}
