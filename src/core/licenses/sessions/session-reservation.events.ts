import type { EventPayloads } from '../../platform/records/event-payload';

export const SESSION_RESERVATION_EVENTS = {
  'session_reservation.created': { record: 'session_reservations', license: true },
  'session_reservation.updated': { changes: 'session_reservations', license: true },
  'session_reservation.deleted': { record: 'session_reservations', license: true },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof SESSION_RESERVATION_EVENTS, true> {}
}
