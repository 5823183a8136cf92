import type { EventPayloads } from '../../platform/records/event-payload';

export const APP_BUNDLE_EVENTS = {
  'app_bundle.created': { record: 'app_bundles' },
  'app_bundle.updated': { changes: 'app_bundles' },
  'app_bundle.license_file_replaced': { changes: 'app_bundles' },
  'app_bundle.deleted': { record: 'app_bundles' },
} as const satisfies EventPayloads;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<keyof typeof APP_BUNDLE_EVENTS, true> {}
}
