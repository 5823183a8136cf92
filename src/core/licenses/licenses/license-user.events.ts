import type { EventPayloads } from '../../platform/records/event-payload';

export const LICENSE_USER_EVENTS = {
  'license_user.assigned': { record: 'license_users', license: true },
  'license_user.moved': { record: 'license_users', license: true, with: { from_license_id: 'uuid' } },
  'license_user.removed': { record: 'license_users', license: true },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof LICENSE_USER_EVENTS, true> {}
}
