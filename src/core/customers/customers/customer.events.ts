import type { EventPayloads } from '../../platform/records/event-payload';

export const CUSTOMER_EVENTS = {
  'customer.created': { record: 'customers' },
  'customer.updated': { changes: 'customers' },
  'customer.deleted': { record: 'customers', with: { merged_into: 'uuid?' } },
  'customer.restored': { record: 'customers' },
  'customer.purged': {},
  'customer.merged': { changes: 'customers', with: { merged_customer_ids: 'uuid[]' } },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof CUSTOMER_EVENTS, true> {}
}
