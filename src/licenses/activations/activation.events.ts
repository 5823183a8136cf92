export const ACTIVATION_EVENTS = ['activation.updated'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof ACTIVATION_EVENTS)[number], true> {}
}
