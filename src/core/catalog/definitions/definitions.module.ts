import { Module } from '@nestjs/common';
import { ProductsModule } from '../products/products.module';
import { EntitlementsController } from './entitlements.controller';
import { EntitlementsService } from './entitlements.service';
import { MetersController } from './meters.controller';
import { MetersService } from './meters.service';
import { DeclaredEntitlementsService } from './declared-entitlements.service';

/** Declarations of entitlements and meters of a product: import it to inject their services. */
@Module({
  imports: [ProductsModule],
  controllers: [EntitlementsController, MetersController],
  providers: [EntitlementsService, MetersService, DeclaredEntitlementsService],
  exports: [EntitlementsService, MetersService, DeclaredEntitlementsService],
})
export class DefinitionsModule {}
