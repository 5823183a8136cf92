export const SIGNING_KEY_EVENTS = ['signing_key.created', 'signing_key.retired', 'signing_key.revoked'] as const;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof SIGNING_KEY_EVENTS)[number], true> {}
}
