import { Injectable } from '@nestjs/common';
import { DAY } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { OneOrMore } from '../../common/pagination/any-of';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { LicenseListService } from '../licenses/license-list.service';
import type { LicenseFilter } from '../licenses/license-filter';
import type { LicenseWithUsage } from '../licenses/licenses.service';
import { ALL_FULL } from './count-licenses.service';
import { DimensionStatisticsService } from './dimension-statistics.service';

/** Unused licenses are counted up to this number. */
export const MAX_UNUSED = 10_000;

/** A license whose seats are all taken. */
export interface FullLicense {
  readonly uid: string;
  readonly key: string;
  readonly product: string;
  readonly customer: string | null;
  readonly limit: number;
  readonly devices: number;
}

export interface FullLicenses {
  /** When they were counted. */
  readonly countedAt: Date | null;
  readonly count: number;
  /** The newest. */
  readonly rows: readonly FullLicense[];
}

/** Finds licenses that nobody uses, and those that have no seat left. */
@Injectable()
export class LicenseSeatsStatisticsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicenseListService,
    private readonly statistics: DimensionStatisticsService,
    private readonly clock: Clock,
  ) {}

  /** Valid licenses that were issued so many days ago and never activated, the newest first. Counted up to MAX_UNUSED. */
  async unused(
    days: number,
    limit: number,
    product?: OneOrMore<string>,
  ): Promise<{ readonly count: number; readonly rows: readonly LicenseWithUsage[] }> {
    const createdBefore = new Date(this.clock.now().getTime() - days * DAY);
    const filter: LicenseFilter = { status: 'unused', createdBefore, product };
    const { rows } = await this.licenses.list({ limit }, filter, 'newest');
    return { count: await this.licenses.count(filter, MAX_UNUSED), rows };
  }

  /** Valid licenses whose seats were all taken at the last count; the rows still are. */
  async full(limit: number, product?: OneOrMore<string>): Promise<FullLicenses> {
    const products = await this.statistics.productsOf(product);
    const [{ count }] = await this.work.manager.query<[{ count: number }]>(COUNT, [products, ALL_FULL]);
    const rows = await this.work.manager.query<FullLicense[]>(FULL, [products, ALL_FULL, limit]);
    return { countedAt: await this.statistics.countedAt(), count, rows };
  }
}

const OF_PRODUCTS = `dimension = 'full' AND ($1::bigint[] IS NULL OR product_id = ANY ($1))`;

const COUNT = `SELECT coalesce(sum(licenses), 0)::bigint AS count FROM statistics_counts WHERE ${OF_PRODUCTS} AND value = $2`;

const FULL = `
  SELECT l.uid, l.key, p.reference AS product, coalesce(nullif(c.name, ''), c.email) AS customer,
    l.max_activations AS limit, seats.taken AS devices
  FROM (SELECT value::bigint AS id FROM statistics_counts WHERE ${OF_PRODUCTS} AND value <> $2) AS counted
  JOIN licenses AS l ON l.id = counted.id JOIN products AS p ON p.id = l.product_id
  LEFT JOIN customers AS c ON c.id = l.customer_id
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS taken FROM activations AS a
    WHERE a.license_id = l.id AND a.deactivated_at IS NULL AND a.takes_seat
  ) AS seats
  WHERE seats.taken >= l.max_activations ORDER BY l.id DESC LIMIT $3`;
