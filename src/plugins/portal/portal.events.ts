import type { EventPayloads } from '../../plugin';

export const PORTAL_EVENTS = {
  'customer.portal_session_created': {},
} as const satisfies EventPayloads;

declare module '../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof PORTAL_EVENTS, true> {}
}
