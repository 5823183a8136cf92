import { Transform } from 'class-transformer';
import { IsIn } from 'class-validator';
import { APP_BUNDLE_STATUSES, type AppBundleStatus } from '../../catalog/app-bundles/app-bundle.entity';
import { IsName, MayBeMissing } from '../../common/validation/fields';
import { LETTER_OR_DIGIT } from '../../common/validation/search-text';
import { RESOURCE_STATUSES, type ResourceStatus } from '../../licensing/resources/resource.entity';
import { OptionalField } from '../../pages/kit/optional-field';
import { IsPageNumber } from '../../pages/kit/is-page-number.decorator';

/** Rows on a page of a list. */
export const ROWS_PER_PAGE = 50;

export class PageNumberDto {
  @OptionalField()
  @IsPageNumber()
  page: number = 1;
}

/** Page and search text of a list. A text without letters and digits searches for nothing. */
class ListQueryDto extends PageNumberDto {
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && !LETTER_OR_DIGIT.test(value) ? undefined : value,
  )
  @MayBeMissing()
  @IsName()
  q?: string;
}

export const PRODUCT_STATES = ['active', 'inactive'] as const;

export class ProductListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(PRODUCT_STATES)
  status?: (typeof PRODUCT_STATES)[number];
}

export const VERSION_FILTERS = ['published', 'draft', 'withdrawn'] as const;

export class VersionListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(VERSION_FILTERS)
  status?: (typeof VERSION_FILTERS)[number];

  @OptionalField()
  @IsName(64)
  channel?: string;

  /** Shows the downloads as a table. */
  @OptionalField()
  @IsIn(['downloads'])
  table?: 'downloads';
}

/** The program about which the page of a version is asked. */
export class OfferQueryDto {
  /** Key of its license. */
  @OptionalField()
  @IsName()
  license?: string;

  /** Fingerprint of its device. */
  @OptionalField()
  @IsName(512)
  device?: string;

  @OptionalField()
  @IsName(64)
  channel?: string;
}

export class AppBundleListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(APP_BUNDLE_STATUSES)
  status?: AppBundleStatus;
}

export class ResourceListQueryDto extends ListQueryDto {
  @OptionalField()
  @IsIn(RESOURCE_STATUSES)
  status?: ResourceStatus;

  @OptionalField()
  @IsName()
  type?: string;

  /** Uid or key of the license that holds the resources. */
  @OptionalField()
  @IsName()
  license?: string;
}
