import { recordParts } from '../../platform/records/record-statements';
import { logStatement } from '../log/log-statement';
import { logParts } from '../log/log-rows.query';

/**
 * Moves balances, writes events and the log, and returns the number of rows moved. The caller holds the license's row lock
 * and has judged the amounts; the conditions keep a writer without the lock from exceeding a limit.
 */
export const WRITE_USAGE = logStatement(
  'write_usage',
  '$6',
  (limits) => `
    WITH moved AS MATERIALIZED (
      SELECT * FROM json_to_recordset($1::json) AS moved(
        license_id bigint, meter_id bigint, period_start timestamptz, period_end timestamptz, capacity bigint,
        is_new boolean, used bigint, total bigint)
    ), balance AS (
      UPDATE meter_balances AS b SET used = b.used + moved.used, total = b.total + moved.total,
        period_end = moved.period_end, updated_at = greatest(b.updated_at, $4::timestamptz)
      FROM moved
      WHERE NOT is_new AND b.meter_id = moved.meter_id AND b.license_id = moved.license_id
        AND b.period_start = moved.period_start
        AND (moved.used <= 0 OR capacity IS NULL OR b.used + moved.used <= capacity)
      RETURNING 1
    ), new_balance AS (
      INSERT INTO meter_balances (meter_id, license_id, period_start, period_end, used, total, updated_at)
      SELECT meter_id, license_id, period_start, period_end, used, total, $4::timestamptz FROM moved WHERE is_new
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
    ), ${recordParts('$3')}, ${logParts('$5')}${limits}
    SELECT ((SELECT count(*) FROM balance) + (SELECT count(*) FROM new_balance) + (SELECT count(*) FROM taken)
      + (SELECT count(*) FROM returned))::integer AS rows`,
);
