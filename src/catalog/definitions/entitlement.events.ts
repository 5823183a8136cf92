export const ENTITLEMENT_EVENTS = ['entitlement.created', 'entitlement.updated', 'entitlement.deleted'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof ENTITLEMENT_EVENTS)[number], true> {}
}
