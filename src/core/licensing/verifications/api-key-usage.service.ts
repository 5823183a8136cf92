import { Injectable } from '@nestjs/common';
import { Calendar, dateAfter, daysBetween } from '../../common/calendar';
import { Clock } from '../../common/clock';
import { problem } from '../../common/errors/domain-error';
import { UnitOfWork } from '../../platform/database/unit-of-work';

/** Days that one answer covers. */
const MAX_USAGE_DAYS = 90;
const DEFAULT_DAYS = 30;

/** Calendar dates, both included. `to` is today by default, `from` 29 days earlier. */
export interface DateSpan {
  readonly from?: string;
  readonly to?: string;
}

export interface RequestCounts {
  readonly total: number;
  readonly refused: number;
}

export interface DayUsage extends RequestCounts {
  readonly date: string;
  /** The first instant of the day. */
  readonly from: Date;
}

/** Requests of an API key by day. */
export interface ApiKeyUsage extends RequestCounts {
  /** Oldest first, also those without requests. */
  readonly days: readonly DayUsage[];
}

/** Counts the requests with an API key by day, from the counts that outlive the log. */
@Injectable()
export class ApiKeyUsageService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @param zone time zone whose days are counted */
  async read({ id }: { readonly id: number }, span: DateSpan, zone: string): Promise<ApiKeyUsage> {
    const calendar = new Calendar(zone);
    const dates = datesOf(calendar.dateOf(this.clock.now()), span);
    const starts = dates.map((date) => calendar.startOf(date));
    const end = calendar.startOf(dateAfter(dates.at(-1) ?? '', 1));
    const rows = await this.work.manager.query<Row[]>(BY_DAY, [id, starts, starts[0], end]);
    const counted = new Map(rows.map((row) => [row.day - 1, row]));
    const days = starts.map((from, index) => {
      const { total = 0, refused = 0 } = counted.get(index) ?? {};
      return { date: dates[index] ?? '', from, total, refused };
    });
    return { days, total: sum(days, 'total'), refused: sum(days, 'refused') };
  }
}

/** A row of the database. */
interface Row extends RequestCounts {
  /** From 1. */
  readonly day: number;
}

function datesOf(today: string, { to = today, from = dateAfter(to, 1 - DEFAULT_DAYS) }: DateSpan): string[] {
  const days = daysBetween(from, to) + 1;
  if (days < 1 || days > MAX_USAGE_DAYS) {
    throw problem('SPAN_OUT_OF_RANGE', { field: 'from', days: MAX_USAGE_DAYS });
  }
  return Array.from({ length: days }, (_, index) => dateAfter(from, index));
}

function sum(days: readonly DayUsage[], count: keyof RequestCounts): number {
  return days.reduce((total, day) => total + day[count], 0);
}

const BY_DAY = `
  SELECT width_bucket(at, $2::timestamptz[]) AS day, sum(total)::bigint AS total, sum(refused)::bigint AS refused
  FROM api_key_counts WHERE api_key_id = $1 AND at >= $3 AND at < $4 GROUP BY day
`;
