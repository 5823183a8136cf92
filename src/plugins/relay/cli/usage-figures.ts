import type { EntityManager } from 'typeorm';
import { leaseEnd } from '../../../core/licenses/sessions/session-statements';
import type { ReportedUsage, UsedSessions } from '../report-claims';

/** Days of a report at most, the newest. */
export const MAX_DAYS = 400;
const MAX_VERSIONS = 100;
const DAY_MS = 86_400_000;

interface DayRow extends UsedSessions {
  readonly step: number;
}

interface DeviceRow {
  readonly count: number;
  readonly peak: number;
  readonly devices: number;
  readonly started: number;
  readonly versions: ReportedUsage['versions'];
  readonly meters: ReportedUsage['meters'];
}

/** A span of time, and the license whose use is counted. */
export interface Counted {
  readonly licenseId: number;
  readonly from: Date;
  readonly to: Date;
  /** Seats of the pool; null if it has none. */
  readonly seats: number | null;
}

/** Reads the use of a license from its sessions, devices and the log. */
export async function readUsage(manager: EntityManager, counted: Counted): Promise<ReportedUsage> {
  const days = await readDays(manager, counted);
  const [devices] = await manager.query<[DeviceRow]>(DEVICES, [counted.licenseId, counted.from, counted.to]);
  const { count, peak, versions, meters, started } = devices;
  return {
    sessions: {
      peak: Math.max(0, ...days.map((day) => day.peak)),
      started,
      refused: sum(days, 'refused'),
      minutes_full: sum(days, 'minutes_full'),
    },
    activations: { count, peak },
    meters,
    features: [],
    versions,
    devices: devices.devices,
    days,
  };
}

/** The days of the span in UTC, oldest first. */
export async function readDays(manager: EntityManager, counted: Counted): Promise<ReportedUsage['days']> {
  const { licenseId, from, to, seats } = counted;
  const first = Math.max(startOfDay(from), startOfDay(to) - (MAX_DAYS - 1) * DAY_MS);
  const count = Math.floor((to.getTime() - first) / DAY_MS) + 1;
  const starts = Array.from(
    { length: count },
    (_, index) => new Date(Math.max(first + index * DAY_MS, from.getTime())),
  );
  const rows = await manager.query<DayRow[]>(DAYS, [starts, starts[0], to, licenseId, seats]);
  return starts.map((start, index) => {
    const { peak = 0, refused = 0, minutes_full = 0 } = rows.find(({ step }) => step === index + 1) ?? {};
    return { day: start.toISOString().slice(0, 10), peak, refused, minutes_full };
  });
}

function sum(days: ReportedUsage['days'], name: 'refused' | 'minutes_full'): number {
  return days.reduce((total, day) => total + day[name], 0);
}

function startOfDay(time: Date): number {
  return Math.floor(time.getTime() / DAY_MS) * DAY_MS;
}

// A day begins with a change of 0, so that it has the seats that were taken before.
const DAYS = `
  WITH session AS MATERIALIZED (
    SELECT started_at, coalesce(ended_at, greatest(${leaseEnd('s')}, borrowed_until)) AS ended_at
    FROM license_sessions s WHERE license_id = $4 AND started_at < $3 AND (ended_at IS NULL OR ended_at > $2)
  ), change AS (
    SELECT greatest(started_at, $2::timestamptz) AS at, 1 AS seats FROM session WHERE ended_at > $2
    UNION ALL SELECT ended_at, -1 FROM session WHERE ended_at > $2 AND ended_at < $3
    UNION ALL SELECT unnest($1::timestamptz[]), 0
  ), moment AS (
    SELECT at, sum(seats) AS seats FROM change GROUP BY at
  ), used AS (
    SELECT at, sum(seats) OVER (ORDER BY at) AS seats, lead(at, 1, $3::timestamptz) OVER (ORDER BY at) AS until FROM moment
  ), taken AS (
    SELECT width_bucket(at, $1::timestamptz[]) AS step, max(seats)::integer AS peak,
      floor(coalesce(sum(extract(epoch FROM until - at)) FILTER (WHERE seats >= $5::integer), 0) / 60)::integer AS minutes_full
    FROM used GROUP BY step
  ), refusal AS (
    SELECT width_bucket(at, $1::timestamptz[]) AS step,
      count(DISTINCT (fingerprint, date_trunc('hour', at)))::integer AS refused
    FROM verifications WHERE license_id = $4 AND outcome = 'SESSIONS_EXHAUSTED' AND at >= $2 AND at < $3 GROUP BY step
  )
  SELECT step, peak, minutes_full, coalesce(refused, 0) AS refused FROM taken LEFT JOIN refusal USING (step)`;

const DEVICES = `
  WITH device AS MATERIALIZED (
    SELECT greatest(activated_at, $2::timestamptz) AS begins, deactivated_at AS ends, app_version
    FROM activations WHERE license_id = $1 AND activated_at < $3 AND (deactivated_at IS NULL OR deactivated_at > $2)
  ), change AS (
    SELECT begins AS at, 1 AS devices FROM device UNION ALL SELECT ends, -1 FROM device WHERE ends < $3
  ), used AS (
    SELECT sum(sum(devices)) OVER (ORDER BY at) AS devices FROM change GROUP BY at
  ), version AS (
    SELECT app_version AS version, count(*)::integer AS devices FROM device
    WHERE app_version IS NOT NULL GROUP BY app_version ORDER BY devices DESC, app_version LIMIT ${MAX_VERSIONS}
  ), meter AS (
    SELECT m.code, sum(b.used)::text AS used FROM meter_balances b JOIN meters m ON m.id = b.meter_id
    WHERE b.license_id = $1 GROUP BY m.code
  )
  SELECT count(*)::integer AS devices,
    (count(*) FILTER (WHERE ends IS NULL OR ends >= $3))::integer AS count,
    coalesce((SELECT max(devices) FROM used), 0)::integer AS peak,
    (SELECT count(*)::integer FROM license_sessions
      WHERE license_id = $1 AND started_at >= $2 AND started_at < $3) AS started,
    coalesce((SELECT json_agg(json_build_object('version', v.version, 'devices', v.devices)) FROM version v), '[]') AS versions,
    coalesce((SELECT json_object_agg(code, json_build_object('used', used)) FROM meter), '{}') AS meters
  FROM device`;
