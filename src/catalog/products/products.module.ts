import { Module } from '@nestjs/common';
import { ProductSearchSource } from './product-search-source';
import { FilesModule } from '../../platform/files/files.module';
import { PoliciesModule } from '../policies/policies.module';
import { AddProductService } from './add-product.service';
import { ProductsController } from './products.controller';
import { ProductsService } from './products.service';

@Module({
  imports: [FilesModule, PoliciesModule],
  controllers: [ProductsController],
  providers: [ProductSearchSource, AddProductService, ProductsService],
  exports: [ProductSearchSource, AddProductService, ProductsService],
})
export class ProductsModule {}
