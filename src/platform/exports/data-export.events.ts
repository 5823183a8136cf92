export const DATA_EXPORT_EVENTS = ['export.started', 'export.downloaded', 'export.stopped', 'export.removed'] as const;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof DATA_EXPORT_EVENTS)[number], true> {}
}
