import type { PermissionName } from '../common/access/authorized.decorator';
import type { AttentionCounts } from '../events/webhooks/attention-counts.service';
import { Permission, PERMISSIONS_OF_ROLE } from '../identity/permissions/permission';
import type { Role } from '../identity/users/user.entity';
import type { IconName } from './components/icon';
import { defineTexts } from './kit/texts';

const TEXTS = defineTexts({
  en: {
    licensing: 'Licensing',
    catalog: 'Catalog',
    sales: 'Sales',
    integrations: 'Integrations',
    administration: 'Administration',
    overview: 'Overview',
    licenses: 'Licenses',
    customers: 'Customers',
    devices: 'Devices',
    policies: 'Policies',
    explain: 'Explain a verdict',
    products: 'Products',
    bundles: 'App bundles',
    resources: 'Resources',
    leads: 'Leads',
    webhooks: 'Webhooks',
    apiKeys: 'API keys',
    signingKeys: 'Signing keys',
    dialects: 'Dialects',
    audit: 'Audit',
    people: 'People',
    settings: 'Settings',
    system: 'System',
  },
  de: {
    licensing: 'Lizenzierung',
    catalog: 'Katalog',
    sales: 'Vertrieb',
    integrations: 'Integrationen',
    administration: 'Verwaltung',
    overview: 'Übersicht',
    licenses: 'Lizenzen',
    customers: 'Kunden',
    devices: 'Geräte',
    policies: 'Richtlinien',
    explain: 'Urteil erklären',
    products: 'Produkte',
    bundles: 'App-Bundles',
    resources: 'Ressourcen',
    leads: 'Leads',
    webhooks: 'Webhooks',
    apiKeys: 'API-Schlüssel',
    signingKeys: 'Signaturschlüssel',
    dialects: 'Dialekte',
    audit: 'Protokoll',
    people: 'Personen',
    settings: 'Einstellungen',
    system: 'System',
  },
  zh: {
    licensing: '许可',
    catalog: '目录',
    sales: '销售',
    integrations: '集成',
    administration: '管理',
    overview: '概览',
    licenses: '许可证',
    customers: '客户',
    devices: '设备',
    policies: '策略',
    explain: '解释判定',
    products: '产品',
    bundles: '应用包',
    resources: '资源',
    leads: '潜在客户',
    webhooks: 'Webhook',
    apiKeys: 'API 密钥',
    signingKeys: '签名密钥',
    dialects: '接口方言',
    audit: '审计',
    people: '人员',
    settings: '设置',
    system: '系统',
  },
});

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
  const t = TEXTS();
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
