import { Module } from '@nestjs/common';
import { FilesModule } from '../../platform/files/files.module';
import { AddProductService } from './add-product.service';
import { ProductsController } from './products.controller';
import { ProductsService } from './products.service';

@Module({
  imports: [FilesModule],
  controllers: [ProductsController],
  providers: [AddProductService, ProductsService],
  exports: [AddProductService, ProductsService],
})
export class ProductsModule {}
