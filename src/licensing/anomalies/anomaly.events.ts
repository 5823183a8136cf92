export const ANOMALY_EVENTS = ['anomaly.resolved'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof ANOMALY_EVENTS)[number], true> {}
}
