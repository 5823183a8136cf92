export const METER_EVENTS = ['meter.created', 'meter.updated', 'meter.deleted'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof METER_EVENTS)[number], true> {}
}
