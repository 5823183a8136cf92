import type { EventPayloads } from '../../platform/records/event-payload';

const MODULE = {
  product: 'string|null',
  name: 'string',
  version: 'string',
  minimum_version: 'string|null',
  size: 'integer',
  sha256: { type: 'string', description: 'SHA-256 of the code in UTF-8, in lower-case hex.' },
} as const;

export const PROGRAM_MODULE_EVENTS = {
  'program_module.uploaded': { with: MODULE },
  'program_module.deleted': { with: MODULE },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof PROGRAM_MODULE_EVENTS, true> {}
}
