import type { EventPayloads } from '../../src/core/platform/records/event-payload';

export const REMINDER_EVENTS = {
  'reminder.created': { record: 'reminders' },
  'reminder.deleted': { record: 'reminders' },
} as const satisfies EventPayloads;

declare module '../../src/core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof REMINDER_EVENTS, true> {}
}
