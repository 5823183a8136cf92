export const API_KEY_EVENTS = ['api_key.created', 'api_key.rotated', 'api_key.revoked', 'api_key.restored'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof API_KEY_EVENTS)[number], true> {}
}
