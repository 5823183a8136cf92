import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import type { Page, PageRequest } from '../../common/pagination/page-request';
import { foundAmongNewest, searchPattern } from '../../platform/database/like-pattern';
import { readPage } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { eventPayload } from '../../licenses/licenses/event-payload';
import type { License } from '../../licenses/licenses/license.entity';
import { LICENSE_NAMES } from '../../licenses/licenses/typed-key';
import { Anomaly } from './anomaly.entity';
import type { AnomalyType } from '../licenses/anomaly-types';
import type { OneOrMore } from '../../common/pagination/any-of';
import { whereAnyOf, whereNamed } from '../../platform/database/any-of';

/** An anomaly with its license, and its device if it is about one. */
export type LicensedAnomaly = Anomaly & { license: License };

export interface AnomalyFilter {
  readonly type?: OneOrMore<AnomalyType>;
  readonly resolved?: boolean;
  /** Uid or key of the license. */
  readonly license?: OneOrMore<string>;
  /** Part of the type or the license key. */
  readonly q?: string;
}

/** Number of the anomalies of a type. */
export interface AnomalyCount {
  readonly type: AnomalyType;
  readonly total: number;
  readonly unresolved: number;
}

/** Lists, counts and resolves anomalies. */
@Injectable()
export class AnomaliesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list(page: PageRequest, { type, resolved, license, q }: AnomalyFilter): Promise<Page<LicensedAnomaly>> {
    const query = this.query();
    whereAnyOf(query, { type });
    if (resolved !== undefined) {
      query.andWhere(`anomaly.resolvedAt IS ${resolved ? 'NOT ' : ''}NULL`);
    }
    whereNamed(query, 'anomaly.licenseId', license, LICENSE_NAMES);
    if (q !== undefined) {
      query.andWhere(SEARCH, { q: searchPattern(q) });
    }
    const { rows, ...rest } = await readPage(query, page);
    return { ...rest, rows: rows.map(licensed) };
  }

  async get(uid: string): Promise<LicensedAnomaly> {
    return licensed(await this.query().where({ uid }).getOne());
  }

  /** An anomaly that is resolved already stays as it is; a suspension that is pending is no longer made. */
  resolve(uid: string): Promise<LicensedAnomaly> {
    return this.work.run(async (manager) => {
      await manager.query(`SELECT id FROM anomalies WHERE uid = $1 FOR NO KEY UPDATE`, [uid]);
      const anomaly = await this.get(uid);
      if (anomaly.resolvedAt !== null) {
        return anomaly;
      }
      const change = { resolvedAt: this.clock.now(), resolvedBy: currentRequest()?.actor?.name ?? null };
      return this.work.update('anomaly.resolved', anomaly, change, {
        ...eventPayload(anomaly.license),
        type: anomaly.type,
      });
    });
  }

  /** Types without anomalies are left out. */
  count(): Promise<AnomalyCount[]> {
    return this.work.manager.query<AnomalyCount[]>(COUNT_BY_TYPE);
  }

  private query() {
    return this.work.manager
      .createQueryBuilder(Anomaly, 'anomaly')
      .innerJoinAndSelect('anomaly.license', 'license')
      .leftJoinAndSelect('anomaly.activation', 'activation');
  }
}

function licensed(anomaly: Anomaly | null): LicensedAnomaly {
  if (!anomaly?.license) {
    throw problem('ANOMALY_NOT_FOUND');
  }
  return Object.assign(anomaly, { license: anomaly.license });
}

// A scalar subquery, so that the planner cannot read all licenses first.
const SEARCH = foundAmongNewest({
  alias: 'anomaly',
  table: 'anomalies',
  match: `newest.type ILIKE :q OR (SELECT key FROM licenses WHERE licenses.id = newest.license_id) ILIKE :q`,
});

// The index has both columns.
const COUNT_BY_TYPE = `
  SELECT type, count(*) AS total, count(*) FILTER (WHERE resolved_at IS NULL) AS unresolved
  FROM anomalies GROUP BY type
`;
