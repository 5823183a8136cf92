import { Global, Module } from '@nestjs/common';
import { ProductDirectory } from '../../identity/api-keys/product-directory';
import { ProductsModule } from './products.module';
import { ProductsService } from './products.service';

/** Global, so that API keys can be scoped to products without depending on the catalog. */
@Global()
@Module({
  imports: [ProductsModule],
  providers: [{ provide: ProductDirectory, useExisting: ProductsService }],
  exports: [ProductDirectory],
})
export class ProductDirectoryModule {}
