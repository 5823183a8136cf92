import { Module } from '@nestjs/common';
import { ProductsModule } from '../../catalog/products/products.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { SlmCreationService } from './app/slm-creation.service';
import { SlmLicensesService } from './app/slm-licenses.service';
import { SlmLicensesController } from './http/licenses.controller';

@Module({
  imports: [ActivationsModule, ClientCallsModule, CustomersModule, LicenseAdministrationModule, ProductsModule],
  controllers: [SlmLicensesController],
  providers: [SlmCreationService, SlmLicensesService],
})
export class SlmModule {}
