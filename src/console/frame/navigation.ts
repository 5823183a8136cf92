import type { PermissionName } from '../../common/access/authorized.decorator';
import type { AttentionCounts } from '../../events/webhooks/attention-counts.service';
import type { LoggedIn } from '../../identity/permissions/caller';
import { Permission } from '../../identity/permissions/permission';
import type { IconName } from '../components/icon';
import { texts } from '../../i18n/texts';

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

/** Every page that the sidebar leads to. */
function navigation({ webhooks, anomalies, shops }: Partial<AttentionCounts>): NavigationSection[] {
  const t = texts('navigation');
  const may = Permission;
  return [
    { entries: [entry(t.overview, '/console/overview', 'chart-column', may.MonitoringRead, { count: anomalies })] },
    {
      title: t.licensing,
      entries: [
        entry(t.licenses, '/console/licenses', 'key', may.LicensesRead, { alsoAt: '/license/edit' }),
        entry(t.trials, '/console/trials', 'timer', may.LicensesRead),
        entry(t.groups, '/console/groups', 'tag', may.LicensesRead),
        entry(t.customers, '/console/customers', 'users', may.CustomersRead, { alsoAt: '/customer/edit' }),
        entry(t.devices, '/console/devices', 'monitor', may.ActivationsRead, { alsoAt: '/console/sessions' }),
        entry(t.policies, '/console/policies', 'sliders-horizontal', may.PoliciesRead),
        entry(t.explain, '/console/explain', 'circle-help', may.LicensesRead),
      ],
    },
    {
      title: t.catalog,
      entries: [
        entry(t.products, '/console/products', 'package', may.ProductsRead),
        entry(t.bundles, '/console/app-bundles', 'layers', may.AppBundlesRead),
        entry(t.resources, '/console/resources', 'globe', may.ResourcesRead),
      ],
    },
    {
      title: t.sales,
      entries: [
        entry(t.orders, '/console/orders', 'shopping-cart', 'orders:read'),
        entry(t.shops, '/console/shops', 'plug', 'shops:read', { count: shops }),
        entry(t.leads, '/leads/', 'building-2', may.LeadsRead),
      ],
    },
    {
      title: t.integrations,
      entries: [
        entry(t.mails, '/console/mails', 'mail', 'mails:read', { alsoAt: '/console/mail-templates' }),
        entry(t.webhooks, '/console/webhooks', 'zap', may.WebhooksRead, { count: webhooks }),
        entry(t.apiKeys, '/console/api-keys', 'square-terminal', may.ApiKeysRead),
        entry(t.signingKeys, '/console/signing-keys', 'shield-check', may.SettingsRead),
        entry(t.dialects, '/console/dialects', 'door-open', may.MonitoringRead),
      ],
    },
    {
      title: t.administration,
      entries: [
        entry(t.audit, '/console/audit', 'file-text', may.AuditRead),
        entry(t.people, '/console/people', 'user', may.UsersRead),
        entry(t.roles, '/console/roles', 'user-cog', 'roles:read'),
        entry(t.settings, '/console/settings', 'settings', may.SettingsRead),
        entry(t.imports, '/console/imports', 'file-up', 'imports:read'),
        entry(t.system, '/console/system', 'server', may.MonitoringRead),
      ],
    },
  ];
}

function entry(
  title: string,
  path: string,
  icon: IconName,
  permission: PermissionName,
  more?: Pick<NavigationEntry, 'alsoAt' | 'count'>,
): NavigationEntry {
  return { title, path, icon, permission, ...more };
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
