import { Module } from '@nestjs/common';
import { ShadowingModule } from '../../moving/shadowing/shadowing.module';
import { ProductsModule } from '../../core/catalog/products/products.module';
import { CustomersModule } from '../../core/customers/customers/customers.module';
import { ActivationsModule } from '../../core/licensing/activations/activations.module';
import { LicenseAdministrationModule } from '../../core/licensing/licenses/license-administration.module';
import { ClientCallsModule } from '../../core/verification/calls/client-calls.module';
import { SlmCreationService } from './app/slm-creation.service';
import { SlmLicensesService } from './app/slm-licenses.service';
import { SlmLicensesController } from './http/licenses.controller';
import { SlmShadowing } from './slm.shadowing';

@Module({
  imports: [
    ActivationsModule,
    ClientCallsModule,
    CustomersModule,
    LicenseAdministrationModule,
    ProductsModule,
    ShadowingModule,
  ],
  controllers: [SlmLicensesController],
  providers: [SlmCreationService, SlmLicensesService, SlmShadowing],
})
export class SlmModule {}
