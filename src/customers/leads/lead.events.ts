export const LEAD_EVENTS = [
  'lead.created',
  'lead.updated',
  'lead.converted',
  'lead.deleted',
  'lead_activity.created',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof LEAD_EVENTS)[number], true> {}
}
