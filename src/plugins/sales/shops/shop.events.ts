import type { EventPayloads } from '../../../plugin';

const MAPPING = { shop_id: 'uuid', external_id: 'string', per: 'string' } as const;

export const SHOP_EVENTS = {
  'shop.created': { record: 'shops' },
  'shop.updated': { changes: 'shops' },
  'shop.secret_rotated': { changes: 'shops' },
  'shop.deleted': { record: 'shops' },
  'shop.mapping_created': { with: { ...MAPPING, product: 'string|null', policy_id: 'uuid|null' } },
  'shop.mapping_updated': { with: { ...MAPPING, product: 'string|null', policy_id: 'uuid|null' } },
  'shop.mapping_deleted': { with: MAPPING },
  'shop.event_needs_attention': {
    with: {
      shop: { type: 'string', description: 'Name of the shop.' },
      shop_event_id: { type: 'uuid', description: 'The event of the shop.' },
      type: { type: 'string', description: 'Type of the event, as the shop calls it.' },
      state: { type: 'string', description: 'State of the event.', enum: ['unmapped', 'failed'] },
      reason: { type: 'string', description: 'Reason in words, for people.' },
    },
  },
} as const satisfies EventPayloads;

declare module '../../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof SHOP_EVENTS, true> {}
}
