import { ApiProperty, ApiSchema, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, Max, Min } from 'class-validator';
import { APP_BUNDLE_STATUSES, type AppBundle } from '../../../../core/catalog';
import { type AppBundleChange, IsAppBundleId, type NewAppBundle } from '../../../../core/catalog/internal';
import { IsGivenTimestamp, IsNameList, IsText } from '../../../../core/common';
import { SMBEAUTY } from '../../smbeauty.dialect';
import { licenseFileOf } from './license-file';

const PLATFORMS = ['android', 'ios', 'flutter', ''];
const STATUS = { enum: APP_BUNDLE_STATUSES, enumName: 'AppStatus' } as const;
/** Typed clients send null for missing fields. */
const OPTIONAL = { nullable: true, required: false } as const;

@ApiSchema({ name: 'CreateConfigRequest' })
export class CreateConfigDto {
  /** Bundle ID of the app. */
  @IsAppBundleId()
  app_bundle_id!: string;

  /** State of the app: active, expired or disabled, as configured. */
  @IsIn(APP_BUNDLE_STATUSES)
  @ApiProperty(STATUS)
  status!: AppBundle['status'];

  /** When the license expires, UTC. */
  @IsGivenTimestamp('utc')
  @ApiProperty({ example: '2025-12-31T23:59:59Z' })
  expires_at!: Date;

  /** Features of the app; none by default. */
  @IsOptional()
  @IsNameList()
  @ApiProperty({ ...OPTIONAL, type: [String], example: ['beauty', 'filter', 'sticker'] })
  features?: string[] | null;

  /** Version of the app; empty by default. */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ ...OPTIONAL, type: String, example: '2.4.9' })
  version?: string | null;

  /** Platform of the app, such as `ios`; empty by default. */
  @IsOptional()
  @IsIn(PLATFORMS)
  @ApiProperty({ ...OPTIONAL, enum: PLATFORMS, enumName: 'Platform', example: 'android' })
  platform?: string | null;

  /** Internal note; empty by default. */
  @IsOptional()
  @IsText(2000)
  @ApiProperty({ ...OPTIONAL, type: String, example: 'Android应用许可证' })
  description?: string | null;

  /** Name of who created it; empty by default. */
  @IsOptional()
  @IsText(255)
  @ApiProperty({ ...OPTIONAL, type: String, example: 'admin' })
  created_by?: string | null;
}

@ApiSchema({ name: 'UpdateConfigRequest' })
export class UpdateConfigDto extends PartialType(OmitType(CreateConfigDto, ['app_bundle_id', 'created_by'] as const)) {
  /** Name of who changed it last; empty by default. */
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
  /**
   * Bundle ID of the app.
   * @example "com.example.myapp"
   */
  app_bundle_id!: string;

  /** State of the app: active, expired or disabled, as configured. */
  @ApiProperty(STATUS)
  status!: AppBundle['status'];

  /**
   * When the license expires, UTC.
   * @example "2025-12-31T23:59:59Z"
   */
  expires_at!: string;

  /**
   * Features of the app; none by default.
   * @example ["beauty", "filter", "sticker"]
   */
  features!: string[];

  /**
   * Version of the app; empty by default.
   * @example "2.4.9"
   */
  version!: string;

  /**
   * Platform of the app, such as `ios`; empty by default.
   * @example "android"
   */
  platform!: string;

  /**
   * Internal note; empty by default.
   * @example "Android应用许可证"
   */
  description!: string;

  /**
   * Name of the license file; empty if none was uploaded.
   * @example "pixelfreeAuth.lic"
   */
  license_file!: string;

  /**
   * Name of who created it; empty by default.
   * @example "admin"
   */
  created_by!: string;

  /**
   * Name of who changed it last; empty by default.
   * @example "system"
   */
  updated_by!: string;

  /**
   * When it was created, UTC.
   * @example "2024-01-15T10:30:00Z"
   */
  created_at!: string;

  /**
   * When it was last changed, UTC.
   * @example "2024-01-15T10:35:00Z"
   */
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
