import { SESSION_TIMEOUT, type SessionEnd } from './license-session.entity';

/** The session has expired, unless it has ended. Both are true or false, never null. */
export const isStale = (now: string, deadline: string, session = 'license_sessions'): string =>
  `(${session}.last_beat_at <= ${deadline} AND (${session}.borrowed_until IS NULL OR ${session}.borrowed_until <= ${now}))`;
export const isAlive = (now: string, deadline: string, session?: string): string =>
  `NOT ${isStale(now, deadline, session)}`;

/** The device has borrowed a session. */
export const hasBorrowed = (activationId: string, now: string): string => `EXISTS (
  SELECT FROM license_sessions
  WHERE activation_id = ${activationId} AND ended_at IS NULL AND borrowed_until > ${now}
)`;

/** A seat that was last seen before an instant is dead, unless its device has borrowed a session. */
export const isDead = (activationId: string, before: string, now: string): string =>
  `CASE WHEN last_seen_at < ${before} THEN NOT ${hasBorrowed(activationId, now)} ELSE false END`;

/**
 * Ends the active sessions that match, and returns their ids. The current time is a parameter, and so is the instant by
 * which a session must have sent its last heartbeat to have expired.
 */
export const endSessions = (condition: string, reason: SessionEnd, now = '$2', deadline = '$3'): string => `
  UPDATE license_sessions SET
    ended_at = least(
      ${now}::timestamptz, greatest(last_beat_at + make_interval(secs => ${SESSION_TIMEOUT}), borrowed_until)
    ),
    end_reason = CASE WHEN ${isStale(`${now}::timestamptz`, deadline)} THEN 'timeout' ELSE '${reason}' END
  WHERE ended_at IS NULL AND ${condition}
  RETURNING id
`;
