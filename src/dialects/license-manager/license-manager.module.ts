import { Module } from '@nestjs/common';
import { ActivationsModule } from '../../activations/activations.module';
import { ProductsModule } from '../../products/products.module';
import { LmActivatedProductsController } from './activated-products.controller';
import { LmActivationsController } from './activations.controller';
import { LmConnectionController } from './connection.controller';
import { LmProductsController } from './products.controller';

@Module({
  imports: [ActivationsModule, ProductsModule],
  controllers: [
    LmConnectionController,
    LmActivatedProductsController,
    LmActivationsController,
    LmProductsController,
  ],
})
export class LicenseManagerModule {}
