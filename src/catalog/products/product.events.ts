export const PRODUCT_EVENTS = [
  'product.created',
  'product.updated',
  'product.deleted',
  'product.restored',
  'product.purged',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof PRODUCT_EVENTS)[number], true> {}
}
