import type { EventPayloads } from '../../platform/records/event-payload';

export const CUSTOMER_USER_EVENTS = {
  'customer_user.added': { record: 'customer_users' },
  'customer_user.updated': { changes: 'customer_users' },
  'customer_user.removed': { record: 'customer_users' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof CUSTOMER_USER_EVENTS, true> {}
}
