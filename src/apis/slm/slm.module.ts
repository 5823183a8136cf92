import { Module } from '@nestjs/common';
import { ShadowingModule } from '../../plugins/migration/shadowing/shadowing.module';
import { ProductsModule } from '../../catalog/products/products.module';
import { CustomersModule } from '../../customers/customers/customers.module';
import { ActivationsModule } from '../../licensing/activations/activations.module';
import { LicenseAdministrationModule } from '../../licensing/licenses/license-administration.module';
import { ClientCallsModule } from '../../verification/calls/client-calls.module';
import { SlmCreationService } from './app/slm-creation.service';
import { SlmLicensesService } from './app/slm-licenses.service';
import { SlmLicensesController } from './http/licenses.controller';
import { SlmShadowing } from './migration/slm.shadowing';

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
