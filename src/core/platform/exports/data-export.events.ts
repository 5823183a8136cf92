import type { EventPayloads } from '../records/event-payload';

export const DATA_EXPORT_EVENTS = {
  'export.started': { record: 'data_exports' },
  'export.downloaded': { changes: 'data_exports' },
  'export.stopped': { changes: 'data_exports' },
  'export.removed': { record: 'data_exports' },
} as const satisfies EventPayloads;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof DATA_EXPORT_EVENTS, true> {}
}
