import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Query } from '@nestjs/common';
import { camelCased } from '../../common/fields/camel-case';
import { ApiTag } from '../../common/openapi/api-tag.decorator';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { datedPage } from '../../common/pagination/dated-page';
import { toPage } from '../../common/pagination/to-page';
import { FromReplica } from '../../platform/replicas/from-replica.decorator';
import { DeleteQueryDto } from '../../platform/archives/dto/archived.dto';
import { IdOrName } from '../../common/validation/id.pipes';
import { CreateProductDto, ListProductsDto, ProductDto, ProductPageDto, UpdateProductDto } from './dto/product.dto';
import { DeleteProductsService } from './delete-products.service';
import { ProductsService } from './products.service';

const PRODUCT_ID = 'UUID or reference of the product.';

@ApiTag('products', 'Products with their versions, files, entitlements and meters.')
@Controller('api/v1/products')
export class ProductsController {
  constructor(
    private readonly products: ProductsService,
    private readonly deletion: DeleteProductsService,
  ) {}

  /** Create a product with its own policy, which has no limits. */
  @Post()
  @Answers(409, 'A product with this reference already exists.')
  @Authorized(Permission.ProductsWrite)
  async createProduct(@Body() input: CreateProductDto): Promise<ProductDto> {
    return ProductDto.from(await this.products.create(camelCased(input)));
  }

  /** List products, newest first. */
  @Get()
  @FromReplica()
  @Authorized(Permission.ProductsRead)
  async listProducts(
    @Query() { q, is_active, metadata, archived, ...query }: ListProductsDto,
  ): Promise<ProductPageDto> {
    const filter = { q, isActive: is_active, metadata, isArchived: archived };
    const page = await this.products.list(datedPage(query), filter);
    return toPage(page, (product) => ProductDto.from(product));
  }

  /** Get a product. */
  @Get(':id')
  @Authorized(Permission.ProductsRead)
  async getProduct(@IdOrName(PRODUCT_ID) id: string): Promise<ProductDto> {
    return ProductDto.from(await this.products.get(id));
  }

  /** Update a product. Omitted fields are unchanged. */
  @Patch(':id')
  @Answers(409, 'A product with this reference already exists.')
  @Authorized(Permission.ProductsWrite)
  async updateProduct(@IdOrName(PRODUCT_ID) id: string, @Body() input: UpdateProductDto): Promise<ProductDto> {
    return ProductDto.from(await this.products.change(id, camelCased(input)));
  }

  /** Delete a product, its versions and its policy, which can be restored for 7 days. The product must not have licenses or keys. */
  @Delete(':id')
  @Answers(409, 'IN_USE: the product has licenses or keys.', { IN_USE: 'The product has licenses or keys' })
  @HttpCode(204)
  @Authorized(Permission.ProductsWrite)
  async deleteProduct(@IdOrName(PRODUCT_ID) id: string, @Query() { final }: DeleteQueryDto): Promise<void> {
    await this.deletion.delete(id, final);
  }

  /** Restore a deleted product with its policy, versions and files. */
  @Post(':id/restore')
  @HttpCode(200)
  @Answers(404, 'Product not found, not deleted, or deleted for good.')
  @Answers(409, 'Another product has this reference by now.')
  @Authorized(Permission.ProductsWrite)
  async restoreProduct(@IdOrName(PRODUCT_ID) id: string): Promise<ProductDto> {
    return ProductDto.from(await this.deletion.restore(id));
  }
}
