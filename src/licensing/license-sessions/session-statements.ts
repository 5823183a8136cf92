import { SESSION_TIMEOUT, type SessionEnd } from './license-session.entity';

/**
 * Ends the active sessions that match, and returns their ids. The current time is a parameter, and so is the instant by
 * which a session must have sent its last heartbeat to have expired.
 */
export const endSessions = (condition: string, reason: SessionEnd, now = '$2', deadline = '$3'): string => `
  UPDATE license_sessions SET
    ended_at = least(${now}::timestamptz, last_beat_at + make_interval(secs => ${SESSION_TIMEOUT})),
    end_reason = CASE WHEN last_beat_at <= ${deadline} THEN 'timeout' ELSE '${reason}' END
  WHERE ended_at IS NULL AND ${condition}
  RETURNING id
`;
