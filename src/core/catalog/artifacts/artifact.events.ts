import type { EventPayloads } from '../../platform/records/event-payload';

const FILE = {
  product: 'string|null',
  reference: 'string',
  platform: 'string|null',
  arch: 'string|null',
  kind: 'string',
  file: 'string',
  size: 'integer',
  sha256: 'string|null',
  min_os_version: 'string|null',
  updated_at: 'date-time?',
} as const;

export const ARTIFACT_EVENTS = {
  'version.file_added': { with: FILE },
  'version.file_changed': { with: FILE },
  'version.file_removed': { with: FILE },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof ARTIFACT_EVENTS, true> {}
}
