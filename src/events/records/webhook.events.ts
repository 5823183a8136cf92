export const WEBHOOK_EVENTS = [
  'webhook_endpoint.created',
  'webhook_endpoint.updated',
  'webhook_endpoint.secret_rotated',
  'webhook_endpoint.enabled',
  'webhook_endpoint.disabled',
  'webhook_endpoint.tested',
  'webhook_endpoint.retried',
  'webhook_endpoint.deleted',
  'webhook_delivery.replayed',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof WEBHOOK_EVENTS)[number], true> {}
}
