import { ApiProperty, ApiSchema, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { PutEntitlementDto } from '../../catalog/definitions/dto/entitlement.dto';
import { PutMeterDto } from '../../catalog/definitions/dto/meter.dto';
import { CODE, CODE_RULE, isDefinitionCode } from '../../catalog/grants/definition-code';
import { CreatePolicyDto, UpdatePolicyDto } from '../../catalog/policies/dto/policy.dto';
import { CreateProductDto } from '../../catalog/products/dto/product.dto';
import { asRule } from '../../common/validation/rules';
import { IsName, IsOneLine, MayBeMissing } from '../../common/validation/fields';
import { CreateWebhookDto } from '../../events/webhooks/dto/webhook.dto';
import { MAX_OBJECTS } from '../catalog-section';

function IsCode(): PropertyDecorator {
  return applyDecorators(
    ValidateBy(
      {
        name: 'isCode',
        validator: {
          validate: (code) => typeof code === 'string' && isDefinitionCode(code),
          defaultMessage: () => `$property ${CODE_RULE}`,
        },
      },
      asRule({ rule: 'isCode', params: { min: 1, max: 64 } }),
    ),
    ApiProperty({ pattern: CODE.source, minLength: 1, maxLength: 64, example: 'export' }),
  );
}

/** A list of objects of the catalog. */
function AreObjects(type: new () => object, description: string): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsArray(),
    ArrayMaxSize(MAX_OBJECTS),
    ValidateNested({ each: true }),
    Type(() => type),
    ApiProperty({ type: [type], required: false, maxItems: MAX_OBJECTS, description, example: undefined }),
  );
}

@ApiSchema({ name: 'CatalogEntitlement' })
export class CatalogEntitlementDto extends PutEntitlementDto {
  /** Code of the entitlement, unique in its product. */
  @IsCode()
  code!: string;
}

@ApiSchema({ name: 'CatalogMeter' })
export class CatalogMeterDto extends PutMeterDto {
  /** Code of the meter, unique in its product. */
  @IsCode()
  code!: string;
}

@ApiSchema({ name: 'CatalogPolicy' })
export class CatalogPolicyDto extends CreatePolicyDto {}

@ApiSchema({ name: 'CatalogProductPolicy' })
export class CatalogProductPolicyDto extends UpdatePolicyDto {}

@ApiSchema({ name: 'CatalogProduct' })
export class CatalogProductDto extends OmitType(CreateProductDto, ['trial_policy'] as const) {
  /** Name of the shared policy of trials, or the reference of the product whose own policy it is; null offers none. */
  @IsOptional()
  @IsName()
  @IsOneLine()
  @ApiProperty({
    type: String,
    nullable: true,
    required: false,
    minLength: 1,
    maxLength: 255,
    example: 'Trial, 14 days',
  })
  trial_policy?: string | null;

  @MayBeMissing()
  @IsObject()
  @ValidateNested()
  @Type(() => CatalogProductPolicyDto)
  @ApiProperty({
    type: CatalogProductPolicyDto,
    required: false,
    description: "The product's own policy; its name is the reference of the product by default.",
  })
  policy?: CatalogProductPolicyDto;

  @AreObjects(CatalogEntitlementDto, 'Entitlements that the product declares.')
  entitlements?: CatalogEntitlementDto[];

  @AreObjects(CatalogMeterDto, 'Meters that the product declares.')
  meters?: CatalogMeterDto[];
}

@ApiSchema({ name: 'CatalogWebhook' })
export class CatalogWebhookDto extends CreateWebhookDto {}

/**
 * The catalog: products, shared policies and webhooks, at most 2,000 objects. A field that an object leaves out has the default of
 * a new object; a section that the catalog leaves out is not looked at.
 */
@ApiSchema({ name: 'Catalog' })
export class CatalogDto {
  @AreObjects(CatalogProductDto, 'Products by reference, each with its own policy, its entitlements and its meters.')
  products?: CatalogProductDto[];

  @AreObjects(CatalogPolicyDto, 'Shared policies by name.')
  policies?: CatalogPolicyDto[];

  @AreObjects(
    CatalogWebhookDto,
    'Webhooks by URL. A `secret` is never exported; a new webhook needs one, and without it the secret of an existing one is kept.',
  )
  webhooks?: CatalogWebhookDto[];
}
