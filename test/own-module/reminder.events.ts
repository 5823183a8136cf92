export const REMINDER_EVENTS = ['reminder.created', 'reminder.deleted'] as const;

declare module '../../src/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof REMINDER_EVENTS)[number], true> {}
}
