import type { EventPayloads } from '../../platform/records/event-payload';

export const OPENID_EVENTS = {
  'user.openid_logged_in': { with: { username: 'string' } },
  'user.openid_refused': { with: { username: 'string|null', reason: 'string' } },
  'user.openid_role_changed': { changes: 'users' },
  'user.openid_linked': { with: { username: 'string', issuer: 'string' } },
  'user.openid_logged_out': { with: { username: 'string', sessions: 'integer' } },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof OPENID_EVENTS, true> {}
}
