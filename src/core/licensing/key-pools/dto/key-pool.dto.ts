import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { camelCased } from '../../../common/fields/camel-case';
import { DATES, ID } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, required } from '../../../common/fields/fields-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsName, IsWholeNumber, IsReference } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { MAX_SCANNED_ROWS } from '../../../common/pagination/page-request';
import type { KeyPool } from '../../../licenses/licenses/key-pool.entity';
import type { KeyPoolChange, NewKeyPool } from '../key-pools.service';
import { IsAnyName } from '../../../common/pagination/any-of';

const MAX_THRESHOLD = 1_000_000;

const KEY_POOL = fieldsOf<KeyPool>()({
  ...ID,
  name: { description: 'Name of the key pool, unique.', example: 'Retail boxes', input: required(IsName()) },
  product: {
    description: 'Reference of the product.',
    example: 'photo-pro',
    from: ({ product }) => product?.reference ?? '',
  },
  policy: {
    nullable: true,
    schema: { format: 'uuid', description: 'UUID of the policy of its licenses; null is the product’s own.' },
    from: ({ policy }) => policy?.uid ?? null,
    input: nullable(
      IsReference("UUID or name of the policy of its licenses; null, the default, is the product's own.", {
        nullable: true,
      }),
    ),
  },
  warning_threshold: {
    type: 'integer',
    nullable: true,
    description: 'Number of remaining keys at which an event is sent; null for never.',
    schema: { example: 20 },
    input: nullable(
      { description: undefined },
      ApiProperty({
        example: 20,
        description: 'Number of keys left at which `key_pool.low` is recorded; null, the default, records none.',
      }),
      IsWholeNumber(0, MAX_THRESHOLD),
    ),
  },
  left: { type: 'integer', schema: { example: 120, description: 'Number of keys left.' }, from: 'keysLeft' },
  ...DATES,
});

class KeyPoolFieldsDto extends inputOf(KEY_POOL) {}

/** Fields of a key pool to change, all optional. */
export class UpdateKeyPoolDto extends PartialType(KeyPoolFieldsDto, { skipNullProperties: false }) {
  static toChange(input: UpdateKeyPoolDto): KeyPoolChange {
    return camelCased(input);
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
    return camelCased(input);
  }
}

export class ListKeyPoolsDto extends DatedPage({ ...BY_DATES, name: { property: 'name' } }, 'KeyPoolSort') {
  @IsAnyName('UUIDs or references of products.')
  product?: string[];

  @IsSearchFilter('name', { newest: MAX_SCANNED_ROWS })
  q?: string;
}

/** A pool of keys made elsewhere, in answers of the native API. */
export class KeyPoolDto extends answerOf(KEY_POOL) {
  static readonly from = KEY_POOL.from;
}

@ApiSchema({ name: 'KeyPoolPage' })
export class KeyPoolPageDto extends PageOf(KeyPoolDto) {}
