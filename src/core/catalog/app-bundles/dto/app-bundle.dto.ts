import { ApiProperty, ApiSchema, IntersectionType, PartialType } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { DATES, IDS } from '../../../common/fields/common-fields';
import { answerOf, fieldsOf, inputOf, optional, required } from '../../../common/fields/fields-of';
import { IsAnyName, IsAnyOf } from '../../../common/pagination/any-of';
import { BY_DATES, DatedPage } from '../../../common/pagination/dated-page';
import { PageOf } from '../../../common/pagination/page.dto';
import { IsGivenTimestamp, IsNameList, IsText } from '../../../common/validation/fields';
import { IsSearchFilter } from '../../../common/validation/search-text';
import { APP_BUNDLE_STATUSES, type AppBundle, type AppBundleStatus } from '../app-bundle.entity';
import { IsAppBundleId } from './app-bundle-id';

const APP_BUNDLE = fieldsOf<AppBundle>()({
  ...IDS,
  app_bundle_id: {
    description: 'Bundle ID of the app.',
    example: 'com.example.myapp',
    input: required({ description: 'App store identifier of the app. Unique.', example: undefined }, IsAppBundleId()),
  },
  status: {
    enum: APP_BUNDLE_STATUSES,
    description: 'State of the app, as configured.',
    input: optional(
      'State of the app; `active` by default.',
      IsIn(APP_BUNDLE_STATUSES),
      ApiProperty({ default: 'active' }),
    ),
  },
  expires_at: {
    type: Date,
    description: "When the app's license expires.",
    input: required(
      "When the app's license expires. A date alone is its last second in `TIME_ZONE`.",
      IsGivenTimestamp('end'),
    ),
  },
  features: {
    type: [String],
    description: 'Features of the app; none by default.',
    input: optional({ example: ['beauty', 'filter'] }, IsNameList()),
  },
  version: {
    description: 'Version of the app; empty if unknown.',
    input: optional('Recommended SDK version.', IsText(255), ApiProperty({ example: '2.4.9' })),
  },
  platform: {
    description: 'Platform of the app, such as `ios`; empty if unknown.',
    input: optional(IsText(255), ApiProperty({ example: 'android' })),
  },
  description: { description: 'Internal note; empty by default.', input: optional(IsText(2000)) },
  license_file: { schema: { description: 'Name of the license file; empty before the first upload.' } },
  created_by: { description: 'Name of who created it; empty if unknown.' },
  updated_by: { description: 'Name of who changed it last; empty if unknown.' },
  ...DATES,
});

/** Fields of an app bundle to create, as the native API takes them. */
export class CreateAppBundleDto extends inputOf(APP_BUNDLE) {}

/** Fields of an app bundle to change, all optional. */
export class UpdateAppBundleDto extends PartialType(CreateAppBundleDto, { skipNullProperties: false }) {}

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

/** An app bundle in answers of the native API. */
@ApiSchema({ name: 'AppBundle' })
export class AppBundleDto extends answerOf(APP_BUNDLE) {
  static readonly from = APP_BUNDLE.from;
}

@ApiSchema({ name: 'AppBundlePage' })
export class AppBundlePageDto extends PageOf(AppBundleDto) {}
