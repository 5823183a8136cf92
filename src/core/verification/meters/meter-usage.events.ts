import type { EventPayloads } from '../../platform/records/event-payload';

export const METER_USAGE_EVENTS = {
  'meter.corrected': { license: true, with: { meter: 'string', used: 'integer', difference: 'integer' } },
  'meter.threshold_reached': {
    license: true,
    with: {
      meter: 'string',
      threshold: 'integer',
      used: 'integer',
      limit: 'integer',
      period_start: 'date-time|null',
      resets_at: 'date-time|null',
    },
  },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof METER_USAGE_EVENTS, true> {}
}
