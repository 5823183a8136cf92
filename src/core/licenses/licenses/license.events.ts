import type { EventPayloads } from '../../platform/records/event-payload';
import { REPORTED_LIMITS } from './reported-limits';

/** Fields of any change of a license, besides its columns. */
const CHANGE = {
  job: 'uuid?',
  policy_change: 'uuid?',
  entitlements: 'object?',
  meters: 'object?',
  credits: 'object?',
} as const;
const RECORD = { entitlements: 'object?', meters: 'object?', credits: 'object?', job: 'uuid?' } as const;

/** A check does not read all of a device: what it did not read is left out. */
const OF_DEVICE = { activation_id: 'string', disk_gb: 'integer|null?', metadata: 'object?' } as const;

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
  'license.activated': { record: 'activations', license: true, with: OF_DEVICE },
  'license.first_activated': { record: 'activations', license: true, with: OF_DEVICE },
  'license.deactivated': { record: 'activations', license: true, with: OF_DEVICE },
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
      from: {
        type: 'date-time|null',
        description: 'Expiration date before the change; null if the license never expired.',
      },
      to: {
        type: 'date-time|null',
        description: 'Expiration date after the change; null if the license never expires.',
      },
      cause: { type: 'string', description: 'Type of the event of the change, such as `license.extended`.' },
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
    with: {
      of: { type: 'string', description: 'The limit that the license comes near: `seats`.' },
      threshold: { type: 'integer', description: 'Percentage of the limit that was reached: 80 or 100.' },
      used: { type: 'integer', description: 'Number of seats that are taken.' },
      limit: { type: 'integer', description: 'Number of seats, without those that the policy allows above it.' },
      over: { type: 'integer', description: 'Number of seats that are taken above the limit.' },
    },
  },
  'license.limit_reached': {
    license: true,
    with: {
      of: { type: 'string', enum: REPORTED_LIMITS, description: 'The limit that is reached.' },
      meter: { type: 'string|null', description: 'Code of the meter; null for other limits.' },
      limit: { type: 'integer', description: 'The limit, including the overage that the policy allows.' },
      used: { type: 'integer', description: 'Amount that is used of the limit.' },
    },
  },
  'license.lease_expired': {
    license: true,
    with: {
      of: { type: 'string', enum: ['session', 'device'], description: 'Holder of the seat that was released.' },
      activation_id: { type: 'string', description: 'Activation of the device.' },
      session: { type: 'uuid|null', description: 'Session; null for the seat of a device.' },
      last_heartbeat_at: { type: 'date-time', description: 'When it last sent a heartbeat or made a request.' },
      freed_at: { type: 'date-time', description: 'When the seat was released.' },
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
