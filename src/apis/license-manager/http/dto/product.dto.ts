import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsName, MayBeMissing } from '../../../../core/common';
import type { Product, ProductChange } from '../../../../core/catalog';
import type { NewProduct, ProductFilter } from '../../../../core/catalog/internal';
import { CODE_FORMAT, LICENSE_MANAGER } from '../../license-manager.dialect';
import { InternalAnswerDto } from './answer.dto';
import { IsDigitsOrNull, IsFlag, IsQueryFlag, IsQueryText, IsTextOrNull } from './fields';
import { MetaDto, PageDto } from './page.dto';

@ApiSchema({ name: 'ListProducts' })
export class ListLmProductsDto extends PageDto {
  /** Case-insensitive part of the reference or of the name. */
  @IsQueryText()
  search?: string;

  /** Only products that are active, or are not. */
  @IsQueryFlag()
  is_active?: boolean;

  static toFilter({ search, is_active }: ListLmProductsDto): ProductFilter {
    return { search, isActive: is_active };
  }
}

@ApiSchema({ name: 'CreateProduct' })
export class CreateLmProductDto {
  /**
   * Display name of the product.
   * @example "My Product"
   */
  @IsName()
  name!: string;

  /**
   * Unique reference of the product, used by programs and licenses.
   * @example "MY-PROD-001"
   */
  @IsName()
  reference_id!: string;

  /**
   * Envato item id.
   * @example "12345678"
   */
  @IsDigitsOrNull()
  envato_id?: string | null;

  /**
   * Description of the product; null if none.
   * @example "Product description"
   */
  @IsTextOrNull(2000)
  description?: string | null;

  /**
   * Whether downloading updates requires a license; true by default.
   * @example true
   */
  @MayBeMissing()
  @IsFlag()
  license_update?: boolean;

  /**
   * Whether updates lead directly to the latest version (true, the default) or to the next version first.
   * @example true
   */
  @MayBeMissing()
  @IsFlag()
  serve_latest_updates?: boolean;

  /**
   * Whether the product's licenses can be activated; true by default. Existing activations remain valid.
   * @example true
   */
  @MayBeMissing()
  @IsFlag()
  is_active?: boolean;

  static toProduct({ name, reference_id, ...input }: CreateLmProductDto): NewProduct {
    return { ...UpdateLmProductDto.toChange(input), name, reference: reference_id, keyFormat: CODE_FORMAT };
  }
}

@ApiSchema({ name: 'UpdateProduct' })
export class UpdateLmProductDto extends PartialType(CreateLmProductDto, { skipNullProperties: false }) {
  static toChange(input: UpdateLmProductDto): ProductChange {
    return {
      name: input.name,
      reference: input.reference_id,
      description: input.description === null ? '' : input.description,
      envatoItemId: input.envato_id,
      updatesNeedLicense: input.license_update,
      serveLatestUpdates: input.serve_latest_updates,
      isActive: input.is_active,
    };
  }
}

@ApiSchema({ name: 'Product' })
export class LmProductDto {
  /** Number. */
  @ApiProperty({ type: 'integer', example: 1 })
  id!: number;

  /**
   * Reference of the product, unique.
   * @example "MY-PROD-001"
   */
  reference_id!: string;

  /**
   * Display name of the product.
   * @example "My Product"
   */
  name!: string;

  /** ID of the item at Envato; null if none. */
  @ApiProperty({ type: String, nullable: true, example: '12345678' })
  envato_id!: string | null;

  /**
   * Description of the product; null if none.
   * @example "Product description"
   */
  description!: string;

  /** Whether downloads of updates require a valid license. */
  license_update!: boolean;

  /** Whether an update leads to the latest version at once. */
  serve_latest_updates!: boolean;

  /** Whether licenses of the product can be used. */
  is_active!: boolean;

  /** Date of the creation. */
  @ApiProperty({ format: 'date', example: '2024-01-15' })
  created_at!: string;

  /** Date of the last change. */
  @ApiProperty({ format: 'date', example: '2024-01-15' })
  updated_at!: string;

  static from(product: Product): LmProductDto {
    return {
      id: product.id,
      reference_id: product.reference,
      name: product.name,
      envato_id: product.envatoItemId,
      description: product.description,
      license_update: product.updatesNeedLicense,
      serve_latest_updates: product.serveLatestUpdates,
      is_active: product.isActive,
      created_at: LICENSE_MANAGER.dates(product.createdAt),
      updated_at: LICENSE_MANAGER.dates(product.updatedAt),
    };
  }
}

@ApiSchema({ name: 'ProductAnswer' })
export class LmProductAnswerDto extends InternalAnswerDto {
  /** The result. */
  data!: LmProductDto;
}

@ApiSchema({ name: 'ChangedProduct' })
export class ChangedLmProductDto extends LmProductAnswerDto {
  /**
   * Result in words, for a person.
   * @example "Product created."
   */
  message!: string;
}

@ApiSchema({ name: 'ProductList' })
export class LmProductListDto extends InternalAnswerDto {
  /** The result. */
  data!: LmProductDto[];

  /** Page numbers and totals. */
  meta!: MetaDto;
}
