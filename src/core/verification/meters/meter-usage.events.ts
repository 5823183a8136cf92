import type { EventPayloads } from '../../platform/records/event-payload';

/** Decimals of a credit, whose amounts are in its smallest parts. */
const DECIMALS = 'integer?';

const GRANT = {
  license: true,
  with: {
    meter: 'string',
    grant: 'uuid',
    source: 'string',
    amount: 'integer',
    used: 'integer',
    unused: { type: 'integer', description: 'Part of the amount that was not used.' },
    decimals: DECIMALS,
    expires_at: 'date-time|null',
  },
} as const;

export const METER_USAGE_EVENTS = {
  'meter.corrected': {
    license: true,
    with: { meter: 'string', used: 'integer', difference: 'integer', decimals: DECIMALS },
  },
  'meter.grant_added': GRANT,
  'meter.grant_changed': GRANT,
  'meter.grant_voided': GRANT,
  'meter.threshold_reached': {
    license: true,
    with: {
      meter: 'string',
      threshold: 'integer',
      used: 'integer',
      limit: 'integer',
      decimals: DECIMALS,
      period_start: 'date-time|null',
      resets_at: 'date-time|null',
    },
  },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof METER_USAGE_EVENTS, true> {}
}
