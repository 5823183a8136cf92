import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock';
import { type Span, type TimeStep, timeSteps } from '../../common/time-steps';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { leaseEnd } from '../../licenses/sessions/session-statements';
import { countedLicenses } from '../log/counted-licenses';
import { RefusedSessionsService } from '../log/refused-sessions.service';

interface SessionCounts {
  /** Most seats that were taken at once. */
  readonly seats: number;
  /** Starts that found no seat; those of one device count once in an hour. */
  readonly refused: number;
}

/** Use of floating seats in a span of time. */
export interface SessionSeries extends SessionCounts {
  /** Oldest first; the last one is in progress. */
  readonly steps: readonly (TimeStep & SessionCounts)[];
  /** When most seats were taken; null if none was. */
  readonly peak: (TimeStep & { readonly minutes: number }) | null;
  /** Devices that were refused. */
  readonly refusedDevices: number;
}

interface UseRow {
  /** From 1. */
  readonly step: number;
  readonly seats: number;
  readonly from: Date;
  readonly until: Date;
  readonly minutes: number;
}

/** Reads how many floating seats were taken over time, and how often none was free. */
@Injectable()
export class SessionSeriesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly refusals: RefusedSessionsService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param zone time zone whose hours and days are counted
   * @param licenseId by default all licenses that the caller sees
   */
  async read(span: Span, zone: string, licenseId?: number): Promise<SessionSeries> {
    const now = this.clock.now();
    const steps = timeSteps(span, now, zone);
    const starts = steps.map(({ from }) => from);
    const first = starts[0] ?? now;
    const licenses = countedLicenses(licenseId);
    const parameters = [starts, first, now, ...licenses.parameters];
    const uses = await this.work.manager.query<UseRow[]>(useOf(licenses.are('license_id', '$4')), parameters);
    const refusals = await this.refusals.count(starts, now, licenseId);
    const counted = steps.map((step, index) => ({
      ...step,
      seats: uses.find((row) => row.step === index + 1)?.seats ?? 0,
      refused: refusals.find((row) => row.step === index + 1)?.refused ?? 0,
    }));
    const seats = Math.max(0, ...counted.map((step) => step.seats));
    const [use] = uses;
    return {
      steps: counted,
      seats,
      refused: counted.reduce((sum, { refused }) => sum + refused, 0),
      peak: use && seats > 0 ? { from: use.from, until: use.until, minutes: use.minutes } : null,
      refusedDevices: refusals[0]?.devices ?? 0,
    };
  }
}

// A step begins with a change of 0, so that it has the seats that were taken before.
const useOf = (ofLicense: string): string => `
  WITH session AS MATERIALIZED (
    SELECT started_at, ended_at FROM license_sessions
    WHERE ended_at IS NOT NULL AND ended_at > $2 AND ${ofLicense}
    UNION ALL
    SELECT started_at, greatest(${leaseEnd('license_sessions')}, borrowed_until) FROM license_sessions
    WHERE ended_at IS NULL AND ${ofLicense}
  ), change AS (
    SELECT greatest(started_at, $2::timestamptz) AS at, 1 AS seats FROM session WHERE ended_at > $2
    UNION ALL SELECT ended_at, -1 FROM session WHERE ended_at > $2 AND ended_at <= $3
    UNION ALL SELECT unnest($1::timestamptz[]), 0
  ), moment AS (
    SELECT at, sum(seats) AS seats FROM change GROUP BY at
  ), used AS (
    SELECT at, sum(seats) OVER (ORDER BY at) AS seats, lead(at, 1, $3::timestamptz) OVER (ORDER BY at) AS until FROM moment
  ), peak AS (
    SELECT min(at) AS "from", max(until) AS until, round(sum(extract(epoch FROM until - at)) / 60)::integer AS minutes
    FROM used WHERE seats = (SELECT max(seats) FROM used)
  )
  SELECT width_bucket(at, $1::timestamptz[]) AS step, max(seats)::integer AS seats, peak.*
  FROM used CROSS JOIN peak GROUP BY step, peak."from", peak.until, peak.minutes`;
