import type { EventPayloads } from '../../plugin';

export const LEAD_EVENTS = {
  'lead.created': { record: 'institutions', with: { contacts: 'object[]' } },
  'lead.updated': { changes: 'institutions', with: { contacts: 'object[]?' } },
  'lead.converted': { changes: 'institutions', with: { contacts: 'object[]?' } },
  'lead.deleted': { record: 'institutions', with: { contacts: 'object[]' } },
  'lead_activity.created': { record: 'lead_activities', with: { lead: 'uuid' } },
} as const satisfies EventPayloads;

declare module '../../core/platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof LEAD_EVENTS, true> {}
}
