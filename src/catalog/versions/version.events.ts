export const VERSION_EVENTS = ['version.published', 'version.updated', 'version.deleted'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof VERSION_EVENTS)[number], true> {}
}
