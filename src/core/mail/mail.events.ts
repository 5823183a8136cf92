import type { EventPayloads } from '../platform/records/event-payload';

export const MAIL_EVENTS = {
  'mail_template.created': { record: 'mail_templates' },
  'mail_template.updated': { changes: 'mail_templates', with: { kind: 'string', language: 'string' } },
  'mail_template.deleted': { record: 'mail_templates' },
  'customer.portal_link_sent': {},
} as const satisfies EventPayloads;

declare module '../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof MAIL_EVENTS, true> {}
}
