export const SETTING_EVENTS = ['setting.updated'] as const;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof SETTING_EVENTS)[number], true> {}
}
