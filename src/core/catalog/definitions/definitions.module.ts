import { Module } from '@nestjs/common';
import { ProductsModule } from '../products/products.module';
import { EntitlementsController } from './entitlements.controller';
import { EntitlementsService } from './entitlements.service';
import { MetersController } from './meters.controller';
import { MetersService } from './meters.service';
import { RequiredEntitlementsService } from './required-entitlements.service';

/** Declarations of entitlements and meters of a product: import it to inject their services. */
@Module({
  imports: [ProductsModule],
  controllers: [EntitlementsController, MetersController],
  providers: [EntitlementsService, MetersService, RequiredEntitlementsService],
  exports: [EntitlementsService, MetersService, RequiredEntitlementsService],
})
export class DefinitionsModule {}
