import type { Type } from '@nestjs/common';
import { IsTimeRange, rangesOf, TimeRangeDto } from './field-filters';
import type { CursorRequest } from './page-request';
import { SortedPage, type SortedPageQuery, type Sorts } from './sorting';

const CREATED_AT = { property: 'createdAt' };
const UPDATED_AT = { property: 'updatedAt' };

/**
 * Sort columns of a list with `DatedPage`: the dates of creation and of the last change. For tables that are too small to need
 * indexes.
 */
export const BY_DATES = { created_at: CREATED_AT, updated_at: UPDATED_AT } satisfies Sorts;

/** The query of a list whose rows have dates. */
export interface DatedPageQuery extends SortedPageQuery {
  created_at?: TimeRangeDto;
  updated_at?: TimeRangeDto;
}

/**
 * The query of a list in a table that is too small to need indexes: with `sort`, and with limits of the dates among its
 * columns.
 */
export function DatedPage(sorts: Sorts, enumName: string): Type<DatedPageQuery> {
  class DatedPageDto extends SortedPage(sorts, enumName) implements DatedPageQuery {
    @IsTimeRange('Earliest and latest time of creation.')
    created_at?: TimeRangeDto;
  }
  class ChangedPageDto extends DatedPageDto {
    @IsTimeRange('Earliest and latest time of the last change.')
    updated_at?: TimeRangeDto;
  }
  return 'updated_at' in sorts ? ChangedPageDto : DatedPageDto;
}

/** The page that a query of the native API asks for, with its ranges of dates. */
export function datedPage({ limit, after, sort, created_at, updated_at }: DatedPageQuery): CursorRequest {
  return { limit, after, sort, ranges: rangesOf({ createdAt: created_at, updatedAt: updated_at }) };
}
