import type { PermissionName } from '../../common/access/authorized.decorator';
import type { AttentionCounts } from '../../events/webhooks/attention-counts.service';
import { PERMISSIONS_OF_ROLE } from '../../identity/permissions/granted-permissions';
import { Permission, type Role } from '../../identity/permissions/permission';
import type { IconName } from '../components/icon';
import { texts } from '../../i18n/texts';

export interface NavigationEntry {
  readonly title: string;
  readonly path: string;
  /** Paths of further pages that belong to the entry. */
  readonly alsoAt?: string;
  readonly icon: IconName;
  /** How many need somebody to act; none if undefined or 0. */
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
function navigation({ webhooks, anomalies }: Partial<AttentionCounts>): NavigationSection[] {
  const t = texts('navigation');
  return [
    {
      entries: [
        {
          title: t.overview,
          path: '/console/overview',
          icon: 'chart-column',
          count: anomalies,
          permission: Permission.MonitoringRead,
        },
      ],
    },
    {
      title: t.licensing,
      entries: [
        {
          title: t.licenses,
          path: '/console/licenses',
          alsoAt: '/license/edit',
          icon: 'key',
          permission: Permission.LicensesRead,
        },
        {
          title: t.customers,
          path: '/console/customers',
          alsoAt: '/customer/edit',
          icon: 'users',
          permission: Permission.CustomersRead,
        },
        { title: t.devices, path: '/console/devices', icon: 'monitor', permission: Permission.ActivationsRead },
        {
          title: t.policies,
          path: '/console/policies',
          icon: 'sliders-horizontal',
          permission: Permission.PoliciesRead,
        },
        { title: t.explain, path: '/console/explain', icon: 'circle-help', permission: Permission.LicensesRead },
      ],
    },
    {
      title: t.catalog,
      entries: [
        { title: t.products, path: '/console/products', icon: 'package', permission: Permission.ProductsRead },
        { title: t.bundles, path: '/console/app-bundles', icon: 'layers', permission: Permission.AppBundlesRead },
        { title: t.resources, path: '/console/resources', icon: 'globe', permission: Permission.ResourcesRead },
      ],
    },
    {
      title: t.sales,
      entries: [{ title: t.leads, path: '/leads/', icon: 'building-2', permission: Permission.LeadsRead }],
    },
    {
      title: t.integrations,
      entries: [
        {
          title: t.webhooks,
          path: '/console/webhooks',
          icon: 'zap',
          count: webhooks,
          permission: Permission.WebhooksRead,
        },
        { title: t.apiKeys, path: '/console/api-keys', icon: 'square-terminal', permission: Permission.ApiKeysRead },
        {
          title: t.signingKeys,
          path: '/console/signing-keys',
          icon: 'shield-check',
          permission: Permission.SettingsRead,
        },
        { title: t.dialects, path: '/console/dialects', icon: 'door-open', permission: Permission.MonitoringRead },
      ],
    },
    {
      title: t.administration,
      entries: [
        { title: t.audit, path: '/console/audit', icon: 'file-text', permission: Permission.AuditRead },
        { title: t.people, path: '/console/people', icon: 'user', permission: Permission.UsersRead },
        { title: t.settings, path: '/console/settings', icon: 'settings', permission: Permission.SettingsRead },
        { title: t.system, path: '/console/system', icon: 'server', permission: Permission.MonitoringRead },
      ],
    },
  ];
}

/** The navigation without what a role may not see. */
export function navigationFor(role: Role, counts: Partial<AttentionCounts> = {}): NavigationSection[] {
  const permitted = PERMISSIONS_OF_ROLE[role];
  return navigation(counts)
    .map(({ title, entries }) => ({
      title,
      entries: entries.filter(({ permission }) => permitted.includes(permission)),
    }))
    .filter(({ entries }) => entries.length > 0);
}

/** The first page that a role may see. */
export function homeOf(role: Role): string {
  return navigationFor(role)[0]?.entries[0]?.path ?? '/account';
}
