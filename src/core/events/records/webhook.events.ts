import type { EventPayloads } from '../../platform/records/event-payload';

export const WEBHOOK_EVENTS = {
  'webhook_endpoint.created': { record: 'webhook_endpoints' },
  'webhook_endpoint.updated': { changes: 'webhook_endpoints' },
  'webhook_endpoint.secret_rotated': { changes: 'webhook_endpoints' },
  'webhook_endpoint.enabled': { changes: 'webhook_endpoints' },
  'webhook_endpoint.disabled': { changes: 'webhook_endpoints' },
  'webhook_endpoint.tested': { with: { url: 'string' } },
  'webhook_endpoint.retried': { with: { url: 'string', deliveries: 'integer' } },
  'webhook_endpoint.deleted': { record: 'webhook_endpoints' },
  'webhook_delivery.replayed': { record: 'webhook_deliveries', with: { url: 'string' } },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof WEBHOOK_EVENTS, true> {}
}
