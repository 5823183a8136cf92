import { ApiProperty, ApiPropertyOptional, ApiSchema, PartialType } from '@nestjs/swagger';
import { IsBoolean, IsOptional, IsUrl } from 'class-validator';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { IsMetadataFilter, type MetadataFilter } from '../../../common/pagination/field-filters';
import { PageOf } from '../../../common/pagination/page.dto';
import {
  IsFlag,
  IsName,
  IsOneLine,
  IsReference,
  IsText,
  MaxLength,
  MayBeMissing,
} from '../../../common/validation/fields';
import { IsMetadata } from '../../../common/validation/metadata';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { ArchivedDto, archivedFields } from '../../../platform/archives/dto/archived.dto';
import { IsMinisignKey, IsSparkleKey } from '../update-public-keys';
import type { Product } from '../product.entity';

export class CreateProductDto {
  /**
   * Product identifier used by programs and licenses. Unique.
   * @example "photo-studio"
   */
  @IsName()
  @IsOneLine()
  reference!: string;

  /**
   * Display name of the product.
   * @example "Photo Studio"
   */
  @IsName()
  name!: string;

  /**
   * Description of the product; empty by default.
   * @example "Edits photographs."
   */
  @MayBeMissing()
  @IsText(2000)
  description?: string;

  /**
   * ID of the product's item on Envato Market.
   * @example "12345678"
   */
  @IsOptional()
  @IsName()
  envato_item_id?: string | null;

  /** Whether the product is active. Licenses of an inactive product cannot be activated; active devices keep working. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: true })
  is_active?: boolean;

  /** Whether downloading updates requires a license. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: true })
  updates_need_license?: boolean;

  /** Whether updates lead directly to the latest version instead of the next one. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: true })
  serve_latest_updates?: boolean;

  /** Custom vendor data, at most 16 KB. Programs read the object `public` in it, at most 8 KB, in signed answers; nothing else. */
  @MayBeMissing()
  @IsMetadata()
  @ApiPropertyOptional({ type: 'object', additionalProperties: true, example: {} })
  metadata?: Record<string, unknown>;

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  @MaxLength(2000)
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    format: 'uri-template',
    description:
      "Page on which customers buy more, which programs can open. In it, `{license}` is replaced by the license's UUID, `{product}` by the reference of the product. Null without one.",
    example: 'https://example.com/upgrade?license={license}',
  })
  upgrade_url?: string | null;

  /** Whether usable programs read name and company of their license's customer in signed answers. */
  @MayBeMissing()
  @IsBoolean()
  @ApiProperty({ required: false, default: false })
  shows_customer?: boolean;
  /**
   * Public Ed25519 key that verifies Sparkle's signatures of uploaded files (`SUPublicEDKey`), in base64; null accepts none.
   * @example "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
   */
  @IsOptional()
  @IsName()
  @IsSparkleKey()
  sparkle_public_key?: string | null;

  /**
   * Public minisign key that verifies Tauri's signatures of uploaded files (`pubkey` of its updater); null accepts none.
   * @example "RWQAAQIDBAUGBwABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f"
   */
  @IsOptional()
  @IsName()
  @IsMinisignKey()
  tauri_public_key?: string | null;

  @IsOptional()
  @IsReference(
    'UUID or name of the policy of trial licenses that programs request for this product; null offers no trials.',
    { nullable: true },
  )
  trial_policy?: string | null;
}

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

/** Maps the fields to entity names. */
export function productInput<T extends UpdateProductDto>({
  envato_item_id,
  is_active,
  updates_need_license,
  serve_latest_updates,
  upgrade_url,
  shows_customer,
  sparkle_public_key,
  tauri_public_key,
  trial_policy,
  ...input
}: T) {
  return {
    ...input,
    envatoItemId: envato_item_id,
    isActive: is_active,
    updatesNeedLicense: updates_need_license,
    serveLatestUpdates: serve_latest_updates,
    upgradeUrl: upgrade_url,
    showsCustomer: shows_customer,
    sparklePublicKey: sparkle_public_key,
    tauriPublicKey: tauri_public_key,
    trialPolicy: trial_policy,
  };
}

export class ProductDto extends ArchivedDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Numeric ID used by the other APIs. */
  @ApiProperty({ type: 'integer' })
  number!: number;

  /**
   * Reference by which programs name the product, unique.
   * @example "photo-studio"
   */
  reference!: string;

  /**
   * Display name of the product.
   * @example "Photo Studio"
   */
  name!: string;

  /** Description of the product; empty by default. */
  description!: string;

  @ApiProperty({ type: String, nullable: true, description: "ID of the product's item on Envato Market." })
  envato_item_id!: string | null;

  /** Whether licenses of the product can be used. */
  is_active!: boolean;

  /** Whether downloads of updates require a valid license. */
  updates_need_license!: boolean;

  /** Whether an update leads directly to the latest version, not through each version. */
  serve_latest_updates!: boolean;

  /** Custom vendor data, of which programs read the object `public`. */
  metadata!: object;

  @ApiProperty({ type: String, nullable: true, description: 'Page on which customers buy more; null without one.' })
  upgrade_url!: string | null;

  /** Whether usable programs read name and company of their license's customer. */
  shows_customer!: boolean;
  @ApiProperty({ type: String, nullable: true, description: "Public key of Sparkle's signatures." })
  sparkle_public_key!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "Public key of Tauri's signatures." })
  tauri_public_key!: string | null;

  @ApiProperty({ format: 'uuid', description: "ID of the product's own policy." })
  policy!: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'ID of the policy of trial licenses; null offers no trials.',
  })
  trial_policy!: string | null;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
  updated_at!: Date;

  static from(product: Product): ProductDto {
    return {
      id: product.uid,
      number: product.id,
      reference: product.reference,
      name: product.name,
      description: product.description,
      envato_item_id: product.envatoItemId,
      is_active: product.isActive,
      updates_need_license: product.updatesNeedLicense,
      serve_latest_updates: product.serveLatestUpdates,
      metadata: product.metadata,
      upgrade_url: product.upgradeUrl,
      shows_customer: product.showsCustomer,
      sparkle_public_key: product.sparklePublicKey,
      tauri_public_key: product.tauriPublicKey,
      policy: product.policy?.uid ?? '',
      trial_policy: product.trialPolicy?.uid ?? null,
      created_at: product.createdAt,
      updated_at: product.updatedAt,
      ...archivedFields(product),
    };
  }
}

@ApiSchema({ name: 'ProductPage' })
export class ProductPageDto extends PageOf(ProductDto) {}
