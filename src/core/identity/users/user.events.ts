import type { EventPayloads } from '../../platform/records/event-payload';

export const USER_EVENTS = {
  'user.created': { record: 'users' },
  'user.invited': { with: { username: 'string', role: 'string' } },
  'user.invitation_accepted': { changes: 'users' },
  'user.updated': { changes: 'users' },
  'user.deactivated': { changes: 'users' },
  'user.activated': { changes: 'users' },
  'user.password_changed': { changes: 'users' },
  'user.password_reset': { changes: 'users' },
  'user.second_factor_enabled': { changes: 'users' },
  'user.second_factor_removed': { changes: 'users' },
  'user.second_factor_reset': { changes: 'users' },
  'user.recovery_codes_created': {},
  'user.recovery_code_used': {
    with: { left: { type: 'integer', description: 'Number of recovery codes that were not used yet.' } },
  },
  'user.logged_in': { with: { username: 'string' } },
  'user.logged_out': { with: { username: 'string' } },
  'user.sessions_ended': { with: { username: 'string', sessions: 'integer' } },
  'user.token_issued': { with: { username: 'string' } },
  'user.login_failed': { with: { username: 'string|null' } },
  'user.locked_out': { with: { username: 'string|null' } },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof USER_EVENTS, true> {}
}
