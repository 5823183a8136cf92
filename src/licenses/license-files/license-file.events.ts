export const LICENSE_FILE_EVENTS = ['license_file.issued', 'license_file.revoked'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof LICENSE_FILE_EVENTS)[number], true> {}
}
