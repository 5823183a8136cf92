import type { EventPayloads } from '../../platform/records/event-payload';

const FILE = {
  product: 'string|null',
  reference: 'string',
  platform: 'string|null',
  arch: { type: 'string|null', description: 'Processor; null if the file is for any.' },
  kind: 'string',
  label: { type: 'string', description: 'Tells files of one platform and kind apart; empty without one.' },
  metadata: 'object',
  file: 'string',
  size: 'integer',
  sha256: { type: 'string|null', description: 'SHA-256 of the file, in lower-case hex; null for a file outside.' },
  min_os_version: 'string|null',
  required_entitlements: 'string[]|null',
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
