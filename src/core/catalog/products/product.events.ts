import type { EventPayloads } from '../../platform/records/event-payload';

export const PRODUCT_EVENTS = {
  'product.created': { record: 'products' },
  'product.updated': { changes: 'products', with: { product: 'string|null' } },
  'product.deleted': { record: 'products', with: { product: 'string|null' } },
  'product.restored': { record: 'products', with: { product: 'string|null' } },
  'product.purged': { with: { product: 'string|null' } },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof PRODUCT_EVENTS, true> {}
}
