import type { EventPayloads } from '../../platform/records/event-payload';

export const ANOMALY_EVENTS = {
  'anomaly.resolved': { changes: 'anomalies', license: true, with: { type: 'string' } },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof ANOMALY_EVENTS, true> {}
}
