import type { EventPayloads } from '../records/event-payload';

export const BACKUP_EVENTS = {
  'backup.requested': { record: 'backups' },
} as const satisfies EventPayloads;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof BACKUP_EVENTS, true> {}
}
