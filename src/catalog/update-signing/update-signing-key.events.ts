export const UPDATE_SIGNING_KEY_EVENTS = [
  'update_signing_key.created',
  'update_signing_key.retired',
  'update_signing_key.revoked',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof UPDATE_SIGNING_KEY_EVENTS)[number], true> {}
}
