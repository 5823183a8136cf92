import type { EventPayloads } from '../records/event-payload';

export const BACKGROUND_JOB_EVENTS = {
  'job.started': { record: 'background_jobs' },
  'job.finished': { changes: 'background_jobs' },
} as const satisfies EventPayloads;

declare module '../records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof BACKGROUND_JOB_EVENTS, true> {}
}
