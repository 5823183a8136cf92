import type { EventPayloads } from '../../platform/records/event-payload';

export const API_KEY_EVENTS = {
  'api_key.created': { record: 'api_keys', with: { allow_short: 'boolean?' } },
  'api_key.rotated': { changes: 'api_keys' },
  'api_key.revoked': { changes: 'api_keys' },
  'api_key.restored': { changes: 'api_keys' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof API_KEY_EVENTS, true> {}
}
