import { Injectable } from '@nestjs/common';
import { REPORTED_ROWS } from '../../common/pagination/page-request';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import type { LicenseFilter } from './license-filter';
import { LicenseListService } from './license-list.service';

/** Numbers of the licenses that match; of the newest REPORTED_ROWS, if there are more. */
export interface ReportFigures {
  /** REPORTED_ROWS + 1 for more. */
  readonly count: number;
  readonly neverActivated: number;
  readonly customers: number;
  readonly withEmail: number;
  /** Seats at the last count of licenses. */
  readonly seatsUsed: number;
}

/** The date by which the licenses of a report are charted. */
export type ReportDate = 'expiresAt' | 'createdAt';

/** Counts the licenses that match the conditions of a report. */
@Injectable()
export class LicenseReportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly licenses: LicenseListService,
  ) {}

  async figures(filter: LicenseFilter): Promise<ReportFigures> {
    const [ids, parameters] = await this.licenses.idStatement(filter, REPORTED_ROWS + 1);
    const [figures] = await this.work.manager.query<[ReportFigures]>(figuresOf(ids), parameters);
    return figures;
  }

  /**
   * Number of matching licenses in each step, exact up to REPORTED_ROWS.
   * @param starts of the steps, of which the last one is an end only
   */
  async series(filter: LicenseFilter, by: ReportDate, starts: readonly Date[]): Promise<number[]> {
    const [steps, parameters] = await this.licenses.stepStatement(filter, by, starts, REPORTED_ROWS);
    const rows = await this.work.manager.query<{ count: number }[]>(`${steps} ORDER BY step`, parameters);
    return rows.map(({ count }) => count);
  }
}

// With a join to the ids, the planner would read the whole table.
function figuresOf(ids: string): string {
  return `
    SELECT count(*)::integer AS count, (count(*) FILTER (WHERE first_activated_at IS NULL))::integer AS "neverActivated",
      count(DISTINCT customer_id)::integer AS customers,
      (count(DISTINCT customer_id) FILTER (WHERE email IS NOT NULL))::integer AS "withEmail",
      coalesce(sum(seats_used), 0)::integer AS "seatsUsed"
    FROM licenses AS license LEFT JOIN customers AS customer ON customer.id = customer_id
      LEFT JOIN license_activity ON license_id = license.id
    WHERE license.id = ANY (ARRAY(${ids}))`;
}
