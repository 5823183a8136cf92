import type { EventPayloads } from '../../platform/records/event-payload';
import { SCHEDULED_ACTIONS } from '../licenses/scheduled-params';

const CHANGE = {
  scheduled_change: { type: 'uuid', description: 'ID of the scheduled change.' },
  action: { type: 'string', enum: SCHEDULED_ACTIONS, description: 'Operation on the license.' },
  params: { type: 'object', description: 'Parameters of the operation.' },
  effective_at: { type: 'date-time', description: 'When the change takes effect.' },
} as const;

export const SCHEDULED_CHANGE_EVENTS = {
  'license.change_scheduled': { license: true, with: CHANGE },
  'license.scheduled_change_cancelled': { license: true, with: CHANGE },
  'license.scheduled_change_applied': { license: true, with: CHANGE },
  'license.scheduled_change_failed': {
    license: true,
    with: {
      ...CHANGE,
      failure_code: { type: 'string', description: 'Code of the error.' },
      failure: { type: 'string', description: 'Message of the error.' },
    },
  },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof SCHEDULED_CHANGE_EVENTS, true> {}
}
