import { ApiProperty, ApiSchema, OmitType, PartialType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { type EntitlementValue, grantChange, type SentEntitlements } from '../../../../core/catalog';
import { AreEntitlementGrants } from '../../../../core/catalog/internal';
import { IsName, IsOneLine, IsSearchFilter, MayBeMissing, PageOf } from '../../../../core/common';
import { BY_DATES, DatedPage, IsReference } from '../../../../core/common/internal';
import { MAPPING_UNITS, type MappingUnit, type ShopMapping } from '../shop-mapping.entity';
import type { MappingChange, NewMapping } from '../shop-mappings.service';

const PER =
  'Meaning of the quantity. `license`: so many licenses. `seat`: one license with so many seats. `none`: the item gives no ' +
  'license, such as a fee.';

export class ListShopMappingsDto extends DatedPage(BY_DATES, 'ChangeSort') {
  @IsSearchFilter('ID in the shop')
  q?: string;
}

export class CreateShopMappingDto {
  /** ID of a price, variant or product in the shop; the most specific one counts. */
  @IsName()
  @IsOneLine()
  @ApiProperty({ example: 'price_1NXa2bKx' })
  external_id!: string;

  @MayBeMissing()
  @IsReference('UUID or reference of the product; it is needed unless the policy is the own policy of a product.')
  product?: string;

  @MayBeMissing()
  @IsReference("UUID or name of the policy of the licenses; by default the product's own.")
  policy?: string;

  @MayBeMissing()
  @IsIn(MAPPING_UNITS)
  @ApiProperty({ enum: MAPPING_UNITS, enumName: 'MappingUnit', required: false, default: 'license', description: PER })
  per?: MappingUnit;

  @MayBeMissing()
  @AreEntitlementGrants({
    isNullable: false,
    description: 'Entitlements that the licenses have besides those of their policy, without an end of their own.',
  })
  @ApiProperty({ required: false, example: {} })
  entitlements?: SentEntitlements;

  static toInput({ external_id: externalId, ...rest }: CreateShopMappingDto): NewMapping {
    return { externalId, ...UpdateShopMappingDto.toChange(rest) };
  }
}

export class UpdateShopMappingDto extends PartialType(OmitType(CreateShopMappingDto, ['external_id'] as const), {
  skipNullProperties: false,
}) {
  static toChange({ product, policy, per, entitlements }: UpdateShopMappingDto): MappingChange {
    return {
      ...(product !== undefined && { product }),
      ...(policy !== undefined && { policy }),
      ...(per !== undefined && { per }),
      ...(entitlements !== undefined && { entitlements: valuesOf(entitlements) }),
    };
  }
}

function valuesOf(sent: SentEntitlements): Record<string, EntitlementValue> {
  const { entitlements = {} } = grantChange({ entitlements: sent });
  return Object.fromEntries(
    Object.entries(entitlements).flatMap(([code, { value }]) => (value === null ? [] : [[code, value]])),
  );
}

@ApiSchema({ name: 'ShopMapping' })
export class ShopMappingDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * ID of a price, variant or product in the shop.
   * @example "price_1NXa2bKx"
   */
  external_id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Reference of the product; null if the item gives no license.',
    example: 'photo-studio',
  })
  product!: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'UUID of the policy; null if the item gives no license.',
  })
  policy!: string | null;

  @ApiProperty({ enum: MAPPING_UNITS, enumName: 'MappingUnit', description: PER })
  per!: MappingUnit;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'Values of entitlements by code; empty without any.',
    example: {},
  })
  entitlements!: Readonly<Record<string, EntitlementValue>>;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from(mapping: ShopMapping): ShopMappingDto {
    const { uid, externalId, product, policy, per, entitlements, createdAt, updatedAt } = mapping;
    return {
      id: uid,
      external_id: externalId,
      product: product?.reference ?? null,
      policy: policy?.uid ?? null,
      per,
      entitlements,
      created_at: createdAt,
      updated_at: updatedAt,
    };
  }
}

@ApiSchema({ name: 'ShopMappingPage' })
export class ShopMappingPageDto extends PageOf(ShopMappingDto) {}
