import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { countedLicenses } from '../log/counted-licenses';
import { SILENT_SHARE } from '../../licenses/sessions/license-session.entity';
import { isAlive, leaseEnd } from '../../licenses/sessions/session-statements';

/** Floating seats, and who holds them. */
export interface SeatsInUse {
  /** Licenses that limit their sessions and are not stopped. */
  readonly licenses: number;
  /** Their seats; null if there are none, or if a session runs without a limit. */
  readonly limit: number | null;
  readonly running: number;
  readonly borrowed: number;
  /** Sessions that missed their heartbeats, and will expire. */
  readonly silent: number;
  /** When the first of them expires. */
  readonly silentUntil: Date | null;
}

interface Row extends Omit<SeatsInUse, 'limit'> {
  readonly seats: number | null;
  readonly isUnlimited: boolean;
}

/** Counts the floating seats that are taken. */
@Injectable()
export class SeatsInUseService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @param licenseId by default all licenses that the caller sees */
  async read(licenseId?: number): Promise<SeatsInUse> {
    const { are, parameters } = countedLicenses(licenseId);
    const statement = countsOf(are('s.license_id', '$2'), are('id', '$2'));
    const [row] = await this.work.manager.query<[Row]>(statement, [this.clock.now(), ...parameters]);
    const { seats, isUnlimited, ...counts } = row;
    return { ...counts, limit: isUnlimited ? null : seats };
  }
}

const IS_SILENT = `s.last_beat_at + make_interval(secs => s.lease * ${SILENT_SHARE}) <= $1
  AND (s.borrowed_until IS NULL OR s.borrowed_until <= $1)`;

const countsOf = (ofSession: string, ofLicense: string): string => `
  WITH active AS MATERIALIZED (
    SELECT l.max_sessions, coalesce(s.borrowed_until > $1, false) AS is_borrowed, ${IS_SILENT} AS is_silent,
      ${leaseEnd('s')} AS lease_end
    FROM license_sessions s JOIN licenses l ON l.id = s.license_id
    WHERE s.ended_at IS NULL AND ${isAlive('$1::timestamptz', 's')} AND ${ofSession}
  )
  SELECT floating.*,
    count(active) FILTER (WHERE NOT is_borrowed) AS running, count(active) FILTER (WHERE is_borrowed) AS borrowed,
    count(active) FILTER (WHERE is_silent) AS silent, min(lease_end) FILTER (WHERE is_silent) AS "silentUntil",
    coalesce(bool_or(active IS NOT NULL AND max_sessions IS NULL), false) AS "isUnlimited"
  FROM (
    SELECT count(*) AS licenses, sum(max_sessions) AS seats FROM licenses
    WHERE max_sessions IS NOT NULL AND revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL AND ${ofLicense}
  ) AS floating LEFT JOIN active ON true
  GROUP BY licenses, seats`;
