import { ApiProperty, ApiSchema, OmitType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import {
  AreEntitlementGrants,
  CODE,
  CreatePolicyDto,
  CreateProductDto,
  isDefinitionCode,
  PutCreditDto,
  PutEntitlementDto,
  PutMeterDto,
  type FeatureRate,
  type SentCredits,
  type SentEntitlements,
  type SentMeters,
  UpdatePolicyDto,
} from '../../../core/catalog';
import { AreCreditGrants, AreMeterGrants, AreRates, CODE_RULE } from '../../../core/catalog/internal';
import { asRule, IsName, IsNameList, IsOneLine, IsText, MayBeMissing } from '../../../core/common';
import { CreateWebhookDto } from '../../../core/events';
import { type Language, LANGUAGES } from '../../../core/i18n';
import { MAIL_KIND_NAMES, type MailKindName, PutMailTemplateDto } from '../../../core/mail';
import { CreateRoleDto } from '../../../core/identity';
import { MAX_PRODUCTS as MAX_ROLE_PRODUCTS } from '../../../core/identity/internal';
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

/** The name that an object had before. */
function IsFormerName(example: string): PropertyDecorator {
  return applyDecorators(
    MayBeMissing(),
    IsName(),
    IsOneLine(),
    ApiProperty({
      required: false,
      minLength: 1,
      maxLength: 255,
      example,
      description:
        'Name that the object had before. A server that has an object of that name, and none of the new one, renames it; ' +
        'otherwise it has no effect, so that it can stay in the catalog.',
    }),
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

  @IsFormerName('export-pdf')
  renamed_from?: string;
}

@ApiSchema({ name: 'CatalogMeter' })
export class CatalogMeterDto extends PutMeterDto {
  /** Code of the meter, unique in its product. */
  @IsCode()
  code!: string;

  @IsFormerName('exports')
  renamed_from?: string;
}

@ApiSchema({ name: 'CatalogPolicyVersion' })
export class CatalogPolicyVersionDto {
  /** News of this version. */
  @IsOptional()
  @IsText(500)
  @ApiProperty({ type: String, nullable: true, required: false })
  note?: string | null;

  @AreEntitlementGrants({ isNullable: false, description: 'Entitlements of its licenses.' })
  entitlements?: SentEntitlements;

  @AreMeterGrants({ isNullable: false, description: 'Meters of its licenses.' })
  meters?: SentMeters;

  @AreCreditGrants({ isNullable: false, description: 'Credits of its licenses.' })
  credits?: SentCredits;

  @AreRates()
  rates?: Record<string, FeatureRate>;
}

const VERSIONS =
  'Versions that the policy has published, oldest first: further ones are published, and none can change. Left out, they stay.';

@ApiSchema({ name: 'CatalogCredit' })
export class CatalogCreditDto extends PutCreditDto {
  /** Code of the credit, unique in its product. */
  @IsCode()
  code!: string;

  @IsFormerName('credits')
  renamed_from?: string;
}

@ApiSchema({ name: 'CatalogPolicy' })
export class CatalogPolicyDto extends CreatePolicyDto {
  @IsFormerName('Trial')
  renamed_from?: string;

  @AreObjects(CatalogPolicyVersionDto, VERSIONS)
  versions?: CatalogPolicyVersionDto[];
}

@ApiSchema({ name: 'CatalogProductPolicy' })
export class CatalogProductPolicyDto extends UpdatePolicyDto {
  @AreObjects(CatalogPolicyVersionDto, VERSIONS)
  versions?: CatalogPolicyVersionDto[];
}

@ApiSchema({ name: 'CatalogProduct' })
export class CatalogProductDto extends OmitType(CreateProductDto, ['trial_policy'] as const) {
  @IsFormerName('camera')
  renamed_from?: string;

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

  @AreObjects(CatalogCreditDto, 'Credits that the product declares.')
  credits?: CatalogCreditDto[];
}

@ApiSchema({ name: 'CatalogWebhook' })
export class CatalogWebhookDto extends CreateWebhookDto {}

@ApiSchema({ name: 'CatalogMailTemplate' })
export class CatalogMailTemplateDto extends PutMailTemplateDto {
  /** Kind of the e-mail. */
  @IsIn(MAIL_KIND_NAMES)
  @ApiProperty({ enum: MAIL_KIND_NAMES, enumName: 'MailKind', example: 'license_issued' })
  kind!: MailKindName;

  /** Language of the text. */
  @IsIn(LANGUAGES)
  @ApiProperty({ enum: LANGUAGES, enumName: 'MailLanguage', example: 'en' })
  language!: Language;

  /** Reference of the product whose e-mails have this text; null for all products without one of their own. */
  @IsOptional()
  @IsName()
  @IsOneLine()
  @ApiProperty({ type: String, nullable: true, required: false, minLength: 1, maxLength: 255, example: undefined })
  product?: string | null;
}

@ApiSchema({ name: 'CatalogRole' })
export class CatalogRoleDto extends OmitType(CreateRoleDto, ['products'] as const) {
  @IsFormerName('Seat desk')
  renamed_from?: string;

  @IsOptional()
  @IsNameList(MAX_ROLE_PRODUCTS)
  @ArrayUnique()
  @ApiProperty({
    type: [String],
    nullable: true,
    required: false,
    maxItems: MAX_ROLE_PRODUCTS,
    example: undefined,
    description:
      'References of the products whose data the role sees and changes; null for all products, an empty list for none.',
  })
  products?: string[] | null;
}

/**
 * The catalog: products, shared policies, webhooks, texts of e-mails and roles, at most 2,000 objects. A field that an object
 * leaves out has the default of a new object; a section that the catalog leaves out is not looked at.
 */
@ApiSchema({ name: 'Catalog' })
export class CatalogDto {
  @AreObjects(
    CatalogProductDto,
    'Products by reference, each with its own policy, its entitlements, meters and credits.',
  )
  products?: CatalogProductDto[];

  @AreObjects(CatalogPolicyDto, 'Shared policies by name.')
  policies?: CatalogPolicyDto[];

  @AreObjects(
    CatalogWebhookDto,
    'Webhooks by URL. A `secret` is never exported; a new webhook needs one, and without it the secret of an existing one is kept.',
  )
  webhooks?: CatalogWebhookDto[];

  @AreObjects(
    CatalogMailTemplateDto,
    'Texts of e-mails by kind, language and product, where they differ from the default texts.',
  )
  mail_templates?: CatalogMailTemplateDto[];

  @AreObjects(CatalogRoleDto, 'Roles made of permissions, by name. The four fixed ones are no part of a catalog.')
  roles?: CatalogRoleDto[];
}
