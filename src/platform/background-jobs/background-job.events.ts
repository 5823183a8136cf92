export const BACKGROUND_JOB_EVENTS = ['job.started', 'job.finished'] as const;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof BACKGROUND_JOB_EVENTS)[number], true> {}
}
