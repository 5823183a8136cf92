import type { EventPayloads } from '../../platform/records/event-payload';

export const TRIAL_EVENTS = {
  'trial.requested': { changes: 'trials', with: { product: 'string|null' } },
  'trial.verified': { changes: 'trials', with: { product: 'string|null' } },
  'trial.granted': { changes: 'trials', with: { product: 'string|null' } },
  'trial.deleted': { record: 'trials' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof TRIAL_EVENTS, true> {}
}
