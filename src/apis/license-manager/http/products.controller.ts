import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, Authorized, Dialect } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ProductsService } from '../../../core/catalog';
import { pageOf } from '../../kit/page-of';
import { FromReplica } from '../../../core/platform';
import { MetaDto } from './dto/page.dto';
import {
  ChangedLmProductDto,
  CreateLmProductDto,
  ListLmProductsDto,
  LmProductAnswerDto,
  LmProductDto,
  LmProductListDto,
  UpdateLmProductDto,
} from './dto/product.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';

@Dialect(LICENSE_MANAGER)
@ApiTags('products')
@Controller('api/internal/products')
export class LmProductsController {
  constructor(private readonly products: ProductsService) {}

  /** List products, newest first. */
  @Get()
  @FromReplica()
  @Answers(422, 'A query parameter is invalid.')
  @Authorized(Permission.ProductsRead)
  async listProducts(@Query() query: ListLmProductsDto): Promise<LmProductListDto> {
    const page = pageOf(query, LICENSE_MANAGER);
    const { rows, total } = await this.products.list(page, ListLmProductsDto.toFilter(query));
    return { error: false, data: rows.map((product) => LmProductDto.from(product)), meta: MetaDto.from(page, total) };
  }

  /** Get a product by its reference or number. */
  @Get(':reference_id')
  @Authorized(Permission.ProductsRead)
  async getProduct(@Param('reference_id') idOrReference: string): Promise<LmProductAnswerDto> {
    return { error: false, data: LmProductDto.from(await this.products.get({ idOrReference })) };
  }

  /** Create a product. */
  @Post()
  @Answers(422, 'A field is invalid, or the reference already exists.')
  @Authorized(Permission.ProductsWrite)
  async createProduct(@Body() input: CreateLmProductDto): Promise<ChangedLmProductDto> {
    const product = await this.products.create(CreateLmProductDto.toProduct(input));
    return { error: false, data: LmProductDto.from(product), message: 'Product created.' };
  }

  /** Update a product. Omitted fields are unchanged. */
  @Put(':reference_id')
  @Answers(422, 'A field is invalid, or the reference already exists.')
  @Authorized(Permission.ProductsWrite)
  async updateProduct(
    @Param('reference_id') idOrReference: string,
    @Body() input: UpdateLmProductDto,
  ): Promise<ChangedLmProductDto> {
    const product = await this.products.change({ idOrReference }, UpdateLmProductDto.toChange(input));
    return { error: false, data: LmProductDto.from(product), message: 'Product updated.' };
  }
}
