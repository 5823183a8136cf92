export const VERSION_EVENTS = [
  'version.created',
  'version.published',
  'version.updated',
  'version.rollout_changed',
  'version.halted',
  'version.resumed',
  'version.withdrawn',
  'version.deleted',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof VERSION_EVENTS)[number], true> {}
}
