import type { EventPayloads } from 'keyward/plugin';

export const NOTE_EVENTS = {
  'note.created': { record: 'notes_notes' },
  'note.deleted': { record: 'notes_notes' },
} as const satisfies EventPayloads;

declare module 'keyward/events' {
  interface EventCatalogue extends Record<keyof typeof NOTE_EVENTS, true> {}
}
