import type { SessionEnd } from './license-session.entity';

/** The session has expired, unless it has ended. Both are true or false, never null. */
export const isStale = (now: string, session = 'license_sessions'): string =>
  `(${leaseEnd(session)} <= ${now} AND (${session}.borrowed_until IS NULL OR ${session}.borrowed_until <= ${now}))`;
export const isAlive = (now: string, session?: string): string => `NOT ${isStale(now, session)}`;

/** When the session expires unless it sends a heartbeat or is borrowed. */
export const leaseEnd = (session: string): string =>
  `${session}.last_beat_at + make_interval(secs => ${session}.lease)`;

/** The activations of the devices that have borrowed a session of this license, as an array. */
export const borrowingDevices = (licenseId: string, now: string): string => `ARRAY(
  SELECT activation_id FROM license_sessions
  WHERE license_id = ${licenseId} AND ended_at IS NULL AND borrowed_until > ${now}
)`;

/** Ends the active sessions that match, and returns their ids. The current time is a parameter. */
export const endSessions = (condition: string, reason: SessionEnd, now = '$2'): string => `
  UPDATE license_sessions SET
    ended_at = least(
      ${now}::timestamptz, greatest(${leaseEnd('license_sessions')}, borrowed_until)
    ),
    end_reason = CASE WHEN ${isStale(`${now}::timestamptz`)} THEN 'timeout' ELSE '${reason}' END
  WHERE ended_at IS NULL AND ${condition}
  RETURNING id
`;
