import { AreEntitlementGrants, type SentEntitlements } from '../../../../core/catalog';
import { ApiProperty, ApiSchema, OmitType, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsUrl, Matches } from 'class-validator';
import {
  answerOf,
  DATES,
  fieldsOf,
  ID,
  inputOf,
  IsName,
  IsOneLine,
  IsSearchFilter,
  MaxLength,
  nullable,
  optional,
  PageOf,
  required,
} from '../../../../core/common';
import { BY_DATES, DatedPage, IsReference } from '../../../../core/common/internal';
import { valuesOf } from '../../orders/order-line-grants';
import { MAPPING_UNITS, type ShopMapping } from '../shop-mapping.entity';
import type { MappingChange, NewMapping } from '../shop-mappings.service';

const PER =
  'Meaning of the quantity. `license`: so many licenses. `seat`: one license with so many seats. `none`: the item gives no ' +
  'license, such as a fee.';

export class ListShopMappingsDto extends DatedPage(BY_DATES, 'ChangeSort') {
  @IsSearchFilter('ID in the shop')
  q?: string;
}

const MAPPING = fieldsOf<ShopMapping>()({
  ...ID,
  external_id: {
    description: 'ID of a price, variant or product in the shop.',
    example: 'price_1NXa2bKx',
    input: required(
      'ID of a price, variant or product in the shop; the most specific one counts.',
      IsName(),
      IsOneLine(),
    ),
  },
  product: {
    nullable: true,
    schema: { description: 'Reference of the product; null if the item gives no license.', example: 'photo-studio' },
    from: ({ product }) => product?.reference ?? null,
    input: optional(
      IsReference('UUID or reference of the product; it is needed unless the policy is the own policy of a product.'),
    ),
  },
  policy: {
    nullable: true,
    schema: { format: 'uuid', description: 'UUID of the policy; null if the item gives no license.' },
    from: ({ policy }) => policy?.uid ?? null,
    input: optional(IsReference("UUID or name of the policy of the licenses; by default the product's own.")),
  },
  per: {
    enum: MAPPING_UNITS,
    enumName: 'MappingUnit',
    schema: { description: PER },
    input: optional(IsIn(MAPPING_UNITS), ApiProperty({ default: 'license', description: PER })),
  },
  entitlements: {
    type: Object,
    schema: {
      type: 'object',
      additionalProperties: true,
      description: 'Values of entitlements by code; empty without any.',
      example: {},
    },
    from: ({ entitlements }) => entitlements,
    input: optional<SentEntitlements>(
      AreEntitlementGrants({
        isNullable: false,
        description: 'Entitlements that the licenses have besides those of their policy, without an end of their own.',
      }),
      ApiProperty({ example: {} }),
    ),
  },
  credit_rest: {
    type: Boolean,
    description: 'Whether an upgrade by this item begins the term of its policy, with the rest of the old term added.',
    from: 'creditsRest',
    input: optional(IsBoolean(), ApiProperty({ default: false, example: undefined })),
  },
  checkout_url: {
    nullable: true,
    schema: { description: 'Address at which customers buy the item by a purchase link; null without one.' },
    input: nullable(
      ApiProperty({
        format: 'uri-template',
        description:
          'Address at which customers buy the item. In it, `{reference}` is replaced by that of a purchase link, which the checkout has to carry. Null without one.',
        example: 'https://buy.example.com/pro?client_reference_id={reference}',
      }),
      IsUrl({ protocols: ['https', 'http'], require_protocol: true, require_tld: false }),
      Matches(/\{reference\}/),
      MaxLength(2000),
    ),
  },
  ...DATES,
});

export class CreateShopMappingDto extends inputOf(MAPPING) {
  static toInput({ external_id: externalId, ...rest }: CreateShopMappingDto): NewMapping {
    return { externalId, ...UpdateShopMappingDto.toChange(rest) };
  }
}

export class UpdateShopMappingDto extends PartialType(OmitType(CreateShopMappingDto, ['external_id'] as const), {
  skipNullProperties: false,
}) {
  static toChange({
    product,
    policy,
    per,
    entitlements,
    credit_rest: creditsRest,
    checkout_url: checkoutUrl,
  }: UpdateShopMappingDto): MappingChange {
    return {
      ...(product !== undefined && { product }),
      ...(policy !== undefined && { policy }),
      ...(per !== undefined && { per }),
      ...(creditsRest !== undefined && { creditsRest }),
      ...(checkoutUrl !== undefined && { checkoutUrl }),
      ...(entitlements !== undefined && { entitlements: valuesOf(entitlements) }),
    };
  }
}

@ApiSchema({ name: 'ShopMapping' })
export class ShopMappingDto extends answerOf(MAPPING) {
  static readonly from = MAPPING.from;
}

@ApiSchema({ name: 'ShopMappingPage' })
export class ShopMappingPageDto extends PageOf(ShopMappingDto) {}
