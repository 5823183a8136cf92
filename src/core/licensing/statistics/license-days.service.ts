import { Injectable } from '@nestjs/common';
import { Calendar, dateAfter } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { OneOrMore } from '../../common/pagination/any-of';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { DimensionStatisticsService } from './dimension-statistics.service';

/** Changes of a day, in the installation's time zone. */
export interface LicenseDay {
  readonly day: string;
  readonly issued: number;
  /** Licenses that expired on this day and were not extended since. */
  readonly expired: number;
  readonly revoked: number;
  readonly activations: number;
  readonly checks: number;
  readonly refused: number;
}

interface LicenseDaysRequest {
  readonly from?: string;
  readonly to?: string;
  readonly product?: OneOrMore<string>;
}

/** Counts by day which licenses were issued and which ended, and what programs asked. */
@Injectable()
export class LicenseDaysService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly statistics: DimensionStatisticsService,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  /** Oldest first. */
  async read({ product, ...sent }: LicenseDaysRequest): Promise<LicenseDay[]> {
    const { from, to } = this.statistics.spanOf(sent);
    const products = await this.statistics.productsOf(product);
    const days: string[] = [];
    for (let day = from; day <= to; day = dateAfter(day, 1)) {
      days.push(day);
    }
    const starts = [...days, dateAfter(to, 1)].map((day) => this.calendar.startOf(day));
    return this.work.manager.query<LicenseDay[]>(DAYS, [
      days,
      starts.slice(0, -1),
      starts.slice(1),
      products,
      this.clock.now(),
    ]);
  }
}

const OF_PRODUCTS = '($4::bigint[] IS NULL OR product_id = ANY ($4))';

/** Each range of dates is one of an index. */
const countOf = (column: string, more = ''): string =>
  `(SELECT count(*)::integer FROM licenses WHERE ${column} >= since AND ${column} < until AND ${OF_PRODUCTS}${more})`;

const DAYS = `
  SELECT asked.day::text AS day, ${countOf('created_at')} AS issued,
    ${countOf(`coalesce(expires_at, 'infinity')`, ' AND expires_at <= $5')} AS expired,
    ${countOf('revoked_at')} AS revoked,
    coalesce(answers.activations, 0)::integer AS activations, coalesce(answers.checks, 0)::integer AS checks,
    coalesce(answers.refused, 0)::integer AS refused
  FROM unnest($1::date[], $2::timestamptz[], $3::timestamptz[]) AS asked (day, since, until)
  LEFT JOIN (
    SELECT day, sum(activations) AS activations, sum(checks) AS checks, sum(refused) AS refused FROM statistics_days
    WHERE dimension = 'product' AND day = ANY ($1::date[]) AND ${OF_PRODUCTS} GROUP BY day
  ) AS answers USING (day)
  ORDER BY asked.day`;
