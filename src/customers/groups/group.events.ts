export const GROUP_EVENTS = ['group.created', 'group.updated', 'group.deleted'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof GROUP_EVENTS)[number], true> {}
}
