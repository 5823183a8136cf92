import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { orderNamed } from '../../common/pagination/sorting';
import { scoped } from '../../identity/permissions/caller';
import { leavesOutRows } from '../../platform/database/like-pattern';
import { newestIds, newestIdsByBlock } from '../../platform/database/newest-ids';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { foundBy, type LicenseFilter } from './license-filter';
import { applyReferences } from './license-filter-references';
import { withRelations } from './license-relations';
import { readBySeen } from './read-by-seen';
import { EXPIRY, filterLicenses, LICENSE_SORTS, readLicenses } from './read-licenses';
import { License } from '../../licenses/licenses/license.entity';
import type { LicenseWithUsage } from './licenses.service';

/** Orders of a list of licenses. */
export const LICENSE_ORDERS = ['newest', 'expires_first', 'expires_last', 'seen_first', 'seen_last'] as const;
/** Order of a list of licenses. Licenses that never expire are the last to expire; those without a device were seen first. */
export type LicenseOrder = (typeof LICENSE_ORDERS)[number];

const SEEN = 'last_seen_on';
const SORTS: Readonly<Record<LicenseOrder, string | undefined>> = {
  newest: undefined,
  expires_first: 'expires_at',
  expires_last: '-expires_at',
  seen_first: SEEN,
  seen_last: `-${SEEN}`,
};
const COLUMNS = { ...LICENSE_SORTS, [SEEN]: { property: 'lastSeenOn' } };

/** Lists licenses for people, in several orders, forward and backward. */
@Injectable()
export class LicenseListService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(page: CursorRequest, filter: LicenseFilter, order: LicenseOrder): Promise<Page<LicenseWithUsage>> {
    const name = SORTS[order];
    const sort = name === undefined ? undefined : orderNamed(COLUMNS, name);
    const sorted = { ...page, sort };
    const query = await this.query(filter, sorted);
    const isBySeen = sort?.property === COLUMNS[SEEN].property;
    const found = await (isBySeen ? readBySeen(query, page, sort) : readLicenses(query, sorted, filter));
    return { ...found, rows: await withRelations(this.work.manager, found.rows, filter.isArchived) };
  }

  /** The licenses with these numeric ids that exist, newest first. */
  async ofIds(ids: readonly number[]): Promise<LicenseWithUsage[]> {
    const query = (await this.query({ ids })).orderBy('license.id', 'DESC');
    return withRelations(this.work.manager, await query.getMany());
  }

  /** Number of licenses that match, exact up to `limit`. */
  async count(filter: LicenseFilter, limit: number): Promise<number> {
    const [sql, parameters] = await this.idStatement(filter, limit);
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM (${sql}) AS found`,
      parameters,
    );
    return count;
  }

  /** SQL for the ids of the newest licenses that match. */
  async idStatement(filter: LicenseFilter, limit: number): Promise<[sql: string, parameters: unknown[]]> {
    const query = await this.query(filter);
    const ids = foundBy(filter) === 'block' ? newestIdsByBlock(query, limit, undefined) : newestIds(query, limit);
    return query.dataSource.driver.escapeQueryWithParameters(ids, query.getParameters());
  }

  /**
   * SQL for the numbers of licenses that match and whose date is in each step, counted up to a limit. Each step is a query of
   * its own, because the planner has to know its dates.
   * @param starts of the steps, of which the last one is an end only
   */
  async stepStatement(
    filter: LicenseFilter,
    date: 'expiresAt' | 'createdAt',
    starts: readonly Date[],
    limit: number,
  ): Promise<[sql: string, parameters: unknown[]]> {
    const query = await this.query(filter);
    const at = date === 'expiresAt' ? EXPIRY : `license.${date}`;
    const steps = starts.slice(1).map((_, step) => {
      const found = query
        .clone()
        .andWhere(`${at} >= :start${step} AND ${at} < :start${step + 1}`)
        .select('1')
        .limit(limit);
      return `SELECT ${step} AS step, count(*)::integer AS count FROM (${found.getQuery()}) AS found`;
    });
    const times = Object.fromEntries(starts.map((start, step) => [`start${step}`, start]));
    return query.dataSource.driver.escapeQueryWithParameters(steps.join(' UNION ALL '), {
      ...query.getParameters(),
      ...times,
    });
  }

  /** Whether a search of the list leaves out older licenses, or those of older customers. */
  leavesOutRows(q: string): Promise<boolean> {
    return leavesOutRows(this.work.manager, q, ['licenses', 'customers']);
  }

  private async query(filter: LicenseFilter, page?: CursorRequest): Promise<SelectQueryBuilder<License>> {
    const { manager } = this.work;
    const query = scoped(manager.createQueryBuilder(License, 'license'), 'license.productId');
    filterLicenses(query, filter, this.clock.now(), page);
    await applyReferences(manager, query, filter);
    return query;
  }
}
