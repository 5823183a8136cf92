import type { EventPayloads } from '../../platform/records/event-payload';

export const KEY_POOL_EVENTS = {
  'key_pool.created': { record: 'key_pools' },
  'key_pool.updated': { changes: 'key_pools', with: { product: 'string|null' } },
  'key_pool.deleted': { record: 'key_pools' },
  'key_pool.keys_imported': {
    record: 'key_pools',
    with: { imported: { type: 'integer', description: 'Number of keys that were imported.' } },
  },
  'key_pool.low': { record: 'key_pools' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof KEY_POOL_EVENTS, true> {}
}
