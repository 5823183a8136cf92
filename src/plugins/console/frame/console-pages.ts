import type { PermissionName } from '../../../core/common';
import { type PluginNavigation } from '../../../core/common/internal';
import { texts } from '../../../core/i18n';
import { Permission } from '../../../core/identity';
import type { SettingPage } from '../../../pages/settings/setting-places';

const may = Permission;
const t = () => texts('navigation');
const archive = () => texts('archive').title;

type Icon = PluginNavigation['icon'];
type More = Partial<Pick<PluginNavigation, 'alsoAt' | 'count' | 'list' | 'usedIf' | 'isAside'>>;

/** The pages of the console that an entry of the sidebar leads to; plug-ins add theirs. */
export const CONSOLE_PAGES: readonly PluginNavigation[] = [
  page('home', 10, () => t().overview, 'overview', 'chart-column', may.MonitoringRead, { count: 'anomalies' }),
  page('licenses', 10, () => t().licenses, 'licenses', 'key', may.LicensesRead, {
    alsoAt: '/license/edit',
    list: 'licenses',
  }),
  page('licenses', 20, () => t().trials, 'trials', 'timer', may.LicensesRead, { list: 'trials' }),
  page('licenses', 30, () => t().groups, 'groups', 'tag', may.LicensesRead, { list: 'groups' }),
  page('licenses', 40, () => texts('jobs').title, 'jobs', 'list-checks', may.LicensesRead, {
    count: 'jobs',
    list: 'jobs',
  }),
  page('licenses', 50, () => t().explain, 'explain', 'circle-help', may.LicensesRead, { isAside: true }),
  page('licenses', 60, () => archive().license, 'licenses/archived', 'trash-2', may.LicensesRead, { isAside: true }),
  page('customers', 10, () => t().customers, 'customers', 'users', may.CustomersRead, {
    alsoAt: '/customer/edit',
    list: 'customers',
  }),
  page('customers', 60, () => archive().customer, 'customers/archived', 'trash-2', may.CustomersRead, {
    isAside: true,
  }),
  page('devices', 10, () => t().devices, 'devices', 'monitor', may.ActivationsRead, { list: 'devices' }),
  page('devices', 20, () => texts('floatingSessions').title, 'sessions', 'activity', may.ActivationsRead, {
    list: 'sessions',
  }),
  page('products', 10, () => t().products, 'products', 'package', may.ProductsRead, { list: 'products' }),
  page('products', 20, () => t().bundles, 'app-bundles', 'layers', may.AppBundlesRead, {
    list: 'app-bundles',
    usedIf: 'EXISTS (SELECT FROM app_bundles)',
  }),
  page('products', 40, () => texts('versions').title, 'versions', 'split', may.ProductsRead, {
    list: 'versions',
    isAside: true,
  }),
  page('products', 50, () => texts('updateKeys').title, 'products/update-keys', 'key-round', may.ProductsRead, {
    isAside: true,
  }),
  page('products', 60, () => archive().product, 'products/archived', 'trash-2', may.ProductsRead, { isAside: true }),
  page('policies', 10, () => t().policies, 'policies', 'sliders-horizontal', may.PoliciesRead, { list: 'policies' }),
  page('policies', 20, () => texts('policies').compare.title, 'policies/compare', 'columns-3', may.PoliciesRead),
  page('reports', 5, () => texts('reports').title, 'reports', 'activity', may.LicensesRead),
  page(
    'reports',
    10,
    () => texts('overview').activity,
    'overview/activity',
    'chart-no-axes-column',
    may.MonitoringRead,
  ),
  page('reports', 15, () => texts('statistics').title, 'reports/compare', 'chart-column', may.MonitoringRead),
  page('reports', 20, () => texts('exports').title, 'exports', 'download', may.OwnSessionRead, { list: 'exports' }),
  page('developers', 10, () => t().apiKeys, 'api-keys', 'square-terminal', may.ApiKeysRead, { list: 'api-keys' }),
  page('developers', 15, () => texts('apiVersions').title, 'api-versions', 'calendar', may.ApiKeysRead),
  page('developers', 20, () => t().webhooks, 'webhooks', 'zap', may.WebhooksRead, {
    count: 'webhooks',
    list: 'webhooks',
  }),
  page('developers', 30, () => t().signingKeys, 'signing-keys', 'shield-check', may.SettingsRead),
  page('developers', 40, () => t().dialects, 'api-compatibility', 'door-open', may.MonitoringRead),
  {
    ...page('developers', 60, () => texts('account').apiToken, '', 'key-round', may.ApiKeysRead),
    path: '/account/token',
  },
  page('audit', 10, () => t().audit, 'audit', 'history', may.AuditRead, { list: 'audit' }),
  page('settings', 10, settingsTitle('general'), 'settings/general', 'settings', may.SettingsRead, {
    alsoAt: '/console/settings',
  }),
  page('settings', 20, settingsTitle('email'), 'settings/email', 'mail', may.SettingsRead),
  page('settings', 22, () => texts('mails').sent, 'mails', 'mail', 'mails:read', {
    alsoAt: '/console/mail-templates',
    isAside: true,
  }),
  page('settings', 30, settingsTitle('sign-in'), 'settings/sign-in', 'shield-check', may.SettingsRead),
  page('settings', 35, () => t().people, 'people', 'user', may.UsersRead, { list: 'people' }),
  page('settings', 40, () => t().roles, 'roles', 'user-cog', 'roles:read'),
  page('settings', 50, settingsTitle('retention'), 'settings/retention', 'database', may.SettingsRead),
  page('settings', 60, settingsTitle('blocklists'), 'settings/blocklists', 'ban', may.SettingsRead, { isAside: true }),
  page('settings', 75, settingsTitle('system'), 'settings/system', 'bell', may.SettingsRead, { isAside: true }),
  page('settings', 80, () => t().system, 'system', 'server', may.MonitoringRead),
];

/** The title of a page of settings. */
function settingsTitle(of: SettingPage): () => string {
  return () => texts('settings').pages[of][0];
}

/** @param path below `/console` */
function page(
  part: PluginNavigation['part'],
  place: number,
  title: () => string,
  path: string,
  icon: Icon,
  permission: PermissionName,
  more?: More,
): PluginNavigation {
  return { part, place, title, path: `/console/${path}`, icon, permission, ...more };
}
