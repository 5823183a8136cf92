export const USER_EVENTS = [
  'user.created',
  'user.updated',
  'user.deactivated',
  'user.password_changed',
  'user.password_reset',
  'user.logged_in',
  'user.logged_out',
  'user.token_issued',
  'user.login_failed',
  'user.locked_out',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof USER_EVENTS)[number], true> {}
}
