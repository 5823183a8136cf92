import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../../../core/common';
import { productScope } from '../../../../core/identity';
import { UnitOfWork } from '../../../../core/platform';

const DAYS = 7;
/** Newest events that are read for the rates. */
const COUNTED_EVENTS = 20_000;

/** Frequency of events. */
export interface EventRates {
  /** Events a day, by name. */
  readonly perDay: ReadonlyMap<string, number>;
  /** Days that were counted: at most 7, fewer on a new or a busy server. */
  readonly days: number;
}

interface NameCount {
  readonly name: string;
  readonly count: number;
  readonly first: Date;
}

/** Estimates how many events a day an endpoint would get. */
@Injectable()
export class EventRatesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Rates of the last 7 days, or of the newest 20,000 events in them, of the products that the caller can see. */
  async rates(): Promise<EventRates> {
    const now = this.clock.now().getTime();
    const since = new Date(now - DAYS * DAY);
    const rows = await this.work.manager.query<NameCount[]>(NEWEST, [
      COUNTED_EVENTS,
      since,
      productScope()?.map(String) ?? null,
    ]);
    const total = rows.reduce((sum, { count }) => sum + count, 0);
    const first = Math.min(...rows.map((row) => row.first.getTime()));
    const days = total < COUNTED_EVENTS ? DAYS : Math.max(now - first, 1) / DAY;
    return { perDay: new Map(rows.map(({ name, count }) => [name, count / days])), days };
  }
}

const NEWEST = `
  SELECT name, count(*)::integer AS count, min(at) AS first FROM (
    SELECT name, at FROM events WHERE $3::text[] IS NULL OR at >= $2 AND data ->> 'product_id' = ANY ($3)
    ORDER BY id DESC LIMIT $1
  ) AS newest WHERE at >= $2 GROUP BY name`;
