import type { EventPayloads } from '../../../plugin';

export const IMPORT_EVENTS = {
  'import.started': { record: 'imports' },
  'import.resumed': { changes: 'imports' },
  'import.checked': { changes: 'imports' },
  'import.confirmed': { changes: 'imports' },
  'import.finished': { changes: 'imports' },
  'import.undo_started': { changes: 'imports' },
  'import.undone': { changes: 'imports' },
} as const satisfies EventPayloads;

declare module '../../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof IMPORT_EVENTS, true> {}
}
