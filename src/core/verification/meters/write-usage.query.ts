import { recordParts } from '../../platform/records/record-statements';
import { logStatement } from '../log/log-statement';
import { logParts } from '../log/log-rows.query';
import { POLICY_PRIORITY } from '../rules/draw-order';

/**
 * Moves balances and draws from grants, writes events and the log, and returns the number of rows moved. The caller holds the license's row lock
 * and has judged the amounts; the conditions keep a writer without the lock from exceeding a limit.
 */
export const WRITE_USAGE = logStatement(
  'write_usage',
  '$7',
  (limits) => `
    WITH moved AS MATERIALIZED (
      SELECT * FROM json_to_recordset($1::json) AS moved(
        license_id bigint, meter_id bigint, period_start timestamptz, period_end timestamptz, capacity bigint,
        is_new boolean, used bigint, total bigint, granted bigint)
    ), balance AS (
      UPDATE meter_balances AS b SET used = b.used + moved.used, total = b.total + moved.total, granted = b.granted + moved.granted,
        period_end = moved.period_end, updated_at = greatest(b.updated_at, $4::timestamptz)
      FROM moved
      WHERE NOT is_new AND b.meter_id = moved.meter_id AND b.license_id = moved.license_id
        AND b.period_start = moved.period_start
        AND (moved.used <= 0 OR capacity IS NULL OR b.used + moved.used - b.granted - moved.granted <= capacity)
      RETURNING 1
    ), new_balance AS (
      INSERT INTO meter_balances (meter_id, license_id, period_start, period_end, used, total, granted, updated_at)
      SELECT meter_id, license_id, period_start, period_end, used, total, granted, $4::timestamptz FROM moved WHERE is_new
      ON CONFLICT DO NOTHING
      RETURNING 1
    ), held AS MATERIALIZED (
      SELECT * FROM json_to_recordset($2::json) AS held(
        license_id bigint, activation_id bigint, meter_id bigint, amount bigint)
    ), taken AS (
      INSERT INTO meter_holds AS h (license_id, activation_id, meter_id, amount)
      SELECT license_id, activation_id, meter_id, amount FROM held WHERE amount > 0
      ON CONFLICT (license_id, activation_id, meter_id) DO UPDATE SET amount = h.amount + excluded.amount
      RETURNING 1
    ), returned AS (
      UPDATE meter_holds AS h SET amount = h.amount + held.amount FROM held
      WHERE held.amount < 0 AND h.license_id = held.license_id AND h.activation_id = held.activation_id
        AND h.meter_id = held.meter_id
      RETURNING 1
    ), draw AS MATERIALIZED (
      SELECT * FROM json_to_recordset($5::json) AS draw(
        license_id bigint, meter_id bigint, period_start timestamptz, grant_id bigint, rolled_from timestamptz,
        granted bigint, starts_at timestamptz, expires_at timestamptz, activation_id bigint, amount bigint)
    ), drawn_grant AS (
      UPDATE meter_grants AS g SET used = g.used + of_grant.amount, period_start = of_grant.period_start,
        period_used = CASE WHEN g.period_start = of_grant.period_start THEN g.period_used ELSE 0 END + of_grant.amount
      FROM (SELECT grant_id, period_start, sum(amount) AS amount FROM draw WHERE grant_id IS NOT NULL GROUP BY 1, 2) AS of_grant
      WHERE g.id = of_grant.grant_id
      RETURNING g.id
    ), rolled_grant AS (
      INSERT INTO meter_grants (license_id, meter_id, source, amount, used, priority, starts_at, expires_at, rolled_from,
        period_start, period_used, created_at)
      SELECT license_id, meter_id, 'policy', max(granted), sum(amount), ${POLICY_PRIORITY}, max(starts_at), max(expires_at),
        rolled_from, max(period_start), sum(amount), rolled_from
      FROM draw WHERE grant_id IS NULL GROUP BY license_id, meter_id, rolled_from
      ON CONFLICT DO NOTHING
      RETURNING id, license_id, meter_id, rolled_from
    ), drawn AS (
      INSERT INTO meter_draws AS d (grant_id, period_start, activation_id, amount, updated_at)
      SELECT coalesce(draw.grant_id, rolled_grant.id), draw.period_start, draw.activation_id, draw.amount, $4::timestamptz
      FROM draw LEFT JOIN rolled_grant ON draw.grant_id IS NULL AND rolled_grant.license_id = draw.license_id
        AND rolled_grant.meter_id = draw.meter_id AND rolled_grant.rolled_from = draw.rolled_from
      ON CONFLICT (grant_id, period_start, activation_id) DO UPDATE SET amount = d.amount + excluded.amount,
        updated_at = greatest(d.updated_at, excluded.updated_at)
    ), ${recordParts('$3')}, ${logParts('$6')}${limits}
    SELECT ((SELECT count(*) FROM balance) + (SELECT count(*) FROM new_balance) + (SELECT count(*) FROM taken)
      + (SELECT count(*) FROM returned) + (SELECT count(*) FROM drawn_grant) + (SELECT count(*) FROM rolled_grant))::integer AS rows`,
);
