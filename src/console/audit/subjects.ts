import type { TargetType } from '../../events/records/event-query';
import { withQuery } from '../components/filters';
import { texts } from '../../i18n/texts';

/** The pages of what audit entries and events are about. */
const PATHS: Partial<Record<TargetType, (id: string) => string>> = {
  licenses: (id) => `/license/edit/${id}`,
  customers: (id) => `/customer/edit/${id}`,
  policies: (id) => `/console/policies/${id}`,
  products: (id) => `/console/products/${id}`,
  app_bundles: (id) => `/console/app-bundles/${id}`,
  resources: (id) => `/console/resources/${id}`,
  institutions: (id) => `/leads/edit/${id}`,
  webhook_endpoints: (id) => `/console/webhooks/${id}`,
  api_keys: (id) => `/console/api-keys/${id}`,
  users: (id) => `/console/people/${id}`,
  settings: () => '/console/settings',
  alerts: () => '/console/system',
  activations: (id) => withQuery('/console/devices', { q: id }),
};

/** The page of a subject; undefined if it has none. The subject itself may be deleted. */
export function subjectPath(type: string, id: string): string | undefined {
  const paths: Readonly<Record<string, ((id: string) => string) | undefined>> = PATHS;
  return Object.hasOwn(paths, type) ? paths[type]?.(encodeURIComponent(id)) : undefined;
}

/** The kind of a subject, such as "License"; the name of its table if it is unknown. */
export function subjectTitle(type: string): string {
  const titles: Readonly<Record<string, string>> = texts('audit').subjects;
  return Object.hasOwn(titles, type) ? (titles[type] ?? type) : type;
}

/** The name of a subject where a record contains it. */
export function subjectName(...values: (object | null)[]): string | undefined {
  for (const value of values) {
    for (const field of ['license_key', 'key', 'name', 'username', 'reference', 'identifier', 'code']) {
      const text: unknown = value && field in value ? Object.entries(value).find(([name]) => name === field)?.[1] : '';
      if (typeof text === 'string' && text !== '') {
        return text;
      }
    }
  }
  return undefined;
}
