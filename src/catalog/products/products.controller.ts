import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized } from '../../common/access/authorized.decorator';
import { Permission } from '../../identity/permissions/permission';
import { Answers } from '../../common/openapi/answers.decorator';
import { PageQueryDto } from '../../common/pagination/page.dto';
import { toPage } from '../../common/pagination/to-page';
import { CreateProductDto, ProductDto, productInput, ProductPageDto, UpdateProductDto } from './dto/product.dto';
import { ProductsService } from './products.service';

@ApiTags('products')
@Controller('api/v1/products')
export class ProductsController {
  constructor(private readonly products: ProductsService) {}

  /** Create a product, with a policy of its own that limits nothing yet. */
  @Post()
  @Answers(409, 'There is a product with this reference already.')
  @Authorized(Permission.ProductsWrite)
  async createProduct(@Body() input: CreateProductDto): Promise<ProductDto> {
    return ProductDto.from(await this.products.create(productInput(input)));
  }

  /** List products, the newest first. */
  @Get()
  @Authorized(Permission.ProductsRead)
  async listProducts(@Query() page: PageQueryDto): Promise<ProductPageDto> {
    return toPage(await this.products.list(page), (product) => ProductDto.from(product));
  }

  /** Read a product. */
  @Get(':id')
  @Authorized(Permission.ProductsRead)
  async getProduct(@Param('id', ParseUUIDPipe) id: string): Promise<ProductDto> {
    return ProductDto.from(await this.products.get(id));
  }

  /** Change a product. Fields left out stay as they are. */
  @Patch(':id')
  @Answers(409, 'There is a product with this reference already.')
  @Authorized(Permission.ProductsWrite)
  async updateProduct(@Param('id', ParseUUIDPipe) id: string, @Body() input: UpdateProductDto): Promise<ProductDto> {
    return ProductDto.from(await this.products.change(id, productInput(input)));
  }

  /** Delete a product that has no licenses, with its versions and its policy. */
  @Delete(':id')
  @Answers(409, 'IN_USE: the product has licenses or keys.')
  @HttpCode(204)
  @Authorized(Permission.ProductsWrite)
  async deleteProduct(@Param('id', ParseUUIDPipe) id: string): Promise<void> {
    await this.products.delete(id);
  }
}
