import { Module } from '@nestjs/common';
import { ProductSearchSource } from './product-search-source';
import { ArchivesModule } from '../../platform/archives/archives.module';
import { SigningKeysModule } from '../../platform/signing-keys/signing-keys.module';
import { PoliciesModule } from '../policies/policies.module';
import { AddProductService } from './add-product.service';
import { DeleteProductsService } from './delete-products.service';
import { ProductsController } from './products.controller';
import { ProductsService } from './products.service';

/** Products: import it to inject their services. */
@Module({
  imports: [ArchivesModule, PoliciesModule, SigningKeysModule],
  controllers: [ProductsController],
  providers: [ProductSearchSource, AddProductService, DeleteProductsService, ProductsService],
  exports: [ProductSearchSource, AddProductService, DeleteProductsService, ProductsService],
})
export class ProductsModule {}
