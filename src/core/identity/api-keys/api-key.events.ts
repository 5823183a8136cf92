import { REFUSALS } from './api-key-refusal.entity';
import type { EventPayloads } from '../../platform/records/event-payload';

export const API_KEY_EVENTS = {
  'api_key.created': { record: 'api_keys', with: { allow_short: 'boolean?' } },
  'api_key.updated': { changes: 'api_keys' },
  'api_key.rotated': { changes: 'api_keys' },
  'api_key.revoked': { changes: 'api_keys' },
  'api_key.restored': { changes: 'api_keys' },
  'api_key.expiring': {
    with: { name: 'string', expires_at: 'date-time', warning_days: 'integer', days_until_expiry: 'integer' },
  },
  'api_key.refused': {
    with: {
      name: 'string',
      address: 'string|null',
      reason: {
        type: 'string',
        enum: REFUSALS,
        description:
          'Why a call with a known key was refused: it came from an address that the key does not allow, or the key or the value before its last rotation is no longer valid.',
      },
    },
  },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof API_KEY_EVENTS, true> {}
}
