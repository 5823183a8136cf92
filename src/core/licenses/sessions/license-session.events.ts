import type { EventPayloads } from '../../platform/records/event-payload';

export const LICENSE_SESSION_EVENTS = {
  'license_session.started': { record: 'license_sessions', license: true },
  'license_session.borrowed': { record: 'license_sessions', license: true },
  'license_session.returned': { record: 'license_sessions', license: true },
  'license_session.resumed': { record: 'license_sessions', license: true },
  'license_session.features_changed': {
    license: true,
    with: { session: 'uuid', taken: 'string[]', released: 'string[]', refused: 'string[]' },
  },
  'license_session.ended': { record: 'license_sessions', license: true },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof LICENSE_SESSION_EVENTS, true> {}
}
