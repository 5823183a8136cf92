import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { countRows } from '../../platform/database/read-page';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { ActiveSessionsService } from '../../verification/seats/active-sessions.service';
import { IS_USABLE } from '../../verification/log/verification.entity';

const MINUTE = 60_000;

/** Numbers of licenses, devices and sessions in use: exact up to 100,000 each, estimates above. */
export interface LiveStats {
  /** Licenses that are valid now: neither suspended nor expired nor yet to start. */
  readonly activeLicenses: number;
  /** Devices that hold a seat. */
  readonly activations: number;
  /** Sessions that have neither ended nor expired. */
  readonly activeSessions: number;
  /** Accepted heartbeats of devices in the last 60 seconds, and sessions with a heartbeat in that time. */
  readonly heartbeatsPerMinute: number;
}

/** Numbers of licenses and seats in use: exact up to 100,000 each, estimates above. */
export interface LicensesInUse {
  readonly licenses: number;
  /** Licenses that are neither suspended nor expired, and have started. */
  readonly usable: number;
  /** Devices and domains that hold a seat. */
  readonly seats: number;
}

/** Counts what is in use now. Each count reads an index, of which it visits at most 100,000 entries. */
@Injectable()
export class LiveStatsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: ActiveSessionsService,
    private readonly clock: Clock,
  ) {}

  async read(): Promise<LiveStats> {
    const now = this.clock.now();
    const minuteAgo = new Date(now.getTime() - MINUTE);
    return {
      activeLicenses: (await this.count(VALID, [now])) - (await this.count(NOT_STARTED, [now])),
      activations: await this.count(ACTIVATIONS),
      activeSessions: await this.sessions.countAll(),
      heartbeatsPerMinute:
        (await this.count(DEVICE_HEARTBEATS, [minuteAgo, now])) + (await this.count(SESSION_HEARTBEATS, [minuteAgo])),
    };
  }

  async readLicenses(): Promise<LicensesInUse> {
    const now = this.clock.now();
    const licenses = await this.count(LICENSES);
    const usable = (await this.count(VALID, [now])) - (await this.count(NOT_STARTED, [now]));
    return { licenses, usable: Math.min(usable, licenses), seats: await this.count(ACTIVATIONS) };
  }

  private count(statement: string, parameters: unknown[] = []): Promise<number> {
    return countRows(this.work.manager, statement, parameters);
  }
}

// In the order of an index, so that the planner reads it instead of the table.
const LICENSES = `SELECT 1 FROM licenses ORDER BY id`;

const IN_FORCE = 'revoked_at IS NULL AND blocked_at IS NULL AND disabled_at IS NULL';

const BY_FIGURES = 'ORDER BY revoked_at, blocked_at, disabled_at, expires_at';

// In the order of an index again, two ranges of it. It has no start date: few licenses are yet to start.
const VALID = `
  (SELECT 1 FROM licenses WHERE ${IN_FORCE} AND expires_at > $1 ${BY_FIGURES})
  UNION ALL (SELECT 1 FROM licenses WHERE ${IN_FORCE} AND expires_at IS NULL ${BY_FIGURES})`;

const NOT_STARTED = `
  SELECT 1 FROM licenses WHERE starts_at > $1 AND ${IN_FORCE} AND (expires_at IS NULL OR expires_at > $1)
  ORDER BY starts_at, id`;

const ACTIVATIONS = `SELECT 1 FROM activations WHERE deactivated_at IS NULL AND takes_seat`;

const DEVICE_HEARTBEATS = `
  SELECT 1 FROM verifications
  WHERE at > $1 AND at <= $2 AND operation = 'heartbeat' AND ${IS_USABLE}`;

const SESSION_HEARTBEATS = `
  SELECT 1 FROM license_sessions WHERE ended_at IS NULL AND last_beat_at > $1 AND last_beat_at > started_at`;
