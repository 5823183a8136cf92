import type { EventPayloads } from '../../platform/records/event-payload';

/** Fields of any change of a license, besides its columns. */
const CHANGE = { job: 'uuid?', policy_change: 'uuid?', entitlements: 'object?', meters: 'object?' } as const;
const RECORD = { entitlements: 'object?', meters: 'object?', job: 'uuid?' } as const;

export const LICENSE_EVENTS = {
  'license.issued': { record: 'licenses', license: true, with: RECORD },
  'license.updated': { changes: 'licenses', license: true, with: CHANGE },
  'license.extended': { changes: 'licenses', license: true, with: CHANGE },
  'license.policy_changed': { changes: 'licenses', license: true, with: CHANGE },
  'license.converted': { changes: 'licenses', license: true, with: CHANGE },
  'license.key_rotated': { changes: 'licenses', license: true, with: CHANGE },
  'license.term_started': { changes: 'licenses', license: true, with: CHANGE },
  'license.enabled': { changes: 'licenses', license: true, with: CHANGE },
  'license.disabled': { changes: 'licenses', license: true, with: CHANGE },
  'license.blocked': { changes: 'licenses', license: true, with: CHANGE },
  'license.unblocked': { changes: 'licenses', license: true, with: CHANGE },
  'license.revoked': { changes: 'licenses', license: true, with: CHANGE },
  'license.activated': { record: 'activations', license: true, with: { activation_id: 'string' } },
  'license.first_activated': { record: 'activations', license: true, with: { activation_id: 'string' } },
  'license.deactivated': { record: 'activations', license: true, with: { activation_id: 'string' } },
  'license.deleted': { record: 'licenses', license: true, with: RECORD },
  'license.restored': { record: 'licenses', license: true, with: RECORD },
  'license.purged': { license: true, with: { job: 'uuid?' } },
  'license.expiring': {
    license: true,
    with: {
      expires_at: 'date-time|null',
      updates_until: 'date-time|null',
      support_until: 'date-time|null',
      warning_days: 'integer',
      days_until_expiry: 'integer',
    },
  },
  'license.expired': {
    license: true,
    with: { expires_at: 'date-time|null', updates_until: 'date-time|null', support_until: 'date-time|null' },
  },
  'license.expiry_changed': {
    license: true,
    with: {
      from: 'date-time|null',
      to: 'date-time|null',
      cause: 'string',
      job: 'uuid?',
      policy_change: 'uuid?',
    },
  },
  'license.update_support_expired': {
    license: true,
    with: {
      expires_at: 'date-time|null',
      updates_until: 'date-time|null',
      support_until: 'date-time|null',
      expired: 'string[]',
    },
  },
  'license.check_in_overdue': { license: true, with: { activation_id: 'string', last_seen_at: 'date-time' } },
  'license.checked_in': { changes: 'licenses', license: true, with: CHANGE },
  'license.usage_threshold': {
    license: true,
    with: { of: 'string', threshold: 'integer', used: 'integer', limit: 'integer', over: 'integer' },
  },
  'license.limit_reached': {
    license: true,
    with: { of: 'string', meter: 'string|null', limit: 'integer', used: 'integer' },
  },
  'license.lease_expired': {
    license: true,
    with: {
      of: 'string',
      activation_id: 'string',
      session: 'uuid|null',
      last_heartbeat_at: 'date-time',
      freed_at: 'date-time',
    },
  },
  'license.transfers_reset': { license: true },
  'license.suspicious_activity': {
    license: true,
    with: {
      activation_id: 'string|null',
      anomaly: 'uuid',
      type: 'string',
      details: 'object',
      detected_at: 'date-time',
    },
  },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof LICENSE_EVENTS, true> {}
}
