import { ApiProperty, ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { PageOf, PageQueryDto } from '../../../common/pagination/page.dto';
import { IsGivenTimestamp, IsName, IsNameList, IsText, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { APP_BUNDLE_STATUSES, type AppBundle, type AppBundleStatus } from '../app-bundle.entity';
import { IsAppBundleId } from './app-bundle-id';

const STATUS = { enum: APP_BUNDLE_STATUSES, type: String } as const;

export class CreateAppBundleDto {
  /** App store identifier of the app. Unique. */
  @IsAppBundleId()
  app_bundle_id!: string;

  @MayBeMissing()
  @IsIn(APP_BUNDLE_STATUSES)
  @ApiProperty({ ...STATUS, required: false, default: 'active' })
  status?: AppBundleStatus;

  @IsGivenTimestamp()
  expires_at!: Date;

  /** @example ["beauty", "filter"] */
  @MayBeMissing()
  @IsNameList()
  features?: string[];

  /**
   * Recommended SDK version.
   * @example "2.4.9"
   */
  @MayBeMissing()
  @IsText(255)
  version?: string;

  /** @example "android" */
  @MayBeMissing()
  @IsText(255)
  platform?: string;

  @MayBeMissing()
  @IsText(2000)
  description?: string;
}

export class UpdateAppBundleDto extends PartialType(CreateAppBundleDto, { skipNullProperties: false }) {}

/** Maps the fields to entity names. */
export function appBundleInput<T extends UpdateAppBundleDto>(fields: T) {
  const { app_bundle_id, expires_at, ...input } = fields;
  const appBundleId: T['app_bundle_id'] = app_bundle_id;
  const expiresAt: T['expires_at'] = expires_at;
  return { ...input, appBundleId, expiresAt };
}

export class AppBundleFilterDto {
  @MayBeMissing()
  @IsName()
  app_bundle_id?: string;

  @MayBeMissing()
  @IsIn(APP_BUNDLE_STATUSES)
  @ApiProperty({ ...STATUS, required: false })
  status?: AppBundleStatus;

  @MayBeMissing()
  @IsText(255)
  platform?: string;
}

export class AppBundleQueryDto extends IntersectionType(PageQueryDto, AppBundleFilterDto) {
  @IsSearchFilter('app_bundle_id or the description')
  q?: string;
}

@ApiSchema({ name: 'AppBundle' })
export class AppBundleDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ type: 'integer' })
  number!: number;

  /** @example "com.example.myapp" */
  app_bundle_id!: string;

  @ApiProperty(STATUS)
  status!: AppBundleStatus;

  expires_at!: Date;

  features!: string[];

  version!: string;

  platform!: string;

  description!: string;

  @ApiProperty({ description: 'Name of the license file; empty before the first upload.' })
  license_file!: string;

  created_by!: string;

  updated_by!: string;

  created_at!: Date;

  updated_at!: Date;

  static from(bundle: AppBundle): AppBundleDto {
    return {
      id: bundle.uid,
      number: bundle.id,
      app_bundle_id: bundle.appBundleId,
      status: bundle.status,
      expires_at: bundle.expiresAt,
      features: bundle.features,
      version: bundle.version,
      platform: bundle.platform,
      description: bundle.description,
      license_file: bundle.licenseFile,
      created_by: bundle.createdBy,
      updated_by: bundle.updatedBy,
      created_at: bundle.createdAt,
      updated_at: bundle.updatedAt,
    };
  }
}

@ApiSchema({ name: 'AppBundlePage' })
export class AppBundlePageDto extends PageOf(AppBundleDto) {}
