export const POLICY_CHANGE_EVENTS = ['policy_change.started', 'policy_change.finished'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof POLICY_CHANGE_EVENTS)[number], true> {}
}
