import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { leaseEnd } from '../../licenses/sessions/session-statements';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { countedLicenses } from '../log/counted-licenses';
import { RefusedSessionsService } from '../log/refused-sessions.service';

/** Largest number of licenses that `SeatsByLicenseService` lists. */
export const MAX_LICENSES = 100;

/** Use of the floating seats of a license in a span of time. */
export interface LicenseSeats {
  readonly id: number;
  readonly uid: string;
  readonly key: string;
  readonly customer: string | null;
  readonly limit: number;
  readonly inUse: number;
  /** Most seats at once. */
  readonly peak: number;
  /** Minutes for which all seats were taken, by the limit of today. */
  readonly fullMinutes: number;
  /** Starts that found no seat; those of one device count once in an hour. */
  readonly refused: number;
}

/** Compares the licenses with floating seats. */
@Injectable()
export class SeatsByLicenseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly refusals: RefusedSessionsService,
    private readonly clock: Clock,
  ) {}

  /** The MAX_LICENSES that were full for the longest; without those that no program used. */
  async read(since: Date): Promise<LicenseSeats[]> {
    const now = this.clock.now();
    const { are, parameters } = countedLicenses();
    const rows = await this.work.manager.query<Omit<LicenseSeats, 'refused'>[]>(useOf(are('l.id', '$4')), [
      ...[now, since, MAX_LICENSES],
      ...parameters,
    ]);
    const refused = await this.refusals.countByLicense(since, now);
    return rows.map((row) => ({ ...row, refused: refused.get(row.id) ?? 0 }));
  }
}

const useOf = (ofLicenses: string): string => `
  WITH session AS MATERIALIZED (
    SELECT license_id, started_at, ended_at FROM license_sessions WHERE ended_at IS NOT NULL AND ended_at > $2
    UNION ALL
    SELECT license_id, started_at, greatest(${leaseEnd('license_sessions')}, borrowed_until) FROM license_sessions
    WHERE ended_at IS NULL
  ), change AS (
    SELECT license_id, greatest(started_at, $2::timestamptz) AS at, 1 AS seats FROM session WHERE ended_at > $2
    UNION ALL SELECT license_id, ended_at, -1 FROM session WHERE ended_at > $2 AND ended_at <= $1
  ), moment AS (
    SELECT license_id, at, sum(seats) AS seats FROM change GROUP BY license_id, at
  ), used AS (
    SELECT license_id, at, sum(seats) OVER by_time AS seats, lead(at, 1, $1::timestamptz) OVER by_time AS until
    FROM moment WINDOW by_time AS (PARTITION BY license_id ORDER BY at)
  )
  SELECT l.id, l.uid, l.key, coalesce(nullif(c.name, ''), c.email) AS customer, l.max_sessions AS limit,
    (array_agg(used.seats ORDER BY used.at DESC))[1]::integer AS "inUse", max(used.seats)::integer AS peak,
    round(
      coalesce(sum(extract(epoch FROM used.until - used.at)) FILTER (WHERE used.seats >= l.max_sessions), 0) / 60
    )::integer AS "fullMinutes"
  FROM used JOIN licenses l ON l.id = used.license_id LEFT JOIN customers c ON c.id = l.customer_id
  WHERE l.max_sessions IS NOT NULL AND ${ofLicenses}
  GROUP BY l.id, c.id
  ORDER BY "fullMinutes" DESC, peak DESC, l.id LIMIT $3`;
