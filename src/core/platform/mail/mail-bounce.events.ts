import type { EventPayloads } from '../records/event-payload';

export const MAIL_BOUNCE_EVENTS = {
  'mail.bounced': { record: 'mail_bounces' },
  'mail.bounce_cleared': { record: 'mail_bounces' },
} as const satisfies EventPayloads;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof MAIL_BOUNCE_EVENTS, true> {}
}
