import type { EntityManager } from 'typeorm';
import type { SessionsCountBy } from '../../../core/catalog/policies/behavior';
import { countRefusals } from '../../../core/verification/log/refused-sessions.service';
import { FEATURE_SPANS, SESSION_SPANS } from '../../../core/verification/sessions/session-spans';
import type { ReportedUsage, UsedSessions } from '../report-claims';

/** Days of a report at most, the newest. */
export const MAX_DAYS = 400;
const MAX_VERSIONS = 100;
const MAX_FEATURES = 100;
const DAY_MS = 86_400_000;

interface DayRow extends Omit<UsedSessions, 'refused'> {
  readonly step: number;
}

interface DeviceRow {
  readonly count: number;
  readonly peak: number;
  readonly devices: number;
  readonly started: number;
  readonly versions: ReportedUsage['versions'];
}

/** A span of time, and the license whose use is counted. */
export interface Counted {
  readonly licenseId: number;
  readonly from: Date;
  readonly to: Date;
  /** Seats of the pool; null if it has none. */
  readonly seats: number | null;
  /** Which sessions share a seat. */
  readonly countBy: SessionsCountBy;
}

/** Reads the use of a license from its sessions, devices and the log, without meters and people. */
export async function readUsage(manager: EntityManager, counted: Counted): Promise<Omit<ReportedUsage, 'meters'>> {
  const { licenseId, from, to } = counted;
  const days = await readDays(manager, counted);
  const [devices] = await manager.query<[DeviceRow]>(DEVICES, [licenseId, from, to]);
  const { count, peak, versions, started } = devices;
  return {
    sessions: {
      peak: Math.max(0, ...days.map((day) => day.peak)),
      started,
      refused: sum(days, 'refused'),
      minutes_full: sum(days, 'minutes_full'),
    },
    activations: { count, peak },
    features: await manager.query(FEATURES, [licenseId, from, to, to]),
    versions,
    devices: devices.devices,
    days,
  };
}

/** The days of the span in UTC, oldest first. */
export async function readDays(manager: EntityManager, counted: Counted): Promise<ReportedUsage['days']> {
  const { licenseId, from, to, seats, countBy } = counted;
  const first = Math.max(startOfDay(from), startOfDay(to) - (MAX_DAYS - 1) * DAY_MS);
  const count = Math.floor((to.getTime() - first) / DAY_MS) + 1;
  const starts = Array.from(
    { length: count },
    (_, index) => new Date(Math.max(first + index * DAY_MS, from.getTime())),
  );
  const rows = await manager.query<DayRow[]>(DAYS, [licenseId, starts[0], to, to, countBy, starts, seats]);
  // The next report begins with the last instant.
  const refusals = await countRefusals(manager, starts, new Date(to.getTime() - 1), licenseId);
  return starts.map((start, index) => {
    const isOfDay = ({ step }: { readonly step: number }): boolean => step === index + 1;
    const { peak = 0, minutes_full = 0 } = rows.find(isOfDay) ?? {};
    const refused = refusals.find(isOfDay)?.refused ?? 0;
    return { day: start.toISOString().slice(0, 10), peak, refused, minutes_full };
  });
}

function sum(days: ReportedUsage['days'], name: 'refused' | 'minutes_full'): number {
  return days.reduce((total, day) => total + day[name], 0);
}

function startOfDay(time: Date): number {
  return Math.floor(time.getTime() / DAY_MS) * DAY_MS;
}

// Sessions that share a seat while they overlap are merged. A day begins with a change of 0, so that it has the seats that were
// taken before. A relay of a pair is full when its share is taken; without any share, it has no seats to fill.
const DAYS = `
  WITH span AS MATERIALIZED (
    SELECT unit, greatest("from", $2::timestamptz) AS begins, until FROM (${SESSION_SPANS}) AS session WHERE until > $2
  ), joined AS (
    SELECT *, max(until) OVER (PARTITION BY unit ORDER BY begins, until ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
      AS before FROM span
  ), numbered AS (
    SELECT *, count(*) FILTER (WHERE before IS NULL OR begins > before) OVER (PARTITION BY unit ORDER BY begins, until) AS part
    FROM joined
  ), seat AS (
    SELECT min(begins) AS begins, max(until) AS ends FROM numbered GROUP BY unit, part
  ), change AS (
    SELECT begins AS at, 1 AS seats FROM seat
    UNION ALL SELECT ends, -1 FROM seat WHERE ends < $3
    UNION ALL SELECT unnest($6::timestamptz[]), 0
    UNION ALL SELECT minute, 0 FROM relay_shares WHERE minute > $2 AND minute < $3
  ), moment AS (
    SELECT at, sum(seats) AS seats FROM change GROUP BY at
  ), used AS (
    SELECT at, sum(seats) OVER (ORDER BY at) AS seats, lead(at, 1, $3::timestamptz) OVER (ORDER BY at) AS until,
      coalesce((SELECT sessions FROM relay_shares WHERE minute <= at ORDER BY minute DESC LIMIT 1), $7::integer) AS share
    FROM moment
  )
  SELECT width_bucket(at, $6::timestamptz[]) AS step, max(seats)::integer AS peak,
    floor(coalesce(sum(extract(epoch FROM until - at)) FILTER (WHERE $7::integer IS NOT NULL AND seats >= greatest(share, 1)), 0) / 60)::integer AS minutes_full
  FROM used GROUP BY step`;

const FEATURES = `
  WITH feature AS MATERIALIZED (${FEATURE_SPANS}), change AS (
    SELECT code, greatest("from", $2::timestamptz) AS at, 1 AS taken FROM feature WHERE NOT "isRefused" AND until > $2
    UNION ALL SELECT code, until, -1 FROM feature WHERE NOT "isRefused" AND until > $2 AND until < $3
  ), used AS (
    SELECT code, sum(sum(taken)) OVER (PARTITION BY code ORDER BY at) AS taken FROM change GROUP BY code, at
  ), refusal AS (
    SELECT code, count(DISTINCT (session, date_trunc('hour', "from"))) AS refused
    FROM feature WHERE "isRefused" AND "from" >= $2 GROUP BY code
  )
  SELECT code, coalesce(max(taken), 0)::integer AS peak, coalesce(max(refused), 0)::integer AS refused
  FROM used FULL JOIN refusal USING (code) GROUP BY code ORDER BY peak DESC, code LIMIT ${MAX_FEATURES}`;

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
  )
  SELECT count(*)::integer AS devices,
    (count(*) FILTER (WHERE ends IS NULL OR ends >= $3))::integer AS count,
    coalesce((SELECT max(devices) FROM used), 0)::integer AS peak,
    (SELECT count(*)::integer FROM license_sessions
      WHERE license_id = $1 AND started_at >= $2 AND started_at < $3) AS started,
    coalesce((SELECT json_agg(json_build_object('version', v.version, 'devices', v.devices)) FROM version v), '[]') AS versions
  FROM device`;
