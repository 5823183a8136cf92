import { Injectable } from '@nestjs/common';
import { Clock, DAY } from '../../core/common';
import { UnitOfWork } from '../../core/platform';
import { LEAD_STATUSES, type LeadStatus } from './institution.entity';

export interface LeadStats {
  readonly institutions: number;
  readonly contacts: number;
  /** Activities of the last 30 days. */
  readonly recentActivities: number;
  /** Converted institutions in percent, with one decimal. */
  readonly conversionRate: number;
  /** The most frequent types; institutions of the others are counted as `other`. */
  readonly byType: Readonly<Record<string, number>>;
  readonly byStatus: Readonly<Record<LeadStatus, number>>;
}

interface Counts {
  types: Record<string, number>;
  statuses: Partial<Record<LeadStatus, number>>;
  contacts: number;
  activities: number;
}

const RECENT_MS = 30 * DAY;
const LISTED_TYPES = 100;

@Injectable()
export class LeadStatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async get(): Promise<LeadStats> {
    const now = this.clock.now();
    const [{ types, statuses, contacts, activities }] = await this.work.manager.query<[Counts]>(COUNTS, [
      LISTED_TYPES - 1,
      new Date(now.getTime() - RECENT_MS),
      now,
    ]);
    const institutions = Object.values(types).reduce((sum, count) => sum + count, 0);
    return {
      institutions,
      contacts,
      recentActivities: activities,
      conversionRate: percent(statuses.converted ?? 0, institutions),
      byType: types,
      byStatus: { ...NONE, ...statuses },
    };
  }

  /** The most frequent types, for suggestions. */
  async types(): Promise<string[]> {
    const rows = await this.work.manager.query<{ type: string }[]>(
      `SELECT type FROM institutions GROUP BY type ORDER BY count(*) DESC, type LIMIT $1`,
      [LISTED_TYPES],
    );
    return rows.map(({ type }) => type);
  }
}

const NONE = Object.fromEntries(LEAD_STATUSES.map((status) => [status, 0])) as Record<LeadStatus, number>;

/** One statement, so that the numbers agree with each other. */
const COUNTS = `
  WITH counted AS (SELECT type, status, count(*)::integer AS n FROM institutions GROUP BY type, status),
  ranked AS (SELECT type, sum(n) AS n, row_number() OVER (ORDER BY sum(n) DESC, type) AS rank FROM counted GROUP BY type),
  types AS (
    SELECT CASE WHEN rank <= $1 THEN type ELSE 'other' END AS type, sum(n) AS n FROM ranked GROUP BY 1
  ),
  statuses AS (SELECT status, sum(n) AS n FROM counted GROUP BY status)
  SELECT
    (SELECT coalesce(json_object_agg(type, n ORDER BY n DESC, type), '{}') FROM types) AS types,
    (SELECT coalesce(json_object_agg(status, n), '{}') FROM statuses) AS statuses,
    (SELECT count(*)::integer FROM contacts) AS contacts,
    (SELECT count(*)::integer FROM lead_activities WHERE at > $2 AND at <= $3) AS activities
`;

function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.round((1000 * part) / whole) / 10;
}
