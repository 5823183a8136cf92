import { leaseEnd } from '../../licenses/sessions/session-statements';

/** End of a session; of one that runs, of its lease or loan, or now if that is earlier. */
const SESSION_END = `coalesce(s.ended_at, least($4::timestamptz, greatest(${leaseEnd('s')}, s.borrowed_until)))`;

/**
 * SQL: the sessions of a license in a time, each with its device and user, and the seat that it takes. Sessions with the same
 * `unit` are one seat. Parameters: license id, start, exclusive end, now, and the policy's `sessions_count_by`.
 */
export const SESSION_SPANS = `
  SELECT s.id, s.activation_id AS activation, a.fingerprint AS host, s.username AS "user", s.started_at AS "from",
    ${SESSION_END} AS until,
    CASE WHEN $5 = 'machine' THEN 'machine ' || s.activation_id
      WHEN $5 = 'user' AND s.username IS NOT NULL THEN 'user ' || s.username
      ELSE 'session ' || s.id END AS unit
  FROM license_sessions s JOIN activations a ON a.id = s.activation_id
  WHERE s.license_id = $1 AND s.started_at < $3 AND (s.ended_at IS NULL OR s.ended_at > $2)`;

/** SQL: features that sessions of a license took, or were refused, in a time. Parameters: license id, start, exclusive end and now. */
export const FEATURE_SPANS = `
  SELECT f.id, f.code, f.session_id AS session, f.taken_at AS "from", f.is_refused AS "isRefused",
    CASE WHEN f.is_refused THEN ${SESSION_END} ELSE least(f.released_at, ${SESSION_END}) END AS until
  FROM session_features f JOIN license_sessions s ON s.id = f.session_id
  WHERE f.license_id = $1 AND f.taken_at < $3 AND (f.released_at IS NULL OR f.released_at >= $2)`;
