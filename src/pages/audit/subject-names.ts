import { plugins } from '../../core/common';
import { textFor, texts } from '../../core/i18n';
import { withQuery } from '../components/filters';
import { jobPath } from '../../pages/kit/record-paths';
import { settingPath } from '../settings/setting-places';

type Paths = Readonly<Record<string, ((id: string) => string) | undefined>>;

/** The pages of what audit entries and events are about. */
const PATHS: Paths = {
  licenses: (id) => `/license/edit/${id}`,
  customers: (id) => `/customer/edit/${id}`,
  policies: (id) => `/console/policies/${id}`,
  products: (id) => `/console/products/${id}`,
  background_jobs: jobPath,
  data_exports: () => '/console/exports',
  app_bundles: (id) => `/console/app-bundles/${id}`,
  groups: (id) => `/console/groups/${id}`,
  webhook_endpoints: (id) => `/console/webhooks/${id}`,
  api_keys: (id) => `/console/api-keys/${id}`,
  users: (id) => `/console/people/${id}`,
  settings: settingPath,
  alerts: () => '/console/system',
  activations: (id) => withQuery('/console/devices', { q: id }),
};

/** The page of a subject; undefined if it has none. The subject itself may be deleted. */
export function subjectPath(type: string, id: string): string | undefined {
  const tables: Paths[] = [PATHS, ...plugins().map(({ console }) => console?.subjects ?? {})];
  const paths = tables.find((each) => Object.hasOwn(each, type));
  return paths?.[type]?.(encodeURIComponent(id));
}

/** The kind of a subject, such as "License"; the words in the name of its table if there is no text. */
export function subjectTitle(type: string): string {
  return textFor(texts('audit').subjects, type) ?? type.charAt(0).toUpperCase() + type.slice(1).replaceAll('_', ' ');
}
