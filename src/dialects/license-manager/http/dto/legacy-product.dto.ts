import { ApiProperty, ApiPropertyOptional, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { Length } from '../../../../common/validation/fields';
import type { Product } from '../../../../catalog/products/product.entity';
import type { NewProduct } from '../../../../catalog/products/products.service';
import type { PublishedVersion } from '../../../../catalog/versions/versions.service';
import { CODE_FORMAT } from '../../license-manager.dialect';
import { LegacyAnswerDto } from './answer.dto';
import { IsLegacyFlag, IsLegacyName, IsLegacyText } from './legacy-fields';

@ApiSchema({ name: 'LegacyProductId' })
export class LegacyProductIdDto {
  /** @example "PROD-001" */
  @IsLegacyName()
  product_id!: string;
}

@ApiSchema({ name: 'LegacyAddProduct' })
export class LegacyAddProductDto {
  /**
   * What programs and licenses call the product. Left out, one is made.
   * @example "PROD-001"
   */
  @IsLegacyText()
  @IsOptional()
  @Length(6, 255)
  @ApiPropertyOptional({ type: String, nullable: true, minLength: 6, maxLength: 255 })
  product_id?: string | null;

  /** @example "My Product" */
  @IsLegacyName()
  product_name!: string;

  /** @example "Product description" */
  @IsLegacyText(2000)
  product_details?: string | null;

  /** @example "12345678" */
  @IsLegacyText()
  envato_item_id?: string | null;

  /** An inactive product's licenses activate no more; those in use keep running. */
  @IsLegacyFlag()
  is_product_active?: boolean | null;

  /** Whether updates are downloaded by licensed programs only. */
  @IsLegacyFlag()
  requires_license_for_downloading_updates?: boolean | null;

  /** Whether an update leads to the newest version at once, or to the next one first. */
  @IsLegacyFlag()
  serve_latest_updates?: boolean | null;

  static toProduct(input: LegacyAddProductDto): Omit<NewProduct, 'reference'> & { reference?: string } {
    return {
      reference: input.product_id ?? undefined,
      name: input.product_name,
      description: input.product_details ?? undefined,
      envatoItemId: input.envato_item_id ?? undefined,
      isActive: input.is_product_active ?? undefined,
      updatesNeedLicense: input.requires_license_for_downloading_updates ?? undefined,
      serveLatestUpdates: input.serve_latest_updates ?? undefined,
      keyFormat: CODE_FORMAT,
    };
  }
}

@ApiSchema({ name: 'LegacyAddedProduct' })
export class LegacyAddedProductDto extends LegacyAnswerDto {
  /**
   * Left out where `status` is false.
   * @example "PROD-001"
   */
  product_id?: string;
}

@ApiSchema({ name: 'LegacyProduct' })
export class LegacyProductDto {
  /** @example "PROD-001" */
  product_id!: string;

  @ApiProperty({ type: String, nullable: true, example: '12345678' })
  envato_item_id!: string | null;

  /** @example "My Product" */
  product_name!: string;

  /** @example "Product description" */
  product_details!: string;

  @ApiProperty({ type: String, nullable: true, example: '1.2.0', description: 'Null where none is published.' })
  latest_version!: string | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, example: '2024-01-15' })
  latest_version_release_date!: string | null;

  is_product_active!: boolean;

  requires_license_for_downloading_updates!: boolean;

  static from(product: Product, latest: PublishedVersion | undefined): LegacyProductDto {
    return {
      product_id: product.reference,
      envato_item_id: product.envatoItemId,
      product_name: product.name,
      product_details: product.description,
      latest_version: latest?.version ?? null,
      latest_version_release_date: latest?.releasedAt ?? null,
      is_product_active: product.isActive,
      requires_license_for_downloading_updates: product.updatesNeedLicense,
    };
  }
}

/** The product is left out where `status` is false. */
@ApiSchema({ name: 'LegacyFoundProduct' })
export class LegacyFoundProductDto extends PartialType(LegacyProductDto) implements LegacyAnswerDto {
  status!: boolean;

  /** @example "Product found." */
  message!: string;
}

@ApiSchema({ name: 'LegacyProducts' })
export class LegacyProductsDto extends LegacyAnswerDto {
  products!: LegacyProductDto[];
}
