import type { EventPayloads } from '../../platform/records/event-payload';

export const VERSION_EVENTS = {
  'version.created': { record: 'product_versions' },
  'version.published': {
    changes: 'product_versions',
    with: { product: 'string|null', reference: 'string', version: 'string', channel: 'string' },
  },
  'version.updated': { changes: 'product_versions', with: { product: 'string|null' } },
  'version.rollout_changed': {
    changes: 'product_versions',
    with: { product: 'string|null', reference: 'string', version: 'string', channel: 'string' },
  },
  'version.halted': {
    changes: 'product_versions',
    with: { product: 'string|null', reference: 'string', version: 'string', channel: 'string' },
  },
  'version.resumed': {
    changes: 'product_versions',
    with: { product: 'string|null', reference: 'string', version: 'string', channel: 'string' },
  },
  'version.withdrawn': {
    changes: 'product_versions',
    with: { product: 'string|null', reference: 'string', version: 'string', channel: 'string' },
  },
  'version.deleted': { record: 'product_versions' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof VERSION_EVENTS, true> {}
}
