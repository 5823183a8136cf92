import type { EventPayloads } from '../../plugin';

export const PEOPLE_EVENTS = {
  'person.exported': { with: { address_hash: 'string' } },
  'person.erasure_requested': { with: { address_hash: 'string' } },
  'person.erased': { with: { address_hash: 'string', rows: 'object' } },
} as const satisfies EventPayloads;

declare module '../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof PEOPLE_EVENTS, true> {}
}
