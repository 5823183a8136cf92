import type { EventPayloads } from '../../platform/records/event-payload';

export const GROUP_EVENTS = {
  'group.created': { record: 'groups' },
  'group.updated': { changes: 'groups' },
  'group.deleted': { record: 'groups' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof GROUP_EVENTS, true> {}
}
