import type { OneOrMore } from '../../common/pagination/any-of';
import type { MetadataFilter } from '../../common/pagination/field-filters';
import { listOf, whereAnyOf } from '../../platform/database/any-of';
import { applyFieldFilters } from '../../platform/database/field-filters';
import { likePattern, searchPattern } from '../../platform/database/like-pattern';
import { toChannel } from './release-channel';
import type { EntityManager, SelectQueryBuilder } from 'typeorm';
import { ProductVersion } from './product-version.entity';

/** Selects versions with the metadata of their files. */
export function selectVersions(manager: EntityManager): SelectQueryBuilder<ProductVersion> {
  return manager
    .createQueryBuilder(ProductVersion, 'version')
    .leftJoinAndSelect('version.mainFile', 'main_file')
    .leftJoinAndSelect('version.sqlFile', 'sql_file');
}

/** The pattern `q` is in the reference or the version. */
export const CONTAINS = '(version.reference ILIKE :q OR version.version ILIKE :q)';

/** Conditions of a list of versions, all optional. */
export interface VersionFilter {
  /** Text in the reference or the version. */
  readonly q?: string;
  /** Case-insensitive part of the reference or of the version. */
  readonly search?: string;
  readonly channel?: OneOrMore<string>;
  readonly isActive?: boolean;
  readonly isWithdrawn?: boolean;
  readonly metadata?: MetadataFilter;
}

/** Adds the conditions of a list of versions. */
export function applyFilter(
  query: SelectQueryBuilder<ProductVersion>,
  { q, search, channel, isActive, isWithdrawn, metadata }: VersionFilter,
): void {
  applyFieldFilters(query, { metadata });
  if (q !== undefined) {
    query.andWhere(CONTAINS, { q: searchPattern(q) });
  }
  if (search !== undefined) {
    query.andWhere('(version.reference ILIKE :search OR version.version ILIKE :search)', {
      search: likePattern(search),
    });
  }
  whereAnyOf(query, { channel: channel && listOf(channel).map(toChannel) });
  if (isActive !== undefined) {
    query.andWhere('version.isActive = :isActive', { isActive });
  }
  if (isWithdrawn !== undefined) {
    query.andWhere(`version.withdrawnAt IS ${isWithdrawn ? 'NOT ' : ''}NULL`);
  }
}
