export const APP_BUNDLE_EVENTS = [
  'app_bundle.created',
  'app_bundle.updated',
  'app_bundle.license_file_replaced',
  'app_bundle.deleted',
] as const;

declare module '../../platform/records/event-catalogue' {
  interface EventCatalogue extends Record<(typeof APP_BUNDLE_EVENTS)[number], true> {}
}
