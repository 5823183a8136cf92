export const ALERT_EVENTS = ['alert.raised', 'alert.cleared'] as const;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof ALERT_EVENTS)[number], true> {}
}
