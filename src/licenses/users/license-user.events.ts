export const LICENSE_USER_EVENTS = ['license_user.assigned', 'license_user.removed'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof LICENSE_USER_EVENTS)[number], true> {}
}
