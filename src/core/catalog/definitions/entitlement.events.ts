import type { EventPayloads } from '../../platform/records/event-payload';

export const ENTITLEMENT_EVENTS = {
  'entitlement.created': { record: 'entitlements' },
  'entitlement.updated': { changes: 'entitlements', with: { product: 'string|null' } },
  'entitlement.deleted': { record: 'entitlements' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof ENTITLEMENT_EVENTS, true> {}
}
