import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { endSessions } from '../license-sessions/session-statements';
import { recordParts } from '../../platform/records/record-statements';
import { logParts } from '../verifications/verification-log.service';

const DESCRIPTION = 'kind, fingerprint, name, app_version, ip, user_agent, device_data, environment, cores, memory_mb';
const STATE = 'activated_at, last_seen_at, deactivated_at, takes_seat';
const TERM = 'first_activated_at, expires_at, term_started_at, allowed_domains';

/** Writes a seat with its license's term, its events and its log entry. Omitted columns keep their values. */
const withSeat = (name: string, seat: string, result = 'SELECT 1 AS done'): PreparedStatement => ({
  name,
  text: `
    WITH seat AS (${seat}), term AS (
      UPDATE licenses AS l SET (${TERM}) = (SELECT ${TERM} FROM json_populate_record(l, $2::json))
      WHERE id = $3 AND $2::jsonb <> '{}'
    ), ${recordParts('$4')}, ${logParts('$5')}
    ${result}`,
});

export const INSERT_SEAT = withSeat(
  'insert_seat',
  `INSERT INTO activations (id, uid, license_id, product_id, check_count, ${DESCRIPTION}, ${STATE})
   SELECT id, uid, license_id, product_id, check_count, ${DESCRIPTION}, ${STATE} FROM json_populate_record(NULL::activations, $1::json)`,
);

/** The count of checks is left out: a check increments it without the license's row lock. */
const CHANGE = `
  UPDATE activations AS a
  SET (${DESCRIPTION}, ${STATE}) = (SELECT ${DESCRIPTION}, ${STATE} FROM json_populate_record(a, $1::json))
  WHERE id = $6 RETURNING id`;

export const CHANGE_SEAT = withSeat('change_seat', CHANGE);

/** Also ends the sessions of the device, after its row is locked, and returns their ids. */
export const RELEASE_SEAT = withSeat(
  'release_seat',
  CHANGE,
  endSessions('activation_id IN (SELECT id FROM seat)', 'deactivated', '$7', '$8'),
);
