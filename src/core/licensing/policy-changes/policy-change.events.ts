import type { EventPayloads } from '../../platform/records/event-payload';

export const POLICY_CHANGE_EVENTS = {
  'policy_change.started': { record: 'policy_changes' },
  'policy_change.finished': { changes: 'policy_changes', with: { product: 'string|null' } },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof POLICY_CHANGE_EVENTS, true> {}
}
