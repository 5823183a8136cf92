import type { EventPayloads } from '../records/event-payload';

export const ALERT_EVENTS = {
  'alert.raised': { record: 'alerts' },
  'alert.cleared': { changes: 'alerts' },
} as const satisfies EventPayloads;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof ALERT_EVENTS, true> {}
}
