import { ApiProperty, ApiSchema, PartialType } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsBoolean, IsIn, IsUrl } from 'class-validator';
import { DATES, IDS } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, nullable, optional, required } from '../../../common/fields/fields-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { IsMetadataFilter, type MetadataFilter } from '../../../common/pagination/field-filters';
import { PageOf } from '../../../common/pagination/page.dto';
import {
  IsFlag,
  IsName,
  IsNameList,
  IsOneLine,
  IsReference,
  IsText,
  MaxLength,
} from '../../../common/validation/fields';
import { IsMetadata } from '../../../common/validation/metadata';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { SIGNING_ALGS, type SigningAlg } from '../../../platform/signing-keys/signing-alg';
import { ARCHIVED } from '../../../platform/archives/dto/archived.dto';
import { LICENSE_FILE_PARTS, type LicenseFilePart } from '../license-file-parts';
import { keyPatternOf } from '../../policies/key-format';
import { IsMinisignKey, IsSparkleKey } from '../update-public-keys';
import { CONTINUE_LICENSES, type Product } from '../product.entity';

const CONTINUES =
  'Whether a payment of a shop that carries no purchase link continues a license of its customer, instead of giving another one. ' +
  '`when_single`: if there is exactly one, and a person chooses among several. `ask`: a person chooses.';

const PRODUCT = fieldsOf<Product>()({
  ...IDS,
  reference: {
    description: 'Reference by which programs name the product, unique.',
    example: 'photo-studio',
    input: required('Product identifier used by programs and licenses. Unique.', IsName(), IsOneLine()),
  },
  name: { description: 'Display name of the product.', example: 'Photo Studio', input: required(IsName()) },
  description: {
    description: 'Description of the product; empty by default.',
    input: optional(IsText(2000), ApiProperty({ example: 'Edits photographs.' })),
  },
  envato_item_id: {
    description: "ID of the product's item on Envato Market.",
    nullable: true,
    input: nullable(IsName(), ApiProperty({ example: '12345678' })),
  },
  is_active: {
    type: Boolean,
    description: 'Whether licenses of the product can be used.',
    input: optional(
      'Whether the product is active. Licenses of an inactive product cannot be activated; active devices keep working.',
      ...flag(true),
    ),
  },
  updates_need_license: {
    type: Boolean,
    description: 'Whether downloads of updates require a valid license.',
    input: optional('Whether downloading updates requires a license.', ...flag(true)),
  },
  serve_latest_updates: {
    type: Boolean,
    description: 'Whether an update leads directly to the latest version, not through each version.',
    input: optional('Whether updates lead directly to the latest version instead of the next one.', ...flag(true)),
  },
  metadata: {
    type: Object,
    description: 'Custom vendor data, of which programs read the object `public`.',
    input: optional(
      'Custom vendor data, at most 16 KB. Programs read the object `public` in it, at most 8 KB, in signed answers; the portal also `portal`, feeds also `feed`.',
      IsMetadata(),
      ApiProperty({ example: {} }),
    ),
  },
  upgrade_url: {
    nullable: true,
    schema: { description: 'Page on which customers buy more; null without one.' },
    input: nullable(
      ApiProperty({
        format: 'uri-template',
        description:
          "Page on which customers buy more, which programs can open. In it, `{license}` is replaced by the license's UUID, `{product}` by the reference of the product. Null without one.",
        example: 'https://example.com/upgrade?license={license}',
      }),
      IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false }),
      MaxLength(2000),
    ),
  },
  shows_customer: {
    type: Boolean,
    description: 'Whether programs whose license is usable get name and company of its customer.',
    input: optional(
      'Whether programs whose license is usable get name and company of its customer, in signed answers.',
      ...flag(false),
    ),
  },
  continue_licenses: {
    enum: CONTINUE_LICENSES,
    enumName: 'ContinueLicenses',
    schema: { description: CONTINUES },
    input: optional(IsIn(CONTINUE_LICENSES), ApiProperty({ default: 'never', description: CONTINUES })),
  },
  license_file_parts: {
    enum: LICENSE_FILE_PARTS,
    enumName: 'LicenseFilePart',
    isArray: true,
    schema: {
      description: 'What license files may carry, if they are asked for it, besides the license.',
      example: [],
    },
    input: optional<LicenseFilePart[]>(
      'What license files may carry, if they are asked for it by `include`, besides the license; nothing by default.',
      ApiProperty({ example: [] }),
      IsArray(),
      ArrayMaxSize(LICENSE_FILE_PARTS.length),
      IsIn(LICENSE_FILE_PARTS, { each: true }),
    ),
  },
  free_hosts: {
    type: [String],
    description: 'Hosts that take no seat, besides those of the policy.',
    input: optional<string[]>(
      'Hosts that take no seat if a domain is activated, besides those of the policy: domains, `*.example.com`, or a label such as `acceptance.*`.',
      IsNameList(),
      ApiProperty({ example: ['acceptance.*'] }),
    ),
  },
  signing_alg: {
    nullable: true,
    schema: {
      enum: SIGNING_ALGS,
      enumName: 'SigningAlg',
      description: 'Algorithm that signs for programs of the product; null for that of the setting `signing.alg`.',
    },
    input: nullable<SigningAlg>(
      IsIn(SIGNING_ALGS),
      ApiProperty({
        enum: SIGNING_ALGS,
        enumName: 'SigningAlg',
        description:
          'Algorithm that signs answers, license files, license keys and update manifests of the product; null for that of the ' +
          'setting `signing.alg`. `ES256` needs a signing key of this algorithm.',
      }),
    ),
  },
  sparkle_public_key: {
    description: "Public key of Sparkle's signatures.",
    nullable: true,
    input: nullable(
      "Public Ed25519 key that verifies Sparkle's signatures of uploaded files (`SUPublicEDKey`), in base64; null accepts none.",
      IsName(),
      IsSparkleKey(),
      ApiProperty({ example: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=' }),
    ),
  },
  tauri_public_key: {
    description: "Public key of Tauri's signatures.",
    nullable: true,
    input: nullable(
      "Public minisign key that verifies Tauri's signatures of uploaded files (`pubkey` of its updater); null accepts none.",
      IsName(),
      IsMinisignKey(),
      ApiProperty({ example: 'RWQAAQIDBAUGBwABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f' }),
    ),
  },
  key_pattern: {
    nullable: true,
    description: "Regular expression of new keys of the product's own policy; null for signed keys.",
    example: 'ACME\\-[A-HJKMNP-Z2-9]{16}',
    from: ({ policy }) => (policy ? keyPatternOf(policy.keyFormat) : null),
  },
  policy: {
    schema: { format: 'uuid', description: "ID of the product's own policy." },
    from: ({ policy }) => policy?.uid ?? '',
  },
  trial_policy: {
    nullable: true,
    schema: { format: 'uuid', description: 'ID of the policy of trial licenses; null offers no trials.' },
    from: ({ trialPolicy }) => trialPolicy?.uid ?? null,
    input: nullable(
      IsReference(
        'UUID or name of the policy of trial licenses that programs request for this product; null offers no trials.',
      ),
    ),
  },
  ...DATES,
  ...ARCHIVED,
});

function flag(initial: boolean) {
  return [IsBoolean(), ApiProperty({ default: initial })] as const;
}

/** Fields of a product to create, as the native API takes them. */
export class CreateProductDto extends inputOf(PRODUCT) {}

/** Fields of a product to change, all optional. */
export class UpdateProductDto extends PartialType(CreateProductDto, { skipNullProperties: false }) {}

export class ListProductsDto extends DatedPage(
  { ...BY_DATES, name: { property: 'name' }, reference: { property: 'reference' } },
  'ProductSort',
) {
  @IsSearchFilter('reference or the name')
  q?: string;

  @IsMetadataFilter()
  metadata?: MetadataFilter;

  /** Whether the product is active. */
  @IsFlag()
  is_active?: boolean;

  /** Only deleted products that can be restored. */
  @IsFlag()
  archived?: boolean;
}

/** A product in answers of the native API. */
export class ProductDto extends answerOf(PRODUCT) {
  static readonly from = PRODUCT.from;
}

@ApiSchema({ name: 'ProductPage' })
export class ProductPageDto extends PageOf(ProductDto) {}
