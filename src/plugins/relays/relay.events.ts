import type { EventPayloads } from '../../plugin';

const REPORT = { relay_id: 'uuid', relay_name: 'string', seq: 'integer' } as const;

export const RELAY_EVENTS = {
  'relay.issued': { record: 'relays', license: true },
  'relay.renewed': { changes: 'relays', license: true },
  'relay.renewals_stopped': { changes: 'relays', license: true },
  'relay.released': { changes: 'relays', license: true },
  'relay.ended': { changes: 'relays', license: true },
  'relay_report.received': {
    license: true,
    with: { ...REPORT, from: 'date-time', to: 'date-time', usage: 'object' },
  },
  'relay_report.forked': { license: true, with: { ...REPORT, found: 'string' } },
} as const satisfies EventPayloads;

declare module '../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof RELAY_EVENTS, true> {}
}
