import { Injectable } from '@nestjs/common';
import { Calendar, dateAfter } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';

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

/** How often an API gave a verdict. */
export interface OutcomeCount {
  readonly dialect: string;
  readonly outcome: string;
  readonly count: number;
}

const QUARTER_HOUR = 900_000;

/** Counts license checks of any outcome, from the counts that outlive the log. */
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
    const [total, byDate] = [await this.total(), await this.countByDate([...dates].reverse())];
    const recent = dates.map((date) => ({ date, verifications: byDate.get(date) ?? 0 }));
    return { total, today: recent[0]?.verifications ?? 0, recent };
  }

  /** Verdicts of all operations since a time, which is rounded down to a quarter of an hour; most frequent first. */
  countOutcomes(since: Date): Promise<OutcomeCount[]> {
    return this.work.manager.query<OutcomeCount[]>(OUTCOMES, [new Date(since.getTime() - QUARTER_HOUR)]);
  }

  private async total(): Promise<number> {
    const [{ total }] = await this.work.manager.query<[{ total: number }]>(TOTAL);
    return total;
  }

  /** @param dates in ascending order */
  private async countByDate(dates: string[]): Promise<Map<string, number>> {
    const starts = dates.map((date) => this.calendar.startOf(date));
    const rows = await this.work.manager.query<{ day: number; count: number }[]>(BY_DAY, [starts, starts[0]]);
    return new Map(rows.map(({ day, count }) => [dates[day - 1] ?? '', count]));
  }
}

const TOTAL = `
  SELECT coalesce(sum(count), 0)::bigint AS total FROM verification_counts WHERE operation = 'check'
`;

// Rows name the start of their quarter hour.
const OUTCOMES = `
  SELECT dialect, outcome, sum(count)::bigint AS count FROM verification_counts
  WHERE at > $1 GROUP BY dialect, outcome ORDER BY count DESC, outcome
`;

const BY_DAY = `
  SELECT width_bucket(at, $1::timestamptz[]) AS day, sum(count)::bigint AS count FROM verification_counts
  WHERE at >= $2 AND operation = 'check' GROUP BY day
`;
