import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { endSessions } from '../../licenses/sessions/session-statements';
import { recordParts } from '../../platform/records/record-statements';
import { logStatement } from '../log/log-statement';
import { logParts } from '../log/log-rows.query';

const DESCRIPTION =
  'kind, fingerprint, name, app_version, ip, user_agent, device_data, environment, cores, memory_mb, disk_gb';
const STATE = 'activated_at, last_seen_at, deactivated_at, takes_seat';
const TERM = 'first_activated_at, expires_at, term_started_at, allowed_domains';

/** Changed columns by id, from a JSON parameter. */
const changesIn = (rows: string): string => `json_to_recordset(${rows}::json) AS change(id bigint, columns json)`;

/** Omitted columns keep their values. The count of checks is never set: a check increments it without the license's row lock. */
const changedSeat = (columns: string): string =>
  `(${DESCRIPTION}, ${STATE}) = (SELECT ${DESCRIPTION}, ${STATE} FROM json_populate_record(a, ${columns}))`;

/**
 * Writes new and changed seats with the terms of their licenses, their events and their log entries. Devices are locked in
 * the order of their ids and before the counts, as by checks, so that they cannot deadlock.
 */
export const WRITE_SEATS = logStatement(
  'write_seats',
  '$6',
  (limits) => `
    WITH added AS (
      INSERT INTO activations (id, uid, license_id, product_id, check_count, ${DESCRIPTION}, ${STATE})
      SELECT id, uid, license_id, product_id, check_count, ${DESCRIPTION}, ${STATE}
      FROM json_populate_recordset(NULL::activations, $1::json)
    ), known AS MATERIALIZED (
      SELECT id FROM activations WHERE id IN (SELECT id FROM ${changesIn('$2')}) ORDER BY id FOR NO KEY UPDATE
    ), changed AS (
      UPDATE activations AS a SET ${changedSeat('change.columns')} FROM ${changesIn('$2')}
      WHERE a.id = change.id AND (SELECT count(*) FROM known) > 0 RETURNING a.id
    ), term AS (
      UPDATE licenses AS l SET (${TERM}) = (SELECT ${TERM} FROM json_populate_record(l, change.columns))
      FROM ${changesIn('$3')} WHERE l.id = change.id
    ), ${recordParts('$4')}, ${logParts('$5', 'changed')}${limits}
    SELECT 1 AS done`,
);

/** Also ends the sessions of the device, after its row is locked, and returns their ids. */
export const RELEASE_SEAT: PreparedStatement = {
  name: 'release_seat',
  text: `
    WITH seat AS (UPDATE activations AS a SET ${changedSeat('$2::json')} WHERE id = $1 RETURNING id),
    ${recordParts('$3')}, ${logParts('$4', 'seat')}
    ${endSessions('activation_id IN (SELECT id FROM seat)', 'deactivated', '$5')}`,
};
