export const PRODUCT_EVENTS = ['product.created', 'product.updated', 'product.deleted'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof PRODUCT_EVENTS)[number], true> {}
}
