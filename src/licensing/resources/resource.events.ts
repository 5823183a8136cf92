export const RESOURCE_EVENTS = [
  'resource.created',
  'resource.updated',
  'resource.deleted',
  'resource.allocated',
  'resource.released',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof RESOURCE_EVENTS)[number], true> {}
}
