import { Module } from '@nestjs/common';
import { ProductsModule } from '../../core/catalog';
import { CustomersModule } from '../../core/customers';
import { ActivationsModule, LicenseAdministrationModule } from '../../core/licensing';
import { ClientCallsModule } from '../../core/verification';
import { SlmCreationService } from './app/slm-creation.service';
import { SlmLicensesService } from './app/slm-licenses.service';
import { SlmLicensesController } from './http/licenses.controller';

@Module({
  imports: [ActivationsModule, ClientCallsModule, CustomersModule, LicenseAdministrationModule, ProductsModule],
  controllers: [SlmLicensesController],
  providers: [SlmCreationService, SlmLicensesService],
})
export class SlmModule {}
