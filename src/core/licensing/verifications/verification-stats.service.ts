import { Injectable } from '@nestjs/common';
import { Calendar, dateAfter } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { COUNTED_ROWS } from '../../common/pagination/page-request';
import { type ProductScope, productScope } from '../../identity/permissions/caller';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { isOfProducts } from './of-products';

/** Numbers of calls of programs, in total and by day. */
export interface VerificationStats {
  readonly total: number;
  readonly today: number;
  /** One entry per day, newest first, starting with today. */
  readonly recent: readonly DayStats[];
}

export interface DayStats {
  readonly date: string;
  readonly verifications: number;
}

/** Number of check results of an API. */
export interface OutcomeCount {
  readonly dialect: string;
  readonly outcome: string;
  readonly count: number;
}

const QUARTER_HOUR = 900_000;

/**
 * Counts license checks of any outcome, from the counts that outlive the log. These know no products: for a caller of some
 * products, the checks of their licenses are counted among the newest COUNTED_ROWS rows of the log.
 */
@Injectable()
export class VerificationStatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly calendar: Calendar,
    private readonly clock: Clock,
  ) {}

  async read(days: number): Promise<VerificationStats> {
    const today = this.calendar.dateOf(this.clock.now());
    const dates = Array.from({ length: days }, (_, ago) => dateAfter(today, -ago));
    const scope = productScope();
    const [total, byDate] = [await this.total(scope), await this.countByDate([...dates].reverse(), scope)];
    const recent = dates.map((date) => ({ date, verifications: byDate.get(date) ?? 0 }));
    return { total, today: recent[0]?.verifications ?? 0, recent };
  }

  /** Verdicts of all products and operations since a time, which is rounded down to a quarter of an hour; most frequent first. */
  countOutcomes(since: Date): Promise<OutcomeCount[]> {
    return this.work.manager.query<OutcomeCount[]>(OUTCOMES, [new Date(since.getTime() - QUARTER_HOUR)]);
  }

  private async total(scope: ProductScope): Promise<number> {
    const [{ total }] = await this.work.manager.query<[{ total: number }]>(
      `SELECT coalesce(sum(count), 0)::bigint AS total FROM ${checksOf(scope && '$1')}`,
      scope && [scope],
    );
    return total;
  }

  /** @param dates in ascending order */
  private async countByDate(dates: string[], scope: ProductScope): Promise<Map<string, number>> {
    const starts = dates.map((date) => this.calendar.startOf(date));
    const rows = await this.work.manager.query<{ day: number; count: number }[]>(
      `SELECT width_bucket(at, $1::timestamptz[]) AS day, sum(count)::bigint AS count
       FROM ${checksOf(scope && '$3', 'at >= $2')} GROUP BY day`,
      [starts, starts[0], ...(scope ? [scope] : [])],
    );
    return new Map(rows.map(({ day, count }) => [dates[day - 1] ?? '', count]));
  }
}

/**
 * Numbers of checks with their times.
 * @param products placeholder of their ids; those of all products if left out
 */
function checksOf(products: string | undefined, span = 'true'): string {
  return products === undefined
    ? `verification_counts WHERE operation = 'check' AND ${span}`
    : `(
        SELECT at, license_id, operation, 1 AS count FROM verifications WHERE ${span} ORDER BY at DESC, id DESC LIMIT ${COUNTED_ROWS}
      ) AS record WHERE operation = 'check' AND ${isOfProducts('record', products)}`;
}

// Rows name the start of their quarter hour.
const OUTCOMES = `
  SELECT dialect, outcome, sum(count)::bigint AS count FROM verification_counts
  WHERE at > $1 GROUP BY dialect, outcome ORDER BY count DESC, outcome
`;
