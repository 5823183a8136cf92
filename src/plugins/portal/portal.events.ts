import type { EventPayloads } from '../../plugin';

const CLAIM = {
  claim_id: { type: 'uuid', description: 'ID of the claim.' },
  email: { type: 'string', description: 'Address of the customer who claims the license.' },
} as const;

export const PORTAL_EVENTS = {
  'customer.portal_session_created': {},
  'license.claim_requested': { license: true, with: CLAIM },
  'license.claim_refused': { license: true, with: CLAIM },
  'license.claimed': { changes: 'licenses', license: true },
} as const satisfies EventPayloads;

declare module '../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof PORTAL_EVENTS, true> {}
}
