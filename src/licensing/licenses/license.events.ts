export const LICENSE_EVENTS = [
  'license.issued',
  'license.updated',
  'license.extended',
  'license.enabled',
  'license.disabled',
  'license.blocked',
  'license.unblocked',
  'license.revoked',
  'license.activated',
  'license.deactivated',
  'license.deleted',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof LICENSE_EVENTS)[number], true> {}
}
