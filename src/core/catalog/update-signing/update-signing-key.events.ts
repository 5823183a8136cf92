import type { EventPayloads } from '../../platform/records/event-payload';

export const UPDATE_SIGNING_KEY_EVENTS = {
  'update_signing_key.created': { record: 'update_signing_keys' },
  'update_signing_key.retired': { changes: 'update_signing_keys' },
  'update_signing_key.revoked': { changes: 'update_signing_keys' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof UPDATE_SIGNING_KEY_EVENTS, true> {}
}
