import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../activations/activations.module';
import { LicensesModule } from '../../licenses/licenses.module';
import { ProductsModule } from '../../products/products.module';
import { V2LicenseController } from './license.controller';
import { V2StatusController } from './status.controller';

@Module({
  imports: [ActivationsModule, LicensesModule, ProductsModule],
  controllers: [V2StatusController, V2LicenseController],
})
export class V2Module {}
