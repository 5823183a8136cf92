import { IsIn } from 'class-validator';
import { IsName } from '../../../../core/common';
import { ListQueryDto } from '../../../../pages/kit/list-query.dto';
import { OptionalField } from '../../../../pages/kit/optional-field';

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
