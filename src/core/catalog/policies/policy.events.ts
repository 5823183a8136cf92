import type { EventPayloads } from '../../platform/records/event-payload';

export const POLICY_EVENTS = {
  'policy.created': {
    record: 'policies',
    with: {
      entitlements: 'object?',
      meters: 'object?',
      credits: 'object?',
      rates: 'object?',
      next_rates: 'object|null?',
    },
  },
  'policy.updated': {
    changes: 'policies',
    with: {
      entitlements: 'object?',
      meters: 'object?',
      credits: 'object?',
      rates: 'object?',
      next_rates: 'object|null?',
    },
  },
  'policy.version_published': {
    with: {
      policy_id: 'uuid',
      name: 'string',
      published_version: 'integer',
      note: 'string|null',
      entitlements: 'object',
      meters: 'object',
      credits: 'object',
      rates: 'object',
      next_rates: 'object|null',
    },
  },
  'policy.deleted': {
    record: 'policies',
    with: {
      entitlements: 'object?',
      meters: 'object?',
      credits: 'object?',
      rates: 'object?',
      next_rates: 'object|null?',
    },
  },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof POLICY_EVENTS, true> {}
}
