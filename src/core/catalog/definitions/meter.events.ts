import type { EventPayloads } from '../../platform/records/event-payload';

export const METER_EVENTS = {
  'meter.created': { record: 'meters' },
  'meter.updated': { changes: 'meters', with: { product: 'string|null' } },
  'meter.deleted': { record: 'meters' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof METER_EVENTS, true> {}
}
