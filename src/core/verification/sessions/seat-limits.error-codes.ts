import type { ErrorRows } from '../../common/errors/catalogue';

export const SEAT_LIMIT_ERRORS = {
  USER_SESSIONS_EXHAUSTED: {
    kind: 'conflict',
    message: 'This user has as many sessions of this license as allowed',
    isRecorded: true,
    when: 'The user of the app has as many sessions as `max_sessions_per_user` of the policy allows.',
    remedy: 'End a session of this user.',
  },
  MACHINE_SESSIONS_EXHAUSTED: {
    kind: 'conflict',
    message: 'This machine has as many sessions of this license as allowed',
    isRecorded: true,
    when: 'The machine has as many sessions as `max_sessions_per_machine` of the policy allows.',
    remedy: 'End a session on this machine.',
  },
  USER_MACHINES_EXHAUSTED: {
    kind: 'conflict',
    message: 'This user has sessions of this license on as many machines as allowed',
    isRecorded: true,
    when: 'The user of the app has sessions on as many other machines as `max_machines_per_user` of the policy allows.',
    remedy: 'End the sessions of this user on another machine.',
  },
  SESSION_IDLE: {
    kind: 'conflict',
    message: 'The session has ended because its user was idle',
    when: 'The user of the app was idle for `idle_timeout` seconds of the policy. The seat is free.',
    remedy: 'Start a session when the user is active again.',
  },
  SESSION_TAKEN_BACK: {
    kind: 'not-found',
    message: 'The session was ended by an administrator',
    when: 'An administrator ended the session and said why.',
    remedy: 'Show the message, and start a session later.',
  },
  SESSION_TAKEN_BACK_BECAUSE: {
    of: 'SESSION_TAKEN_BACK',
    message: 'The session was ended by an administrator: {message}',
  },
  SEAT_RESERVATION_NOT_FOUND: { of: 'NOT_FOUND', message: 'Reservation not found', path: 'reservations' },
  TOO_MANY_SEAT_RESERVATIONS: {
    of: 'CONFLICT',
    message: 'A license has at most {limit} reservations: delete one first',
  },
  RESERVED_SEATS_EXCEEDED: {
    of: 'CONFLICT',
    message: 'Reservations have {reserved} of the {seats} seats of this license: more cannot be reserved',
    reason: 'exceeded',
    field: 'seats',
  },
  RESERVED_SEATS_AT_RELAYS: {
    of: 'CONFLICT',
    message:
      'Reservations have {reserved} of the {seats} seats that relays leave to this license: more cannot be reserved',
    reason: 'exceeded',
    field: 'seats',
  },
  RESERVATION_NEEDS_LIMIT: {
    of: 'CONFLICT',
    message: 'The license has no limit of sessions: no seats can be reserved',
  },
  SEAT_USAGE_TIME_INVALID: {
    of: 'VALIDATION_ERROR',
    message: 'to must not be before from, nor more than {days} days after it',
    reason: 'invalid',
    field: 'to',
  },
  RESERVED_NETWORK_INVALID: {
    of: 'VALIDATION_ERROR',
    message: 'Each member must be an IP address or a network such as 10.0.0.0/8',
    reason: 'invalid',
    field: 'members',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof SEAT_LIMIT_ERRORS> {}
}
