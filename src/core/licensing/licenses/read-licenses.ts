import type { SelectQueryBuilder } from 'typeorm';
import { type Range, RANGE_OPERATORS } from '../../common/pagination/field-filters';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import type { ListOrder, Sorts } from '../../common/pagination/sorting';
import type { License } from '../../licenses/licenses/license.entity';
import type { LicenseStatus } from '../../licenses/licenses/license-status';
import { readPage } from '../../platform/database/read-page';
import { applyFilter, foundBy, type LicenseFilter } from './license-filter';
import { listOf } from '../../platform/database/any-of';

/** Licenses that never expire are the last to expire. */
export const LICENSE_SORTS = {
  created_at: { property: 'createdAt', hasNullsFirst: true },
  updated_at: { property: 'updatedAt', hasNullsFirst: true },
  expires_at: { property: 'expiresAt', whenNull: 'infinity' },
  key: { property: 'key' },
} satisfies Sorts;

/** The expression of the index by which licenses are sorted. */
export const EXPIRY = `coalesce(license.expiresAt, 'infinity')`;
const NOT_EXPIRED: readonly LicenseStatus[] = ['active', 'unused'];

/**
 * Adds a filter to a query of licenses. In an order of its own, a list finds only the newest licenses with a text.
 * @param page of which the query reads the rows
 */
export function filterLicenses(
  query: SelectQueryBuilder<License>,
  filter: LicenseFilter,
  now: Date,
  page?: PageRequest,
): void {
  const sort = page && sortOf(page);
  applyFilter(query, sort ? { ...filter, isAmongNewest: true } : filter, now);
  if (sort?.property === 'expiresAt') {
    narrow(query, filter, now);
  }
}

/** Reads a page of licenses with a filter that the query has. */
export function readLicenses(
  query: SelectQueryBuilder<License>,
  page: PageRequest,
  filter: LicenseFilter,
): Promise<Page<License>> {
  return readPage(query, page, sortOf(page) ? undefined : foundBy(filter));
}

function sortOf(page: PageRequest): ListOrder | undefined {
  return 'sort' in page ? page.sort : undefined;
}

/** Where in the index by expiry the matching licenses are. */
function narrow(
  query: SelectQueryBuilder<License>,
  { status = [], expiresAfter, expiresBefore, ranges = [] }: LicenseFilter,
  now: Date,
): void {
  const statuses = listOf(status);
  const areAll = (some: readonly LicenseStatus[]): boolean =>
    statuses.length > 0 && statuses.every((one) => some.includes(one));
  const limits: (Pick<Range, 'operator' | 'value'> | false | undefined)[] = [
    areAll(NOT_EXPIRED) && { operator: 'gt', value: now },
    areAll(['expired']) && { operator: 'lte', value: now },
    expiresAfter && { operator: 'gte', value: expiresAfter },
    expiresBefore && { operator: 'lt', value: expiresBefore },
    ...ranges.filter(({ property }) => property === 'expiresAt'),
  ];
  for (const [index, limit] of limits.entries()) {
    if (limit) {
      const parameter = `expiry${index}`;
      query.andWhere(`${EXPIRY} ${RANGE_OPERATORS[limit.operator]} :${parameter}`, { [parameter]: limit.value });
    }
  }
}
