import { Injectable } from '@nestjs/common';
import type { SelectQueryBuilder } from 'typeorm';
import { Clock } from '../../common/clock';
import type { CursorRequest, Page } from '../../common/pagination/page-request';
import { scoped } from '../../identity/permissions/scoped';
import { leavesOutRows } from '../../platform/database/like-pattern';
import { newestIds, newestIdsByBlock, orderedIds } from '../../platform/database/newest-ids';
import { cursorsOf, invalidCursor, readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { applyFilter, foundBy, type LicenseFilter } from './license-filter';
import { applyReferences } from './license-filter-references';
import { withRelations } from './license-relations';
import { License, type LicenseStatus } from '../../licenses/licenses/license.entity';
import type { LicenseWithUsage } from './licenses.service';

export const LICENSE_ORDERS = ['newest', 'expires_first', 'expires_last'] as const;
/** Licenses that never expire are the last to expire. */
export type LicenseOrder = (typeof LICENSE_ORDERS)[number];

/** An index carries it. */
const EXPIRY = `coalesce(license.expires_at, 'infinity')`;
const NOT_EXPIRED: readonly (LicenseStatus | undefined)[] = ['active', 'unused'];

/** Lists licenses for people, in several orders, forward and backward. */
@Injectable()
export class LicenseListService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(page: CursorRequest, filter: LicenseFilter, order: LicenseOrder): Promise<Page<LicenseWithUsage>> {
    const found =
      order === 'newest'
        ? await readPage(await this.query(filter), page, foundBy(filter))
        : await this.readByExpiry(page, filter, order);
    return { ...found, rows: await withRelations(this.work.manager, found.rows, filter.isArchived) };
  }

  /** The licenses with these numeric ids that exist, newest first. */
  async ofIds(ids: readonly number[]): Promise<LicenseWithUsage[]> {
    const query = (await this.query({ ids })).orderBy('license.id', 'DESC');
    return withRelations(this.work.manager, await query.getMany());
  }

  /** Number of licenses that match, exact up to `limit`. */
  async count(filter: LicenseFilter, limit: number): Promise<number> {
    const [sql, parameters] = statementFor(await this.query(filter), filter, limit);
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(
      `SELECT count(*)::integer AS count FROM (${sql}) AS found`,
      parameters,
    );
    return count;
  }

  /** Whether a search of the list leaves out older licenses, or those of older customers. */
  leavesOutRows(q: string): Promise<boolean> {
    return leavesOutRows(this.work.manager, q, ['licenses', 'customers']);
  }

  private async readByExpiry(
    { limit, after, before }: CursorRequest,
    filter: LicenseFilter,
    order: LicenseOrder,
  ): Promise<Page<License>> {
    const query = await this.query({ ...filter, isAmongNewest: true });
    this.narrow(query, filter);
    const isBackward = before !== undefined;
    const direction = (order === 'expires_first') !== isBackward ? 'ASC' : 'DESC';
    const cursor = before ?? after;
    if (cursor !== undefined) {
      const beyond = direction === 'ASC' ? '>' : '<';
      query.andWhere(
        `(${EXPIRY}, license.id) ${beyond} (CAST(:fromExpiry AS timestamptz), CAST(:fromId AS bigint))`,
        parsedCursor(cursor, isBackward ? 'before' : 'after'),
      );
    }
    const ids = orderedIds(query, limit + 1, { direction, by: EXPIRY });
    const rows = await query
      .where(`license.id = ANY (ARRAY(${ids}))`)
      .orderBy(EXPIRY, direction)
      .addOrderBy('license.id', direction)
      .getMany();
    return { total: null, ...cursorsOf(rows, { limit, isBackward, isFirst: cursor === undefined }, cursorOf) };
  }

  /** Where in the index the matching licenses are. */
  private narrow(query: SelectQueryBuilder<License>, { status, expiresAfter, expiresBefore }: LicenseFilter): void {
    if (NOT_EXPIRED.includes(status)) {
      query.andWhere(`${EXPIRY} > :indexNow`, { indexNow: this.clock.now() });
    }
    if (status === 'expired') {
      query.andWhere(`${EXPIRY} <= :indexNow`, { indexNow: this.clock.now() });
    }
    if (expiresAfter) {
      query.andWhere(`${EXPIRY} >= :indexAfter`, { indexAfter: expiresAfter });
    }
    if (expiresBefore) {
      query.andWhere(`${EXPIRY} < :indexBefore`, { indexBefore: expiresBefore });
    }
  }

  private async query(filter: LicenseFilter): Promise<SelectQueryBuilder<License>> {
    const { manager } = this.work;
    const query = scoped(manager.createQueryBuilder(License, 'license'), 'license.productId');
    applyFilter(query, filter, this.clock.now());
    await applyReferences(manager, query, filter);
    return query;
  }
}

function statementFor(
  query: SelectQueryBuilder<License>,
  filter: LicenseFilter,
  limit: number,
): [sql: string, parameters: unknown[]] {
  const ids = foundBy(filter) === 'block' ? newestIdsByBlock(query, limit, undefined) : newestIds(query, limit);
  return query.dataSource.driver.escapeQueryWithParameters(ids, query.getParameters());
}

function cursorOf({ expiresAt, id }: License): string {
  return Buffer.from(`${expiresAt?.getTime() ?? 'never'} ${id}`).toString('base64url');
}

function parsedCursor(cursor: string, field: 'after' | 'before'): { fromExpiry: Date | string; fromId: number } {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  const [, expiry = '', id = ''] = /^(-?\d{1,15}|never) ([1-9]\d{0,15})$/.exec(text) ?? [];
  const at = new Date(Number(expiry));
  if (id === '' || (expiry !== 'never' && Number.isNaN(at.getTime()))) {
    throw invalidCursor(field);
  }
  return { fromExpiry: expiry === 'never' ? 'infinity' : at, fromId: Number(id) };
}
