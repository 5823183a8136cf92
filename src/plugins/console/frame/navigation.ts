import { type PermissionName, plugins } from '../../../core/common';
import { type PluginNavigation } from '../../../core/common/internal';
import type { AttentionCounts } from '../../../core/events';
import { type LoggedIn, Permission } from '../../../core/identity';
import type { IconName } from '../../../pages/components/icon';
import { texts } from '../../../core/i18n';

export interface NavigationEntry {
  readonly title: string;
  readonly path: string;
  /** Paths of further pages that belong to the entry. */
  readonly alsoAt?: string;
  readonly icon: IconName;
  /** Number of things that need attention; none if undefined or 0. */
  readonly count?: number;
  /** The permission without which the page is not shown. */
  readonly permission: PermissionName;
}

export interface NavigationSection {
  /** Undefined for the entries above the first heading. */
  readonly title?: string;
  readonly entries: readonly NavigationEntry[];
}

/** The entry above the first heading. */
const HOME_PAGE: PluginNavigation = {
  part: 'overview',
  place: 0,
  title: () => texts('navigation').overview,
  path: '/console/overview',
  icon: 'chart-column',
  permission: 'monitoring:read',
  count: 'anomalies',
};

/** The headings, in their order. */
const PARTS: readonly PluginNavigation['part'][] = [
  'overview',
  'licensing',
  'catalog',
  'sales',
  'integrations',
  'administration',
];

/** The pages of the core. */
function ownPages(): PluginNavigation[] {
  const t = texts('navigation');
  const may = Permission;
  return [
    HOME_PAGE,
    page('licensing', 10, t.licenses, '/console/licenses', 'key', may.LicensesRead, { alsoAt: '/license/edit' }),
    page('licensing', 20, t.trials, '/console/trials', 'timer', may.LicensesRead),
    page('licensing', 30, t.groups, '/console/groups', 'tag', may.LicensesRead),
    page('licensing', 40, t.customers, '/console/customers', 'users', may.CustomersRead, { alsoAt: '/customer/edit' }),
    page('licensing', 50, t.devices, '/console/devices', 'monitor', may.ActivationsRead, {
      alsoAt: '/console/sessions',
    }),
    page('licensing', 60, t.policies, '/console/policies', 'sliders-horizontal', may.PoliciesRead),
    page('licensing', 70, t.explain, '/console/explain', 'circle-help', may.LicensesRead),
    page('catalog', 10, t.products, '/console/products', 'package', may.ProductsRead),
    page('catalog', 20, t.bundles, '/console/app-bundles', 'layers', may.AppBundlesRead),
    page('integrations', 10, t.mails, '/console/mails', 'mail', 'mails:read', { alsoAt: '/console/mail-templates' }),
    page('integrations', 20, t.webhooks, '/console/webhooks', 'zap', may.WebhooksRead, { count: 'webhooks' }),
    page('integrations', 30, t.apiKeys, '/console/api-keys', 'square-terminal', may.ApiKeysRead),
    page('integrations', 40, t.signingKeys, '/console/signing-keys', 'shield-check', may.SettingsRead),
    page('integrations', 50, t.dialects, '/console/dialects', 'door-open', may.MonitoringRead),
    page('administration', 10, t.audit, '/console/audit', 'file-text', may.AuditRead),
    page('administration', 20, t.people, '/console/people', 'user', may.UsersRead),
    page('administration', 30, t.roles, '/console/roles', 'user-cog', 'roles:read'),
    page('administration', 40, t.settings, '/console/settings', 'settings', may.SettingsRead),
    page('administration', 60, t.system, '/console/system', 'server', may.MonitoringRead),
  ];
}

function page(
  part: PluginNavigation['part'],
  place: number,
  title: string,
  path: string,
  icon: IconName,
  permission: PermissionName,
  more?: Pick<PluginNavigation, 'alsoAt' | 'count'>,
): PluginNavigation {
  return { part, place, title: () => title, path, icon, permission, ...more };
}

/** The pages of plug-ins, in the order of the navigation. */
export function pagesOfPlugins(): PluginNavigation[] {
  return plugins()
    .flatMap(({ console }) => console?.navigation ?? [])
    .sort((one, other) => PARTS.indexOf(one.part) - PARTS.indexOf(other.part) || one.place - other.place);
}

/** Every page that the sidebar leads to, those of plug-ins included. */
function navigation(counts: Partial<AttentionCounts>): NavigationSection[] {
  const pages = [...ownPages(), ...pagesOfPlugins()];
  return PARTS.map((part) => ({
    title: part === 'overview' ? undefined : texts('navigation')[part],
    entries: pages
      .filter((each) => each.part === part)
      .sort((one, other) => one.place - other.place)
      .map(({ title, count, ...entry }) => ({
        ...entry,
        title: title(),
        count: count === undefined ? undefined : counts[count],
      })),
  }));
}

/** The navigation without what a user may not see. */
export function navigationFor({ grants }: LoggedIn, counts: Partial<AttentionCounts> = {}): NavigationSection[] {
  const { permissions: permitted } = grants;
  return navigation(counts)
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter(({ permission }) => permitted.includes(permission)),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** The first page that a user may see. */
export function homeOf(caller: LoggedIn): string {
  return navigationFor(caller)[0]?.entries[0]?.path ?? '/account';
}
