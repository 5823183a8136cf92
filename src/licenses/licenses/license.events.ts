export const LICENSE_EVENTS = [
  'license.issued',
  'license.updated',
  'license.extended',
  'license.policy_changed',
  'license.converted',
  'license.key_rotated',
  'license.term_started',
  'license.enabled',
  'license.disabled',
  'license.blocked',
  'license.unblocked',
  'license.revoked',
  'license.activated',
  'license.deactivated',
  'license.deleted',
  'license.restored',
  'license.purged',
  'license.expiring',
  'license.expired',
  'license.update_support_expired',
  'license.check_in_overdue',
  'license.checked_in',
  'license.usage_threshold',
  'license.transfers_reset',
  'license.suspicious_activity',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof LICENSE_EVENTS)[number], true> {}
}
