export const CUSTOMER_EVENTS = [
  'customer.created',
  'customer.updated',
  'customer.deleted',
  'customer.restored',
  'customer.purged',
  'customer.merged',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof CUSTOMER_EVENTS)[number], true> {}
}
