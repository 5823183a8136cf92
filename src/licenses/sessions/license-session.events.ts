export const LICENSE_SESSION_EVENTS = [
  'license_session.started',
  'license_session.borrowed',
  'license_session.resumed',
  'license_session.ended',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof LICENSE_SESSION_EVENTS)[number], true> {}
}
