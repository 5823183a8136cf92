import type { EventPayloads } from '../records/event-payload';

export const SIGNING_KEY_EVENTS = {
  'signing_key.created': { record: 'signing_keys' },
  'signing_key.retired': { changes: 'signing_keys' },
  'signing_key.revoked': { changes: 'signing_keys' },
} as const satisfies EventPayloads;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof SIGNING_KEY_EVENTS, true> {}
}
