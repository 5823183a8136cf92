import { ApiProperty, ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsGivenTimestamp, IsNameList, IsText, MayBeMissing } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { APP_BUNDLE_STATUSES, type AppBundle, type AppBundleStatus } from '../app-bundle.entity';
import { IsAppBundleId } from './app-bundle-id';
import { IsAnyName, IsAnyOf } from '../../../common/pagination/any-of';

const STATUS = { enum: APP_BUNDLE_STATUSES, type: String } as const;

export class CreateAppBundleDto {
  /** App store identifier of the app. Unique. */
  @IsAppBundleId()
  app_bundle_id!: string;

  /** State of the app; `active` by default. */
  @MayBeMissing()
  @IsIn(APP_BUNDLE_STATUSES)
  @ApiProperty({ ...STATUS, required: false, default: 'active' })
  status?: AppBundleStatus;

  /** When the app's license expires. A date alone is its last second in `TIME_ZONE`. */
  @IsGivenTimestamp('end')
  expires_at!: Date;

  /**
   * Features of the app; none by default.
   * @example ["beauty", "filter"]
   */
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

  /**
   * Platform of the app, such as `ios`; empty if unknown.
   * @example "android"
   */
  @MayBeMissing()
  @IsText(255)
  platform?: string;

  /** Internal note; empty by default. */
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
  @IsAnyName('Bundle IDs of the apps.')
  app_bundle_id?: string[];

  @IsAnyOf(APP_BUNDLE_STATUSES, 'AppBundleStatus', { description: 'States of the apps, as configured.' })
  status?: AppBundleStatus[];

  @IsAnyName('Platforms of the apps, such as `ios`; empty if unknown.', { min: 0 })
  platform?: string[];
}

export class AppBundleQueryDto extends IntersectionType(
  DatedPage(
    { ...BY_DATES, expires_at: { property: 'expiresAt' }, app_bundle_id: { property: 'appBundleId' } },
    'AppBundleSort',
  ),
  AppBundleFilterDto,
) {
  @IsSearchFilter('app_bundle_id or the description')
  q?: string;
}

@ApiSchema({ name: 'AppBundle' })
export class AppBundleDto {
  /** UUID. */
  @ApiProperty({ format: 'uuid' })
  id!: string;

  /** Numeric ID used by the other APIs. */
  @ApiProperty({ type: 'integer' })
  number!: number;

  /**
   * Bundle ID of the app.
   * @example "com.example.myapp"
   */
  app_bundle_id!: string;

  /** State of the app, as configured. */
  @ApiProperty(STATUS)
  status!: AppBundleStatus;

  /** When the app's license expires. */
  expires_at!: Date;

  /** Features of the app; none by default. */
  features!: string[];

  /** Version of the app; empty if unknown. */
  version!: string;

  /** Platform of the app, such as `ios`; empty if unknown. */
  platform!: string;

  /** Internal note; empty by default. */
  description!: string;

  @ApiProperty({ description: 'Name of the license file; empty before the first upload.' })
  license_file!: string;

  /** Name of who created it; empty if unknown. */
  created_by!: string;

  /** Name of who changed it last; empty if unknown. */
  updated_by!: string;

  /** When it was created. */
  created_at!: Date;

  /** When it was last changed. */
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
