import type { EventPayloads } from '../../plugin';

export const RESOURCE_EVENTS = {
  'resource.created': { record: 'resources' },
  'resource.updated': { changes: 'resources' },
  'resource.deleted': { record: 'resources' },
  'resource.allocated': { license: true, with: { id: 'uuid', type: 'string', identifier: 'string', status: 'string' } },
  'resource.released': {
    with: {
      id: 'uuid',
      type: 'string',
      identifier: 'string',
      status: 'string',
      license_id: 'uuid|null?',
      license_key: 'string|null?',
    },
  },
} as const satisfies EventPayloads;

declare module '../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof RESOURCE_EVENTS, true> {}
}
