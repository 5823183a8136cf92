import type { PreparedStatement } from '../../platform/database/prepared-statement';
import { recordParts } from '../../platform/records/record-statements';
import { logParts } from '../log/log-rows.query';

const COLUMNS =
  'id, uid, license_id, activation_id, token_hash, subject, app_version, machine_id, username, ip, reservation_id, started_at, last_beat_at, lease, borrowed_until';

/** Writes a session with its event, its audit entry and its log entry. */
export const INSERT_SESSION: PreparedStatement = {
  name: 'insert_session',
  text: `
    WITH session AS (
      INSERT INTO license_sessions (${COLUMNS})
      SELECT ${COLUMNS} FROM json_populate_record(NULL::license_sessions, $1::json)
    ), ${recordParts('$2')}, ${logParts('$3')}
    SELECT 1 AS done`,
};
