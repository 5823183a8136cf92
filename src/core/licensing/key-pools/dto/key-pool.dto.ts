import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsName, IsWholeNumber, IsReference } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import type { KeyPool } from '../../../licenses/licenses/key-pool.entity';
import type { KeyPoolChange, NewKeyPool } from '../key-pools.service';
import { IsAnyName } from '../../../common/pagination/any-of';

const MAX_LOW_WATER = 1_000_000;

class KeyPoolFieldsDto {
  /**
   * Name of the key pool, unique.
   * @example "Retail boxes"
   */
  @IsName()
  name!: string;

  @IsOptional()
  @IsReference("UUID or name of the policy of its licenses; null, the default, is the product's own.", {
    nullable: true,
  })
  policy?: string | null;

  @IsOptional()
  @IsWholeNumber(0, MAX_LOW_WATER)
  @ApiProperty({
    type: 'integer',
    minimum: 0,
    maximum: MAX_LOW_WATER,
    nullable: true,
    required: false,
    example: 20,
    description: 'Number of keys left at which `key_pool.low` is recorded; null, the default, records none.',
  })
  low_water?: number | null;
}

/** Fields of a key pool to change, all optional. */
export class UpdateKeyPoolDto extends PartialType(KeyPoolFieldsDto, { skipNullProperties: false }) {
  static toChange({ name, policy, low_water }: UpdateKeyPoolDto): KeyPoolChange {
    return { name, policy, lowWater: low_water };
  }
}

/** Fields of a key pool to create, as the native API takes them. */
export class CreateKeyPoolDto extends KeyPoolFieldsDto {
  /**
   * Reference of the product.
   * @example "photo-pro"
   */
  @IsName()
  product!: string;

  static toPool(input: CreateKeyPoolDto): NewKeyPool {
    const { name, product } = input;
    return { ...UpdateKeyPoolDto.toChange(input), name, product };
  }
}

export class ListKeyPoolsDto extends DatedPage({ ...BY_DATES, name: { property: 'name' } }, 'KeyPoolSort') {
  @IsAnyName('UUIDs or references of products.')
  product?: string[];

  @IsSearchFilter('name', { newest: MAX_SCANNED_ROWS })
  q?: string;
}

/** A pool of keys made elsewhere, in answers of the native API. */
export class KeyPoolDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /**
   * Name of the key pool, unique.
   * @example "Retail boxes"
   */
  name!: string;

  /**
   * Reference of the product.
   * @example "photo-pro"
   */
  product!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'UUID of the policy of its licenses; null is the product’s own.',
  })
  policy!: string | null;

  /** Number of remaining keys at which an event is sent; null for never. */
  @ApiProperty({ type: 'integer', nullable: true, example: 20 })
  low_water!: number | null;

  @ApiProperty({ type: 'integer', example: 120, description: 'Number of keys left.' })
  left!: number;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from(pool: KeyPool): KeyPoolDto {
    return {
      id: pool.uid,
      name: pool.name,
      product: pool.product?.reference ?? '',
      policy: pool.policy?.uid ?? null,
      low_water: pool.lowWater,
      left: pool.keysLeft,
      created_at: pool.createdAt,
      updated_at: pool.updatedAt,
    };
  }
}

@ApiSchema({ name: 'KeyPoolPage' })
export class KeyPoolPageDto extends PageOf(KeyPoolDto) {}
