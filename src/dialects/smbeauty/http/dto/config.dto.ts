import { ApiProperty, ApiSchema, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import {
  APP_BUNDLE_STATUSES,
  type AppBundle,
  type AppBundleStatus,
} from '../../../../catalog/app-bundles/app-bundle.entity';
import type { AppBundleChange, NewAppBundle } from '../../../../catalog/app-bundles/app-bundles.service';
import { IsAppBundleId } from '../../../../catalog/app-bundles/dto/app-bundle-id';
import { IsGivenTimestamp, IsNameList, IsText } from '../../../../common/validation/fields';
import { SMBEAUTY } from '../../smbeauty.dialect';
import { licenseFileOf } from './license-file';

const PLATFORMS = ['android', 'ios', 'flutter', ''];
const STATUS = { type: String, enum: APP_BUNDLE_STATUSES } as const;
/** Typed clients send null for missing fields. */
const OPTIONAL = { nullable: true, required: false } as const;

@ApiSchema({ name: 'CreateConfigRequest' })
export class CreateConfigDto {
  @IsAppBundleId()
  app_bundle_id!: string;

  @IsIn(APP_BUNDLE_STATUSES)
  @ApiProperty(STATUS)
  status!: AppBundleStatus;

  @IsGivenTimestamp()
  @ApiProperty({ example: '2025-12-31T23:59:59Z' })
  expires_at!: Date;

  @IsOptional()
  @IsNameList()
  @ApiProperty({ ...OPTIONAL, type: [String], example: ['beauty', 'filter', 'sticker'] })
  features?: string[] | null;

  @IsOptional()
  @IsText(255)
  @ApiProperty({ ...OPTIONAL, type: String, example: '2.4.9' })
  version?: string | null;

  @IsOptional()
  @IsIn(PLATFORMS)
  @ApiProperty({ ...OPTIONAL, type: String, enum: PLATFORMS, example: 'android' })
  platform?: string | null;

  @IsOptional()
  @IsText(2000)
  @ApiProperty({ ...OPTIONAL, type: String, example: 'Android应用许可证' })
  description?: string | null;

  @IsOptional()
  @IsText(255)
  @ApiProperty({ ...OPTIONAL, type: String, example: 'admin' })
  created_by?: string | null;
}

@ApiSchema({ name: 'UpdateConfigRequest' })
export class UpdateConfigDto extends PartialType(OmitType(CreateConfigDto, ['app_bundle_id', 'created_by'] as const)) {
  @IsOptional()
  @IsText(255)
  @ApiProperty({ ...OPTIONAL, type: String, example: 'admin' })
  updated_by?: string | null;
}

function withoutNulls<T extends object>(fields: T): { [K in keyof T]: NonNullable<T[K]> | undefined } {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, value ?? undefined])) as never;
}

export function toNewAppBundle({ app_bundle_id, expires_at, created_by, ...input }: CreateConfigDto): NewAppBundle {
  return {
    ...withoutNulls(input),
    appBundleId: app_bundle_id,
    expiresAt: expires_at,
    createdBy: created_by ?? undefined,
  };
}

export function toAppBundleChange({ expires_at, updated_by, ...input }: UpdateConfigDto): AppBundleChange {
  return { ...withoutNulls(input), expiresAt: expires_at ?? undefined, updatedBy: updated_by ?? undefined };
}

export class ConfigsQueryDto {
  /** Page number, 1 to 1,000,000; 1 by default. A page has 1,000 items. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  @ApiProperty({ type: 'integer', minimum: 1, maximum: 1_000_000, default: 1, required: false })
  page: number = 1;
}

@ApiSchema({ name: 'Config' })
export class ConfigDto {
  /** @example "com.example.myapp" */
  app_bundle_id!: string;

  @ApiProperty(STATUS)
  status!: AppBundleStatus;

  /** @example "2025-12-31T23:59:59Z" */
  expires_at!: string;

  /** @example ["beauty", "filter", "sticker"] */
  features!: string[];

  /** @example "2.4.9" */
  version!: string;

  /** @example "android" */
  platform!: string;

  /** @example "Android应用许可证" */
  description!: string;

  /** @example "pixelfreeAuth.lic" */
  license_file!: string;

  /** @example "admin" */
  created_by!: string;

  /** @example "system" */
  updated_by!: string;

  /** @example "2024-01-15T10:30:00Z" */
  created_at!: string;

  /** @example "2024-01-15T10:35:00Z" */
  updated_at!: string;

  static from(bundle: AppBundle): ConfigDto {
    return {
      app_bundle_id: bundle.appBundleId,
      status: bundle.status,
      expires_at: SMBEAUTY.dates(bundle.expiresAt),
      features: bundle.features,
      version: bundle.version,
      platform: bundle.platform,
      description: bundle.description,
      license_file: licenseFileOf(bundle),
      created_by: bundle.createdBy,
      updated_by: bundle.updatedBy,
      created_at: SMBEAUTY.dates(bundle.createdAt),
      updated_at: SMBEAUTY.dates(bundle.updatedAt),
    };
  }
}
