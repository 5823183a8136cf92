export const ARTIFACT_EVENTS = ['version.file_added', 'version.file_removed'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof ARTIFACT_EVENTS)[number], true> {}
}
