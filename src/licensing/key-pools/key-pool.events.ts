export const KEY_POOL_EVENTS = [
  'key_pool.created',
  'key_pool.updated',
  'key_pool.deleted',
  'key_pool.keys_imported',
  'key_pool.low',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof KEY_POOL_EVENTS)[number], true> {}
}
