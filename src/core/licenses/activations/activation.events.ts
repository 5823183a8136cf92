import type { EventPayloads } from '../../platform/records/event-payload';

export const ACTIVATION_EVENTS = {
  'activation.updated': { changes: 'activations', license: true },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof ACTIVATION_EVENTS, true> {}
}
