import type { EventPayloads } from '../../platform/records/event-payload';

export const LICENSE_FILE_EVENTS = {
  'license_file.issued': { record: 'license_files', license: true },
  'license_file.revoked': { changes: 'license_files', license: true },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof LICENSE_FILE_EVENTS, true> {}
}
