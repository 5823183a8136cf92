export const USER_EVENTS = [
  'user.created',
  'user.updated',
  'user.deactivated',
  'user.activated',
  'user.password_changed',
  'user.password_reset',
  'user.second_factor_enabled',
  'user.second_factor_removed',
  'user.second_factor_reset',
  'user.recovery_codes_created',
  'user.recovery_code_used',
  'user.logged_in',
  'user.logged_out',
  'user.sessions_ended',
  'user.token_issued',
  'user.login_failed',
  'user.locked_out',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof USER_EVENTS)[number], true> {}
}
