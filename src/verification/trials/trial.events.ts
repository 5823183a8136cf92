export const TRIAL_EVENTS = ['trial.requested', 'trial.verified', 'trial.granted', 'trial.deleted'] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof TRIAL_EVENTS)[number], true> {}
}
