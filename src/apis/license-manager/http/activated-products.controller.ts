import { Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Dialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ProductsService } from '../../../core/catalog';
import { ChangedLmProductDto, LmProductDto } from './dto/product.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';

@Dialect(LICENSE_MANAGER)
@ApiTags('products')
@Controller('api/internal/activated-products')
export class LmActivatedProductsController {
  constructor(private readonly products: ProductsService) {}

  /** Activate a product, which allows activations of its licenses and downloads of its updates. */
  @Post(':reference_id')
  @HttpCode(200)
  @Authorized(Permission.ProductsWrite)
  async activateProduct(@Param('reference_id') idOrReference: string): Promise<ChangedLmProductDto> {
    const product = await this.products.change({ idOrReference }, { isActive: true });
    return { error: false, data: LmProductDto.from(product), message: 'Product activated.' };
  }

  /** Deactivate a product, which stops new activations of its licenses; existing activations remain valid. */
  @Delete(':reference_id')
  @Authorized(Permission.ProductsWrite)
  async deactivateProduct(@Param('reference_id') idOrReference: string): Promise<ChangedLmProductDto> {
    const product = await this.products.change({ idOrReference }, { isActive: false });
    return { error: false, data: LmProductDto.from(product), message: 'Product deactivated.' };
  }
}
