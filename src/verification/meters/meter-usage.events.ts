export const METER_USAGE_EVENTS = ['meter.corrected', 'meter.threshold_reached'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof METER_USAGE_EVENTS)[number], true> {}
}
