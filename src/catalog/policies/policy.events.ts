export const POLICY_EVENTS = ['policy.created', 'policy.updated', 'policy.deleted'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof POLICY_EVENTS)[number], true> {}
}
