import type { EventPayloads } from '../records/event-payload';

export const SETTING_EVENTS = {
  'setting.updated': { with: { value: 'any?' } },
} as const satisfies EventPayloads;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof SETTING_EVENTS, true> {}
}
