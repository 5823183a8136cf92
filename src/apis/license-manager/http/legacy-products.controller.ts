import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Authorized, Dialect, TakesForms } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { AddProductService, OfferedVersionsService, ProductsService } from '../../../core/catalog';
import { LegacyAnswerDto } from './dto/answer.dto';
import {
  LegacyAddedProductDto,
  LegacyAddProductDto,
  LegacyFoundProductDto,
  LegacyProductDto,
  LegacyProductIdDto,
  LegacyProductsDto,
} from './dto/legacy-product.dto';
import { LICENSE_MANAGER } from '../license-manager.dialect';

/** LicenseBox's calls have no paging. */
const MAX_PRODUCTS = 1000;

/** LicenseBox's product administration, which answers refusals with status 200. */
@Dialect(LICENSE_MANAGER)
@ApiTags('legacy')
@Controller('api')
@TakesForms()
export class LmLegacyProductsController {
  constructor(
    private readonly products: ProductsService,
    private readonly adding: AddProductService,
    private readonly versions: OfferedVersionsService,
  ) {}

  /** Add a product. An id is generated if none is sent. */
  @Post('add_product')
  @HttpCode(200)
  @Authorized(Permission.ProductsWrite)
  async addProductLegacy(@Body() input: LegacyAddProductDto): Promise<LegacyAddedProductDto> {
    const { reference } = await this.adding.add(LegacyAddProductDto.toProduct(input));
    return { status: true, message: 'Product added.', product_id: reference };
  }

  /** Get a product with its latest version. */
  @Post('get_product')
  @HttpCode(200)
  @Authorized(Permission.ProductsRead)
  async getProductLegacy(@Body() { product_id }: LegacyProductIdDto): Promise<LegacyFoundProductDto> {
    const product = await this.products.get({ idOrReference: product_id });
    const latest = await this.versions.latestOfEach([product.id]);
    return { status: true, message: 'Product found.', ...LegacyProductDto.from(product, latest.get(product.id)) };
  }

  /** List the newest 1,000 products, each with its latest version. */
  @Post('get_products')
  @HttpCode(200)
  @Authorized(Permission.ProductsRead)
  async getProductsLegacy(): Promise<LegacyProductsDto> {
    const { rows } = await this.products.list({ limit: MAX_PRODUCTS });
    const latest = await this.versions.latestOfEach(rows.map(({ id }) => id));
    const products = rows.map((product) => LegacyProductDto.from(product, latest.get(product.id)));
    return { status: true, message: 'Products found.', products };
  }

  /** Activate a product, which allows activations of its licenses and downloads of its updates. */
  @Post('mark_product_active')
  @HttpCode(200)
  @Authorized(Permission.ProductsWrite)
  async markProductActive(@Body() { product_id }: LegacyProductIdDto): Promise<LegacyAnswerDto> {
    await this.products.change({ idOrReference: product_id }, { isActive: true });
    return { status: true, message: 'Product marked as active.' };
  }

  /** Deactivate a product, which stops new activations of its licenses; existing activations remain valid. */
  @Post('mark_product_inactive')
  @HttpCode(200)
  @Authorized(Permission.ProductsWrite)
  async markProductInactive(@Body() { product_id }: LegacyProductIdDto): Promise<LegacyAnswerDto> {
    await this.products.change({ idOrReference: product_id }, { isActive: false });
    return { status: true, message: 'Product marked as inactive.' };
  }
}
