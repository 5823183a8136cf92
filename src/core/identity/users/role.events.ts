import type { EventPayloads } from '../../platform/records/event-payload';

export const ROLE_EVENTS = {
  'role.created': { record: 'roles' },
  'role.updated': { changes: 'roles', with: { name: 'string' } },
  'role.deleted': { record: 'roles' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof ROLE_EVENTS, true> {}
}
